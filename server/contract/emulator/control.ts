import * as z from 'zod/mini'
import { LANGUAGES } from '../languages.ts'
import {
  clientVersion,
  emulatorAppSchema,
  emulatorAssumptionSchema,
  emulatorClockSchema,
  emulatorMessageSchema,
  emulatorUserSchema,
} from './state.ts'

// The bodies and responses of the emulator's control API; calls.ts lists its calls.

const YEAR_MS = 366 * 24 * 60 * 60 * 1000
/** The last time whose year has four digits in Beijing too. */
export const LATEST_MS = Date.UTC(9999, 11, 31, 15, 59, 59, 999)

export const moveClockSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('freeze') }),
  z.strictObject({ action: z.literal('resume') }),
  /** A negative number of milliseconds goes back. */
  z.strictObject({
    action: z.literal('advance'),
    ms: z.int().check(z.minimum(-YEAR_MS), z.maximum(YEAR_MS)),
  }),
  z.strictObject({
    action: z.literal('set'),
    now_ms: z.int().check(z.minimum(0), z.maximum(LATEST_MS)),
  }),
])

/** Assumptions by name, with the values that the state lists; the others stay as they are. */
export const assumeSchema = z.record(z.string(), z.string())

const text = z.string().check(z.minLength(1), z.maxLength(10_000))
const exactlyOne = (given: unknown, other: unknown) =>
  (given === undefined) !== (other === undefined)

/** A user writes in a chat, or to a bot, which opens their one-to-one chat. */
export const userMessageSchema = z
  .strictObject({ chat_id: z.optional(z.string()), app_id: z.optional(z.string()), text })
  .check(
    z.refine(({ chat_id, app_id }) => exactlyOne(chat_id, app_id), {
      error: 'chat_id_or_app_id',
      path: ['chat_id'],
    }),
  )

/** A bot writes in a chat that it is in or to a user, without a check of its permissions. */
export const botMessageSchema = z
  .strictObject({ chat_id: z.optional(z.string()), open_id: z.optional(z.string()), text })
  .check(
    z.refine(({ chat_id, open_id }) => exactlyOne(chat_id, open_id), {
      error: 'chat_id_or_open_id',
      path: ['chat_id'],
    }),
  )

/** A user clicks a bubble; the first has index 0. */
export const clickSchema = z.strictObject({
  message_id: z.string(),
  index: z.int().check(z.minimum(0)),
})

/** A user reads all messages of a chat. */
export const readSchema = z.strictObject({ chat_id: z.string() })

/** A user opens a chat with a bot; the first time opens it. */
export const enterSchema = z.strictObject({ app_id: z.string() })

export const resetSchema = z.strictObject({})

export const changeUserSchema = z.strictObject({
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  language: z.optional(z.enum(LANGUAGES)),
  client_version: z.optional(clientVersion),
})

const ids = z.array(z.string()).check(z.maxLength(10_000))

/** A list replaces the current one. */
export const changeAppSchema = z.strictObject({
  scopes: z.optional(z.array(z.string().check(z.minLength(1))).check(z.maxLength(500))),
  unavailable_to: z.optional(ids),
  enabled: z.optional(z.boolean()),
  bot_enabled: z.optional(z.boolean()),
})

export const streamEventSchema = z.object({ version: z.int() })
export const clockResponseSchema = z.object({ clock: emulatorClockSchema })
export const assumptionsResponseSchema = z.object({
  assumptions: z.array(emulatorAssumptionSchema),
})
export const messageResponseSchema = z.object({ message: emulatorMessageSchema })
export const enterResponseSchema = z.object({
  chat_id: z.string(),
  /** Whether the bot got an event. */
  event_sent: z.boolean(),
})
/** `read` is the number of messages that were unread before. */
export const readResponseSchema = z.object({ read: z.int() })
export const userResponseSchema = z.object({ user: emulatorUserSchema })
export const appResponseSchema = z.object({ app: emulatorAppSchema })

export type MoveClock = z.infer<typeof moveClockSchema>
export type UserMessage = z.infer<typeof userMessageSchema>
export type BotMessage = z.infer<typeof botMessageSchema>
export type Click = z.infer<typeof clickSchema>
