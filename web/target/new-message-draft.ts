import * as z from 'zod/mini'
import { RECEIVE_ID_TYPES } from '#contract/create-message'
import { readStored, writeStored } from '../ui/storage.ts'

const draftSchema = z.object({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string(),
  text: z.string(),
})

/** What was typed for the next new message; kept for each profile, so that a reload loses nothing. */
export type NewMessageDraft = z.infer<typeof draftSchema>

const key = (profile: string) => `follow-up-console.new-message.${profile}`

export function readNewMessageDraft(profile: string): NewMessageDraft {
  const empty: NewMessageDraft = { receive_id_type: 'open_id', receive_id: '', text: '' }
  try {
    const draft = draftSchema.safeParse(JSON.parse(readStored(key(profile)) ?? 'null'))
    return draft.success ? draft.data : empty
  } catch {
    return empty
  }
}

export function writeNewMessageDraft(profile: string, draft: NewMessageDraft): void {
  writeStored(key(profile), JSON.stringify(draft))
}
