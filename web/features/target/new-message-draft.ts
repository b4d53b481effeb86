import { MSG_TYPES, type MsgType, RECEIVE_ID_TYPES, type ReceiveIdType } from '#contract/ids'
import { storedValue } from '../../browser/stored-value.ts'

/** The next new message of a profile, as typed; each message type keeps its own content. */
export type NewMessageDraft = {
  receive_id_type: ReceiveIdType
  /** Empty for the default recipient of the emulator. */
  receive_id: string
  msg_type: MsgType
  text: string
  /** JSON texts. */
  post: string
  interactive: string
}

const EMPTY: NewMessageDraft = {
  receive_id_type: 'open_id',
  receive_id: '',
  msg_type: 'text',
  text: '',
  post: '',
  interactive: '',
}

/** What was typed for the next new message of a profile. Version 0.1.0 stored no type and no JSON. */
export const storedNewMessage = (profile: string) =>
  storedValue({ key: `new-message.${profile}`, parse: parseDraft })

/** The contents that version 0.1.0 stored apart, for a message with its bubbles. */
export const storedOneGo = (profile: string) =>
  storedValue({ key: `one-go.${profile}`, parse: parseDraft })

/** Returns what was typed for a profile, in this version or an earlier one. */
export function readNewMessageDraft(profile: string): NewMessageDraft {
  const typed = storedNewMessage(profile).read()
  const old = storedOneGo(profile).read()
  if (!typed || !old) return typed ?? old ?? EMPTY
  return {
    ...typed,
    post: typed.post || old.post,
    interactive: typed.interactive || old.interactive,
  }
}

/** Returns whether it was stored. */
export function writeNewMessageDraft(profile: string, draft: NewMessageDraft): boolean {
  storedOneGo(profile).remove()
  return storedNewMessage(profile).write(draft)
}

function parseDraft(value: unknown): NewMessageDraft | null {
  const { receive_id_type, receive_id, text, ...rest } = Object(value)
  const { msg_type = 'text', post = '', interactive = '' } = rest
  const isValid =
    RECEIVE_ID_TYPES.includes(receive_id_type) &&
    MSG_TYPES.includes(msg_type) &&
    [receive_id, text, post, interactive].every((one) => typeof one === 'string')
  return isValid ? { receive_id_type, receive_id, msg_type, text, post, interactive } : null
}
