import * as z from 'zod/mini'
import { BRANDS } from '../profile.ts'

/** What was seen of one undocumented rule; it contains no ids and no texts. */
export const evidenceSchema = z.object({
  /** The name of the emulator's assumption. */
  assumption: z.string(),
  /** The value that it agrees with; several, separated by ` or `, if it cannot tell them apart. */
  variant: z.string(),
  /** Under which conditions, such as `fr_fr` or `599 s`; may be empty. */
  detail: z.string(),
  /** Where it was seen: what the emulator does says nothing about the platform. */
  brand: z.enum(BRANDS),
  count: z.int(),
  first_at: z.iso.datetime(),
  last_at: z.iso.datetime(),
})
export type AssumptionEvidence = z.infer<typeof evidenceSchema>

/** The response of `GET /api/evidence`. */
export const evidenceListSchema = z.object({ evidence: z.array(evidenceSchema) })
