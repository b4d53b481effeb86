import * as z from 'zod/mini'
import { MSG_TYPES } from '#contract/create-message'
import { RECEIVE_ID_TYPES } from '#contract/receive-id-types'
import { readStored, writeStored } from '../ui/storage.ts'

const draftSchema = z.object({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string(),
  msg_type: z.enum(MSG_TYPES),
  text: z.string(),
  post: z.string(),
  interactive: z.string(),
})

/** What was typed; each type of message keeps its own content. */
export type OneGoDraft = z.infer<typeof draftSchema>

const key = (profile: string) => `follow-up-console.one-go.${profile}`

/** What was typed for this profile before; `null` where nothing was. */
export function readOneGoDraft(profile: string): OneGoDraft | null {
  try {
    const draft = draftSchema.safeParse(JSON.parse(readStored(key(profile)) ?? 'null'))
    return draft.success ? draft.data : null
  } catch {
    return null
  }
}

export function writeOneGoDraft(profile: string, draft: OneGoDraft): void {
  writeStored(key(profile), JSON.stringify(draft))
}
