import * as z from 'zod/mini'

/** How long a link can be scanned, and how long a client waits between two polls, in seconds. */
export const REGISTRATION_LIFE_S = 600
export const REGISTRATION_INTERVAL_S = 5

/**
 * One app that is connected by scan. A client shows the link, and a user approves it; what it asks
 * for is in the link only, so that it is known once the link was opened.
 */
export const emulatorRegistrationSchema = z.object({
  user_code: z.string(),
  state: z.enum(['pending', 'approved', 'denied', 'expired']),
  created_at_ms: z.int(),
  expires_at_ms: z.int(),
  link: z.nullable(
    z.object({
      /** Whether the default scopes and events are added. */
      preset: z.boolean(),
      scopes: z.array(z.string()),
      events: z.array(z.string()),
      create_only: z.boolean(),
      /** The existing app that gets the scopes; null for a new one. */
      client_id: z.nullable(z.string()),
      name: z.nullable(z.string()),
    }),
  ),
  /** The app that was created or changed. */
  app_id: z.nullable(z.string()),
  /** Who approved it. */
  open_id: z.nullable(z.string()),
})
export type EmulatorRegistration = z.infer<typeof emulatorRegistrationSchema>

/** A user approves or denies; `url` is the scanned link, if it was not opened before. */
export const decideRegistrationSchema = z.strictObject({
  action: z.enum(['approve', 'deny']),
  /** By default the default receiver. */
  open_id: z.optional(z.string()),
  url: z.optional(z.string().check(z.maxLength(8192))),
  /** The platform that the user’s tenant is on. */
  tenant_brand: z.optional(z.enum(['feishu', 'lark'])),
})
export type DecideRegistration = z.infer<typeof decideRegistrationSchema>

export const registrationResponseSchema = z.object({ registration: emulatorRegistrationSchema })
