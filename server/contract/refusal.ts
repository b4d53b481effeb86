import * as z from 'zod/mini'
import { inFlightSchema } from './ledger.ts'

/** Why the console rejected a request before anything reached an upstream. */
export const REFUSALS = [
  'not_json',
  'too_large',
  'wrong_content_type',
  'wrong_host',
  'foreign_origin',
  'not_signed_in',
  'sign_in_failed',
  'too_many_tries',
  'not_allowed',
  'not_named',
  'waiting_for_approval',
  'invalid',
  'in_flight',
  'recent_delivery',
  'version_conflict',
  'rate_limited',
  'send_limit',
  'not_found',
  'read_only',
  'emulator_unreachable',
  'accounts_unreachable',
  'rejected_event',
  'others_listen',
  'not_recorded',
  'storage',
  'stopping',
  'internal',
] as const
export type RefusalKind = (typeof REFUSALS)[number]

export const issueSchema = z.object({
  /** Dotted, like the field names of the form: `follow_ups.0.i18n_contents.0.content`. */
  path: z.string(),
  message: z.string(),
})

export const refusalSchema = z.object({
  error: z.enum(REFUSALS),
  message: z.string(),
  issues: z.array(issueSchema),
  /** With `in_flight`: the running exchange on this message. */
  in_flight: z.optional(inFlightSchema),
  /** With `recent_delivery`: what the same person got a moment ago. */
  recent: z.optional(z.object({ delivery: z.string(), actor: z.string(), at: z.iso.datetime() })),
  /** With `waiting_for_approval`: the proposal that was made of it. */
  approval: z.optional(z.object({ id: z.string(), ends_at: z.iso.datetime() })),
  /** With `rate_limited` and `send_limit`: when the next request is allowed. */
  resets_at: z.optional(z.iso.datetime()),
})

export type Issue = z.infer<typeof issueSchema>
export type Refusal = z.infer<typeof refusalSchema>
