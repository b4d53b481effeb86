import * as z from 'zod/mini'

const secret = z.string().check(z.minLength(1), z.maxLength(256))

/** The body of the emulator's `POST /_emulator/apps/:app_id/subscription`. */
export const subscriptionSchema = z.strictObject({
  /** Where the app's events go: this machine, unless the operator allows more. */
  url: z.url({ protocol: /^https?$/, error: 'http_url' }),
  /** The app's Verification Token, which stands in every event. */
  verification_token: secret,
  /** The app's Encrypt Key; with it events are encrypted and signed. */
  encrypt_key: z.optional(secret),
})

/** A subscription as anyone may see it: the developer's secrets only as set or not set. */
export const subscriptionViewSchema = z.object({
  app_id: z.string(),
  url: z.string(),
  verification_token: z.literal('set'),
  encrypt_key: z.enum(['set', 'not_set']),
})

/** One try at handing an event over. */
export const attemptSchema = z.object({
  /** By the emulator's clock, in milliseconds since 1970. */
  at_ms: z.int(),
  url: z.string(),
  /** `null` where no answer came. */
  http_status: z.nullable(z.int()),
  /** How the answer's body begins. */
  response_head: z.string(),
  /** Why it does not count as handed over; `null` where it does. */
  failure: z.nullable(z.string()),
  duration_ms: z.number(),
})

/** `waiting` has failed and is tried again; `given_up` is not. */
export const DELIVERY_STATUSES = ['sending', 'delivered', 'waiting', 'given_up'] as const

/** One event on its way to an app. */
export const deliverySchema = z.object({
  delivery_id: z.string(),
  app_id: z.string(),
  event_id: z.string(),
  event_type: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  /** Oldest first. */
  attempts: z.array(attemptSchema),
  /** By the emulator's clock; `null` where none is planned. */
  next_attempt_ms: z.nullable(z.int()),
})

/** What `GET /_emulator/deliveries` answers, and what the state shows. */
export const deliveriesSchema = z.object({
  subscriptions: z.array(subscriptionViewSchema),
  /** Oldest first. */
  deliveries: z.array(deliverySchema),
  /** How many of the oldest were forgotten, so that memory stays bounded. */
  forgotten: z.int(),
})

export const subscriptionAnswerSchema = z.object({ subscription: subscriptionViewSchema })
export const deliveryAnswerSchema = z.object({ delivery: deliverySchema })

export type Subscription = z.infer<typeof subscriptionSchema>
export type SubscriptionView = z.infer<typeof subscriptionViewSchema>
export type Attempt = z.infer<typeof attemptSchema>
export type Delivery = z.infer<typeof deliverySchema>
export type Deliveries = z.infer<typeof deliveriesSchema>
