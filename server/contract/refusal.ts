import * as z from 'zod/mini'

/** Why the console itself said no, before anything reached an upstream. */
export const REFUSALS = [
  'not_json',
  'too_large',
  'wrong_content_type',
  'wrong_host',
  'foreign_origin',
  'invalid',
  'in_flight',
  'not_found',
  'emulator_unreachable',
  'internal',
] as const
export type RefusalKind = (typeof REFUSALS)[number]

export const issueSchema = z.object({
  /** Dotted, as the form names its fields: `follow_ups.0.i18n_contents.0.content`. */
  path: z.string(),
  message: z.string(),
})

export const refusalSchema = z.object({
  error: z.enum(REFUSALS),
  message: z.string(),
  issues: z.array(issueSchema),
})

export type Issue = z.infer<typeof issueSchema>
export type Refusal = z.infer<typeof refusalSchema>
