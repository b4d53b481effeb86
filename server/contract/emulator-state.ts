import * as z from 'zod/mini'
import { deliveriesSchema } from './emulator-events.ts'
import { faultsSchema } from './emulator-faults.ts'
import { LANGUAGES } from './languages.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })

const followUpSchema = z.object({
  content: z.string(),
  i18n_contents: z.optional(
    z.array(z.object({ content: z.string(), language: z.enum(LANGUAGES) })),
  ),
})

/** A message as the emulator keeps it, with what its reader sees of its bubbles now. */
export const emulatorMessageSchema = z.object({
  message_id: z.string(),
  chat_id: z.string(),
  /** A bot by its app_id, a person by open_id. */
  sender: z.object({ sender_type: z.enum(['app', 'user']), id: z.string() }),
  msg_type: z.string(),
  /** The JSON text that Feishu calls `content`. */
  content: z.string(),
  /** What it reads as: the text of a text message, otherwise `content`. */
  text: z.string(),
  create_time_ms: z.int(),
  update_time_ms: z.int(),
  /** Recalled. */
  deleted: z.boolean(),
  /** Edited. */
  updated: z.boolean(),
  /** The message it replies to. */
  parent_id: z.optional(z.string()),
  /** The bubbles it was given, even if they have vanished since. */
  follow_ups: z.array(followUpSchema),
  shows_bubbles: z.boolean(),
  /** The bubbles as the person of the chat reads them, in that person's language; none once they have vanished. */
  bubbles: z.array(z.string()),
  /** Who has read it, by open_id. */
  read_by: z.array(z.string()),
})

export const emulatorChatSchema = z.object({
  chat_id: z.string(),
  chat_mode: z.enum(['p2p', 'group']),
  name: z.string(),
  /** The bots in it, by app_id. */
  app_ids: z.array(z.string()),
  /** The people in it, by open_id. */
  open_ids: z.array(z.string()),
  /** How many messages it holds; `messages` may show fewer. */
  message_count: z.int(),
  /** The newest ones, oldest first. */
  messages: z.array(emulatorMessageSchema),
})

export const emulatorUserSchema = z.object({
  open_id: z.string(),
  user_id: z.string(),
  union_id: z.string(),
  email: z.string(),
  mobile: z.optional(z.string()),
  name: z.string(),
  language: z.enum(LANGUAGES),
  /** Of another tenant. */
  external: z.boolean(),
})

/** An app as anyone may see it: never with a secret. */
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

/** A behaviour that Feishu does not document and the emulator had to choose. */
export const emulatorAssumptionSchema = z.object({
  name: z.string(),
  value: z.string(),
  /** What can be chosen; the first is the default. */
  values: z.array(z.string()),
  /** What is unknown, and why the default was chosen. */
  description: bilingual,
  assumed: z.literal(true),
})

export const emulatorClockSchema = z.object({
  /** The emulator's own clock, in milliseconds since 1970. */
  now_ms: z.int(),
  mode: z.enum(['real', 'frozen']),
  /** How far it is ahead of the machine's clock, in milliseconds. */
  offset_ms: z.int(),
})

/** An event as the platform sends it to an app; whether it reached anyone is told by `deliveries`. */
export const emulatorEventSchema = z.object({
  event_id: z.string(),
  event_type: z.string(),
  app_id: z.string(),
  emitted_at_ms: z.int(),
  /** As it was put together, without the verification token, which is the subscription's. */
  event: z.record(z.string(), z.unknown()),
})

const kept = z.object({ count: z.int(), max: z.int(), dropped: z.int() })

/**
 * The emulator's `GET /_emulator/state`: bounded, whatever the emulator holds. Without `?chats=` and
 * `?messages=` it shows the 50 chats last written in, each with its 50 newest messages.
 */
export const emulatorStateSchema = z.object({
  /** Grows with every change; the stream tells it. */
  version: z.int(),
  now_ms: z.int(),
  clock: emulatorClockSchema,
  tenant_key: z.string(),
  default_app_id: z.string(),
  /** To whom "New message" writes when nobody else is named. */
  default_receiver: z.object({ receive_id_type: z.literal('open_id'), receive_id: z.string() }),
  apps: z.array(emulatorAppSchema),
  users: z.array(emulatorUserSchema),
  /** The one last written in comes first. */
  chats: z.array(emulatorChatSchema),
  assumptions: z.array(emulatorAssumptionSchema),
  /** Messages worth trying, each with what it shows and what a valid push would be answered now. */
  demonstrations: z.array(
    z.object({
      message_id: z.string(),
      title: bilingual,
      chat_name: z.string(),
      text: z.string(),
      create_time_ms: z.int(),
      expected_code: z.int(),
    }),
  ),
  /** The newest ones, oldest first. */
  events: z.array(emulatorEventSchema),
  /** What is kept, how much of it at most, and how many of the oldest were dropped since the start. */
  limits: z.object({ messages: kept, chats: kept, events: kept }),
  deliveries: deliveriesSchema,
  faults: faultsSchema,
})

export type EmulatorState = z.infer<typeof emulatorStateSchema>
export type EmulatorChat = z.infer<typeof emulatorChatSchema>
export type EmulatorMessage = z.infer<typeof emulatorMessageSchema>
export type EmulatorUser = z.infer<typeof emulatorUserSchema>
export type EmulatorApp = z.infer<typeof emulatorAppSchema>
export type EmulatorAssumption = z.infer<typeof emulatorAssumptionSchema>
export type EmulatorClock = z.infer<typeof emulatorClockSchema>
export type EmulatorEvent = z.infer<typeof emulatorEventSchema>
