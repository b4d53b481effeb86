import * as z from 'zod/mini'
import { LANGUAGES } from '../languages.ts'
import type { ApiHintKey } from '../validation/api-hints.ts'
import { bilingualSchema, deliveriesSchema } from './events.ts'
import { faultsSchema } from './faults.ts'

const followUpSchema = z.object({
  content: z.string(),
  i18n_contents: z.optional(
    z.array(z.object({ content: z.string(), language: z.enum(LANGUAGES) })),
  ),
})

/** A message of the emulator, with the bubbles that its reader sees now. */
export const emulatorMessageSchema = z.object({
  message_id: z.string(),
  chat_id: z.string(),
  /** A bot by app_id, a user by open_id. */
  sender: z.object({ sender_type: z.enum(['app', 'user']), id: z.string() }),
  msg_type: z.string(),
  /** The JSON text that Feishu calls `content`. */
  content: z.string(),
  /** The text of a text message, otherwise `content`. */
  text: z.string(),
  create_time_ms: z.int(),
  update_time_ms: z.int(),
  /** Recalled. */
  deleted: z.boolean(),
  /** Edited. */
  updated: z.boolean(),
  /** The message it replies to. */
  parent_id: z.optional(z.string()),
  /** The bubbles that were added to it, even if they are no longer shown. */
  follow_ups: z.array(followUpSchema),
  shows_bubbles: z.boolean(),
  /** The bubbles in the language of the chat's user; none if they are not shown. */
  bubbles: z.array(z.string()),
  /** Why the user's client does not show bubbles that the message has. */
  bubbles_hidden: z.optional(bilingualSchema),
  /** The users who have read it, by open_id. */
  read_by: z.array(z.string()),
})

const emulatorChatSchema = z.object({
  chat_id: z.string(),
  chat_mode: z.enum(['p2p', 'group']),
  name: z.string(),
  /** Its bots, by app_id. */
  app_ids: z.array(z.string()),
  /** Its users, by open_id. */
  open_ids: z.array(z.string()),
  /** The number of its messages; `messages` may have fewer. */
  message_count: z.int(),
  /** The newest ones, oldest first. */
  messages: z.array(emulatorMessageSchema),
})

/** A version of Feishu's client, for example 7.64.6. */
export const clientVersion = z.string().check(
  z.regex(/^\d{1,3}\.\d{1,4}(?:\.\d{1,5})?$/, {
    error: 'client_version' satisfies ApiHintKey,
  }),
)
export const DEFAULT_CLIENT_VERSION = '7.64.6'

export const emulatorUserSchema = z.object({
  open_id: z.string(),
  user_id: z.string(),
  union_id: z.string(),
  email: z.string(),
  mobile: z.optional(z.string()),
  name: z.string(),
  language: z.enum(LANGUAGES),
  /** The version of the user's client; before 7.20 it does not show bubbles. */
  client_version: z.string(),
  /** Of another tenant. */
  external: z.boolean(),
})

/** An app without its secret. */
export const emulatorAppSchema = z.object({
  app_id: z.string(),
  app_type: z.enum(['custom', 'isv']),
  name: z.string(),
  bot_open_id: z.string(),
  scopes: z.array(z.string()),
  /** Users outside the app's availability range, by open_id. */
  unavailable_to: z.array(z.string()),
  enabled: z.boolean(),
  bot_enabled: z.boolean(),
})

/** An undocumented behaviour of Feishu that the emulator has to choose. */
export const emulatorAssumptionSchema = z.object({
  name: z.string(),
  value: z.string(),
  /** The possible values; the first is the default. */
  values: z.array(z.string()),
  /** What is undocumented, and the reason for the default. */
  description: bilingualSchema,
  assumed: z.literal(true),
})

export const emulatorClockSchema = z.object({
  /** The emulator's own clock, in milliseconds since 1970. */
  now_ms: z.int(),
  mode: z.enum(['real', 'frozen']),
  /** Its lead over the machine's clock, in milliseconds. */
  offset_ms: z.int(),
  /** Set if clients may still use tokens that have expired by this clock. */
  hint: z.optional(bilingualSchema),
})

/** An event as the platform sends it to an app; `deliveries` shows whether it was received. */
const emulatorEventSchema = z.object({
  event_id: z.string(),
  event_type: z.string(),
  app_id: z.string(),
  emitted_at_ms: z.int(),
  /** Without the verification token, which belongs to the subscription. */
  event: z.record(z.string(), z.unknown()),
})

/** A call under `/open-apis` that a client made and the emulator does not have. */
const missingCallSchema = z.object({
  method: z.string(),
  /** Without the query; a part that looks like an ID or a token is `:id`. */
  path: z.string(),
  /** How often it was made. */
  count: z.int(),
  /** When it was last made, by the emulator's clock. */
  last_at_ms: z.int(),
  /** The app of the last request's token; null if it has no valid one. */
  app_id: z.nullable(z.string()),
})

const kept = z.object({ count: z.int(), max: z.int(), dropped: z.int() })

/**
 * One app that is connected by scan. A client shows the link, and a user approves it; what it asks
 * for is in the link only, so that it is known once the link was opened.
 */
const emulatorRegistrationSchema = z.object({
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

/** How long a link can be scanned, and how long a client waits between two polls, in seconds. */
export const REGISTRATION_LIFE_S = 600
export const REGISTRATION_INTERVAL_S = 5

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

/**
 * The response of `GET /_emulator/state`, of bounded size. By default it has the 50 most recently
 * active chats, each with its 50 newest messages; see `?chats=` and `?messages=`.
 */
export const emulatorStateSchema = z.object({
  /** Increases with every change; the stream sends it. */
  version: z.int(),
  now_ms: z.int(),
  clock: emulatorClockSchema,
  tenant_key: z.string(),
  default_app_id: z.string(),
  /** The default recipient of a new message. */
  default_receiver: z.object({ receive_id_type: z.literal('open_id'), receive_id: z.string() }),
  apps: z.array(emulatorAppSchema),
  users: z.array(emulatorUserSchema),
  /** The most recently active chat comes first. */
  chats: z.array(emulatorChatSchema),
  assumptions: z.array(emulatorAssumptionSchema),
  /** Sample messages, each with the code that a valid push would return now. */
  demonstrations: z.array(
    z.object({
      message_id: z.string(),
      title: bilingualSchema,
      chat_name: z.string(),
      text: z.string(),
      create_time_ms: z.int(),
      expected_code: z.int(),
    }),
  ),
  /** The newest ones, oldest first. */
  events: z.array(emulatorEventSchema),
  /** The numbers of kept items, their maximum, and how many of the oldest were dropped. */
  limits: z.object({ messages: kept, chats: kept, events: kept }),
  deliveries: deliveriesSchema,
  faults: faultsSchema,
  /** The most recently made comes last. */
  missing_calls: z.array(missingCallSchema),
  /** The apps that are connected by scan, the newest last. */
  registrations: z.array(emulatorRegistrationSchema),
})

export type EmulatorState = z.infer<typeof emulatorStateSchema>
export type EmulatorChat = z.infer<typeof emulatorChatSchema>
export type EmulatorMessage = z.infer<typeof emulatorMessageSchema>
export type EmulatorUser = z.infer<typeof emulatorUserSchema>
export type EmulatorApp = z.infer<typeof emulatorAppSchema>
export type EmulatorAssumption = z.infer<typeof emulatorAssumptionSchema>
export type EmulatorClock = z.infer<typeof emulatorClockSchema>
export type MissingCall = z.infer<typeof missingCallSchema>
export type EmulatorEvent = z.infer<typeof emulatorEventSchema>
