import * as z from 'zod/mini'
import { checkFields } from './check.ts'

/** The documented conditions of a push, in the order in which the platform is assumed to look at them. */
export const PREFLIGHT_CHECKS = [
  /** The shape of the id. */
  'message_id',
  /** The app gets a token, and the platform takes it. */
  'token',
  'budget',
  /** One of the two scopes that let it push. */
  'scope',
  /** The app has a bot. */
  'bot',
  /** There is such a message, and this bot sees it. */
  'message_exists',
  'p2p',
  'sent_by_this_bot',
  'user_visible',
  'not_recalled',
  'latest',
  'age',
  'not_followed',
] as const
export type PreflightCheckName = (typeof PREFLIGHT_CHECKS)[number]

export const preflightCheckSchema = z.object({
  name: z.enum(PREFLIGHT_CHECKS),
  ...checkFields,
  /** The code that a push would be answered with because of this check; `null` unless it failed. */
  code: z.nullable(z.int()),
  /** Whether the platform does not document that code, or how it can be told. */
  assumed: z.boolean(),
})
export type PreflightCheck = z.infer<typeof preflightCheckSchema>

/** The answer of `GET /api/messages/:message_id/preflight?profile=`; only reading calls are made for it. */
export const preflightSchema = z.object({
  checks: z.array(preflightCheckSchema),
  /** What a push would be answered with now; `null` where that cannot be told. */
  predicted_code: z.nullable(z.int()),
  /** Whether the prediction rests on something that the platform does not document: a code, or the order of its checks. */
  assumed: z.boolean(),
  /** When the message becomes too old, by the console's clock; `null` where its age is not known. */
  expires_at: z.nullable(z.iso.datetime()),
  /** How far the platform's clock is ahead of this machine's, in milliseconds, as estimated; `null` unknown. */
  clock_skew_ms: z.nullable(z.number()),
  /** What was learned about the message on the way. */
  message: z.nullable(
    z.object({
      message_id: z.string(),
      chat_id: z.nullable(z.string()),
      create_time: z.nullable(z.iso.datetime()),
      msg_type: z.nullable(z.string()),
      text: z.nullable(z.string()),
    }),
  ),
})
export type Preflight = z.infer<typeof preflightSchema>
