import * as z from 'zod/mini'

const rowSchema = z.strictObject({ content: z.string(), language: z.string() })

/**
 * A body as typed so far: known fields, texts as texts, any number of them. It is right in its
 * shape and not yet judged (see follow-ups.ts); the form can show it without losing a part.
 */
export const draftBodySchema = z.strictObject({
  follow_ups: z.array(
    z.strictObject({ content: z.string(), i18n_contents: z.optional(z.array(rowSchema)) }),
  ),
})

/** All that is typed in the composer: what a reload, an undo or another tab must bring back whole. */
export const draftSchema = z.object({
  values: z.object({
    message_id: z.string(),
    follow_ups: z.array(z.object({ content: z.string(), i18n_contents: z.array(rowSchema) })),
  }),
  /** Which view is open. */
  view: z.enum(['form', 'json']),
  /** Which view holds the value: the JSON does from its first edit until the form can show it again. */
  source: z.enum(['form', 'json']),
  jsonText: z.string(),
})

export type DraftBody = z.infer<typeof draftBodySchema>
export type Draft = z.infer<typeof draftSchema>

/** A composer in which nothing was typed yet. */
export function emptyDraft(): Draft {
  return {
    values: { message_id: '', follow_ups: [{ content: '', i18n_contents: [] }] },
    view: 'form',
    source: 'form',
    jsonText: '',
  }
}
