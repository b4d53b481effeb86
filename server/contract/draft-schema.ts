import * as z from 'zod/mini'
import type { DraftBody } from './draft.ts'

const rowSchema = z.strictObject({ content: z.string(), language: z.string() })

/** `isDraftBody` as a schema, which also says what is wrong. */
export const draftBodySchema = z.strictObject({
  follow_ups: z.array(
    z.strictObject({ content: z.string(), i18n_contents: z.optional(z.array(rowSchema)) }),
  ),
}) satisfies z.ZodMiniType<DraftBody>
