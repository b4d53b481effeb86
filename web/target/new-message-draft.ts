import { RECEIVE_ID_TYPES, type ReceiveIdType } from '#contract/receive-id-types'
import { readStored, writeStored } from '../ui/storage.ts'

/** What was typed for the next new message; kept for each profile, so that a reload loses nothing. */
export type NewMessageDraft = { receive_id_type: ReceiveIdType; receive_id: string; text: string }

const key = (profile: string) => `follow-up-console.new-message.${profile}`

export function readNewMessageDraft(profile: string): NewMessageDraft {
  const empty: NewMessageDraft = { receive_id_type: 'open_id', receive_id: '', text: '' }
  try {
    const draft: unknown = JSON.parse(readStored(key(profile)) ?? 'null')
    return isDraft(draft) ? draft : empty
  } catch {
    return empty
  }
}

export function writeNewMessageDraft(profile: string, draft: NewMessageDraft): void {
  writeStored(key(profile), JSON.stringify(draft))
}

function isDraft(value: unknown): value is NewMessageDraft {
  const { receive_id_type, receive_id, text } = Object(value)
  return (
    RECEIVE_ID_TYPES.includes(receive_id_type) &&
    typeof receive_id === 'string' &&
    typeof text === 'string'
  )
}
