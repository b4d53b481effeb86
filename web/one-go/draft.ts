import * as z from 'zod/mini'
import { MSG_TYPES } from '#contract/create-message'
import { RECEIVE_ID_TYPES } from '#contract/ids'
import { storedValue } from '../browser/stored-value.ts'

const draftSchema = z.object({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string(),
  msg_type: z.enum(MSG_TYPES),
  text: z.string(),
  post: z.string(),
  interactive: z.string(),
})

/** The form's fields; each message type keeps its own content. */
export type OneGoDraft = z.infer<typeof draftSchema>

/** What was typed for a profile. */
export const storedOneGoDraft = (profile: string) =>
  storedValue({
    key: `one-go.${profile}`,
    parse: (value) => draftSchema.safeParse(value).data ?? null,
  })
