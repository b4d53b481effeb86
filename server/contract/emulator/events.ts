import * as z from 'zod/mini'

/** A text in both languages of the console. */
export const bilingualSchema = z.object({ zh: z.string(), en: z.string() })

const secret = z.string().check(z.minLength(1), z.maxLength(256))

/** The body of the emulator's `POST /_emulator/apps/:app_id/subscription`. */
export const subscriptionSchema = z.strictObject({
  /** The receiver of the app's events, on this machine unless the operator allows other hosts. */
  url: z.url({ protocol: /^https?$/, error: 'http_url' }),
  /** The app's Verification Token, which every event contains. */
  verification_token: secret,
  /** The app's Encrypt Key; with it events are encrypted and signed. */
  encrypt_key: z.optional(secret),
})

/** A subscription without its secrets. */
export const subscriptionViewSchema = z.object({
  app_id: z.string(),
  url: z.string(),
  verification_token: z.literal('set'),
  encrypt_key: z.enum(['set', 'not_set']),
})

/** One attempt to deliver an event. */
export const deliveryAttemptSchema = z.object({
  /** By the emulator's clock, in milliseconds since 1970. */
  at_ms: z.int(),
  url: z.string(),
  /** Null if no response was received. */
  http_status: z.nullable(z.int()),
  /** The beginning of the response's body. */
  response_head: z.string(),
  /** Why the event is not delivered; null if it is. */
  failure: z.nullable(bilingualSchema),
  duration_ms: z.number(),
})

/** `waiting` has failed and will be retried; `given_up` will not. */
export const DELIVERY_STATUSES = ['sending', 'delivered', 'waiting', 'given_up'] as const

/** The delivery of one event to an app. */
export const eventDeliverySchema = z.object({
  delivery_id: z.string(),
  app_id: z.string(),
  event_id: z.string(),
  event_type: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  /** Oldest first. */
  attempts: z.array(deliveryAttemptSchema),
  /** By the emulator's clock; null if none is planned. */
  next_attempt_ms: z.nullable(z.int()),
})

/** The response of `GET /_emulator/deliveries`, also a part of the state. */
export const deliveriesSchema = z.object({
  subscriptions: z.array(subscriptionViewSchema),
  /** Oldest first. */
  deliveries: z.array(eventDeliverySchema),
  /** How many of the oldest deliveries were dropped to bound the memory. */
  forgotten: z.int(),
})

export const subscriptionResponseSchema = z.object({ subscription: subscriptionViewSchema })
export const deliveryResponseSchema = z.object({ delivery: eventDeliverySchema })

export type Subscription = z.infer<typeof subscriptionSchema>
export type SubscriptionView = z.infer<typeof subscriptionViewSchema>
export type EventDeliveryAttempt = z.infer<typeof deliveryAttemptSchema>
export type EventDelivery = z.infer<typeof eventDeliverySchema>
export type EventDeliveries = z.infer<typeof deliveriesSchema>
