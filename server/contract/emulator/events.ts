import * as z from 'zod/mini'

/** A text in both languages of the console. */
export const bilingualSchema = z.object({ zh: z.string(), en: z.string() })

const secret = z.string().check(z.minLength(1), z.maxLength(256))

/** Events go to a URL of the app. */
const webhookSchema = z.strictObject({
  kind: z.optional(z.literal('webhook')),
  /** The receiver of the app's events, on this machine unless the operator allows other hosts. */
  url: z.url({ protocol: /^https?$/, error: 'http_url' }),
  /** The app's Verification Token, which every event contains. */
  verification_token: secret,
  /** The app's Encrypt Key; with it events are encrypted and signed. */
  encrypt_key: z.optional(secret),
})

/** The body of the emulator's `POST /_emulator/apps/:app_id/subscription`; a webhook by default. */
export const subscriptionSchema = z.discriminatedUnion('kind', [
  webhookSchema,
  /** Events go to one of the app's open connections each. */
  z.strictObject({ kind: z.literal('long_connection') }),
])

/** A subscription without its secrets. */
export const subscriptionViewSchema = z.object({
  app_id: z.string(),
  kind: z.enum(['webhook', 'long_connection']),
  /** Empty if the app has no webhook. */
  url: z.string(),
  verification_token: z.enum(['set', 'not_set']),
  encrypt_key: z.enum(['set', 'not_set']),
})

/** A long connection that is open. */
export const longConnectionSchema = z.object({
  connection_id: z.string(),
  app_id: z.string(),
  /** The User-Agent of the client that asked for it, for example `oapi-node-sdk/1.74.0`. */
  client: z.string(),
  /** By the emulator's clock, in milliseconds since 1970. */
  opened_at_ms: z.int(),
  /** How many events it got, and how many of them it accepted. */
  events: z.object({ sent: z.int(), accepted: z.int() }),
})

/** One attempt to deliver an event. */
export const deliveryAttemptSchema = z.object({
  /** By the emulator's clock, in milliseconds since 1970. */
  at_ms: z.int(),
  /** The webhook; empty for a long connection. */
  url: z.string(),
  /** The long connection that got the event; null if none was open. */
  connection_id: z.optional(z.nullable(z.string())),
  /** Null if no response was received, and for a long connection. */
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
  /** The open long connections, the oldest first. */
  connections: z.array(longConnectionSchema),
  /** Oldest first. */
  deliveries: z.array(eventDeliverySchema),
  /** How many of the oldest deliveries were dropped to bound the memory. */
  forgotten: z.int(),
})

export const subscriptionResponseSchema = z.object({ subscription: subscriptionViewSchema })
export const deliveryResponseSchema = z.object({ delivery: eventDeliverySchema })

export type Subscription = z.infer<typeof subscriptionSchema>
export type Webhook = z.infer<typeof webhookSchema>
export type LongConnection = z.infer<typeof longConnectionSchema>
export type SubscriptionView = z.infer<typeof subscriptionViewSchema>
export type EventDeliveryAttempt = z.infer<typeof deliveryAttemptSchema>
export type EventDelivery = z.infer<typeof eventDeliverySchema>
export type EventDeliveries = z.infer<typeof deliveriesSchema>
