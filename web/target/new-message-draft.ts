import { RECEIVE_ID_TYPES, type ReceiveIdType } from '#contract/ids'
import { storedValue } from '../browser/stored-value.ts'

/** The unsent new message of each profile, kept over a reload. */
export type NewMessageDraft = { receive_id_type: ReceiveIdType; receive_id: string; text: string }

/** What was typed for the next new message of a profile. */
export const storedNewMessage = (profile: string) =>
  storedValue({
    key: `new-message.${profile}`,
    parse: (value) => (isDraft(value) ? value : null),
  })

export function readNewMessageDraft(profile: string): NewMessageDraft {
  return (
    storedNewMessage(profile).read() ?? { receive_id_type: 'open_id', receive_id: '', text: '' }
  )
}

function isDraft(value: unknown): value is NewMessageDraft {
  const { receive_id_type, receive_id, text } = Object(value)
  return (
    RECEIVE_ID_TYPES.includes(receive_id_type) &&
    typeof receive_id === 'string' &&
    typeof text === 'string'
  )
}
