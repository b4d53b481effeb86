import * as z from 'zod/mini'
import { BRANDS, keptSecretSchema } from '../profile.ts'

/** How events of the platform reach this console, besides reading chats. */
export const EVENT_SOURCE_KINDS = ['webhook', 'long_connection', 'stdin'] as const
export type EventSourceKind = (typeof EVENT_SOURCE_KINDS)[number]

/** What was done with an event. */
export const EVENT_OUTCOMES = [
  /** It says what a user did in a chat with the bot. */
  'used',
  /** Any other event; it is acknowledged like the others. */
  'ignored',
  /** It was received before, perhaps from another source. */
  'duplicate',
  /** It has not the form of an event, or belongs to another app. */
  'unreadable',
] as const
export type EventOutcome = (typeof EVENT_OUTCOMES)[number]

/** Why a request to the event URL was rejected. The response never says which. */
const EVENT_REJECTIONS = [
  /** Not encrypted, although an Encrypt Key is set; or encrypted without one. */
  'encryption',
  'undecryptable',
  'signature',
  'token',
  'app',
  /** Signed more than 8 h ago: the platform repeats an event for about 7 h. */
  'stale',
] as const
export type EventRejection = (typeof EVENT_REJECTIONS)[number]

const LISTENING_STATES = [
  'off',
  'connecting',
  'listening',
  /** It waits because another client of this app listens, and would lose events. */
  'others_listen',
  /** The platform refused the connection for good. */
  'refused',
] as const
export type ListeningState = (typeof LISTENING_STATES)[number]

/** In minutes: how long a console listens beside other clients, once a person agreed to it. */
export const SHARED_LISTENING_MINUTES = 60

const counted = { count: z.int(), last_at: z.iso.datetime() }

/** What became of the events that were passed on, since this console started. */
const passOnSchema = z.object({
  url: z.string(),
  delivered: z.int(),
  failed: z.int(),
  waiting: z.int(),
  /** The bot's last response that was no success. */
  last_failure: z.nullable(z.object({ at: z.iso.datetime(), detail: z.string() })),
})

/** Where the events of one app come from. */
export const eventSourceSchema = z.object({
  webhook: z.object({
    /** The path of the event URL on this console. */
    path: z.string(),
    /** The event URLs by the host names that the settings allow besides loopback. */
    urls: z.array(z.string()),
    verification_token: z.nullable(keptSecretSchema),
    encrypt_key: z.nullable(keptSecretSchema),
    pass_on: z.nullable(passOnSchema),
    /** Requests that were rejected since this console started. */
    rejected: z.array(z.object({ why: z.enum(EVENT_REJECTIONS), ...counted })),
  }),
  long_connection: z.object({
    /** Only a custom app with an App Secret can have one. */
    possible: z.boolean(),
    state: z.enum(LISTENING_STATES),
    since: z.nullable(z.iso.datetime()),
    /** When it ends automatically, because other clients listen too. */
    ends_at: z.nullable(z.iso.datetime()),
    /** The platform's code or the network's, if it has failed. */
    failure: z.nullable(z.string()),
  }),
  received: z.array(
    z.object({ source: z.enum(EVENT_SOURCE_KINDS), outcome: z.enum(EVENT_OUTCOMES), ...counted }),
  ),
})
export type EventSourceView = z.infer<typeof eventSourceSchema>

const secret = z.nullable(
  z.string().check(z.regex(/^[\x21-\x7e]{1,256}$/, { error: 'header_value' })),
)

/** The body of `PUT /api/event-sources/webhook`; an omitted field stays, null removes it. */
export const webhookSettingsSchema = z.strictObject({
  verification_token: z.optional(secret),
  encrypt_key: z.optional(secret),
  /** The bot's own event URL, which gets every event unchanged. */
  pass_on_url: z.optional(
    z.nullable(
      z
        .url({ protocol: /^https?$/, error: 'http_url' })
        .check(z.maxLength(2_000, { error: 'url_too_long' })),
    ),
  ),
})
export type WebhookSettings = z.infer<typeof webhookSettingsSchema>

/** The body of `POST /api/event-sources/long_connection`. */
export const listenSchema = z.strictObject({
  /** Listens although other clients of the app would miss events. */
  confirm: z.optional(z.boolean()),
})

/** How many clients have a long connection of the app now, this console included. */
export const listenersSchema = z.object({
  online: z.nullable(z.int()),
  /** Why it is unknown. */
  detail: z.nullable(z.string()),
})

/** The most events of one request, and the most bytes of it. */
export const HAND_OVER_LIMITS = { events: 100, bytes: 1024 * 1024 }

/** The body of `POST /api/event-sources/events`: events that another listener received. */
export const handOverSchema = z.strictObject({
  events: z.array(z.unknown()).check(z.maxLength(HAND_OVER_LIMITS.events)),
})

/** How many of the events had which outcome. */
export const handedOverSchema = z.object({
  used: z.int(),
  ignored: z.int(),
  duplicate: z.int(),
  unreadable: z.int(),
})
export type HandedOver = z.infer<typeof handedOverSchema>

/** What was seen of one undocumented rule; it contains no ids and no texts. */
const evidenceSchema = z.object({
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
