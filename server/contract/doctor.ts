import * as z from 'zod/mini'
import { checkFields } from './check.ts'

/** What is looked at, in this order; where one fails, those that need it are not checked. */
export const DOCTOR_CHECKS = [
  /** Something answers at the base URL. */
  'address',
  /** The platform's clock against this machine's, by the Date header. */
  'clock',
  /** The app gets a tenant_access_token. */
  'token',
  /** The bot ability is on and the app enabled. */
  'bot',
  /** One of the two scopes that let it push. */
  'push_scope',
  /** A scope to read the messages of a chat; optional. */
  'message_scope',
  /** A scope to tell a one-to-one chat from a group; optional. */
  'chat_scope',
  /** A scope to tell whether a person is within the availability range of the app; optional. */
  'visibility_scope',
  /** The scope to find people by email or mobile; optional. */
  'contact_scope',
  /** What is left of the rate limit. */
  'budget',
] as const
export type DoctorCheckName = (typeof DOCTOR_CHECKS)[number]

export const doctorCheckSchema = z.object({
  name: z.enum(DOCTOR_CHECKS),
  ...checkFields,
  /** The platform's code, where it answered with one. */
  code: z.nullable(z.int()),
  duration_ms: z.nullable(z.number()),
  /** Whether sending works without it, too. */
  optional: z.boolean(),
})
export type DoctorCheck = z.infer<typeof doctorCheckSchema>

/** The answer of `GET /api/profiles/:id/doctor`. */
export const doctorSchema = z.object({ checks: z.array(doctorCheckSchema) })
export type Doctor = z.infer<typeof doctorSchema>
