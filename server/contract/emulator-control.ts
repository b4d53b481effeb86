import * as z from 'zod/mini'
import {
  emulatorAppSchema,
  emulatorAssumptionSchema,
  emulatorClockSchema,
  emulatorMessageSchema,
  emulatorUserSchema,
} from './emulator-state.ts'
import { LANGUAGES } from './languages.ts'

/*
 * The emulator's control API, all under /_emulator. A body that does not fit is answered 422 with
 * the contract's Refusal and a path for each fault, an id in the path that does not exist 404, a
 * page of another origin 403.
 *
 *   GET   /state                       emulatorStateSchema
 *   GET   /messages/:message_id        messageAnswerSchema
 *   GET   /stream                      server-sent events: `state`, with streamEventSchema as data
 *   POST  /reset                       resetSchema              → {}
 *   POST  /clock                       moveClockSchema          → clockAnswerSchema
 *   POST  /assumptions                 assumeSchema             → assumptionsAnswerSchema
 *   POST  /users/:open_id/messages     userMessageSchema        → messageAnswerSchema
 *   POST  /users/:open_id/clicks       clickSchema              → messageAnswerSchema
 *   POST  /users/:open_id/read         readSchema               → readAnswerSchema
 *   PATCH /users/:open_id              changeUserSchema         → userAnswerSchema
 *   PATCH /apps/:app_id                changeAppSchema          → appAnswerSchema
 *   POST  /bots/:app_id/messages       botMessageSchema         → messageAnswerSchema
 *   GET   /scenario                    scenarioSchema (emulator-scenario.ts)
 *   POST  /scenario                    scenarioSchema           → {}
 */

const YEAR_MS = 366 * 24 * 60 * 60 * 1000
/** The last moment whose year has four digits in Beijing too. */
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

/** Names and values as the state lists them; those not named stay as they are. */
export const assumeSchema = z.record(z.string(), z.string())

const text = z.string().check(z.minLength(1), z.maxLength(10_000))
const oneOf = (given: unknown, other: unknown) => (given === undefined) !== (other === undefined)

/** A person writes: in a chat, or to a bot, which opens their one-to-one chat. */
export const userMessageSchema = z
  .strictObject({
    chat_id: z.optional(z.string()),
    app_id: z.optional(z.string()),
    text,
  })
  .check(
    z.refine(({ chat_id, app_id }) => oneOf(chat_id, app_id), {
      error: 'chat_id_or_app_id',
      path: ['chat_id'],
    }),
  )

/** A bot writes by itself, whatever its permissions: in a chat it is in, or to a person. */
export const botMessageSchema = z
  .strictObject({
    chat_id: z.optional(z.string()),
    open_id: z.optional(z.string()),
    text,
  })
  .check(
    z.refine(({ chat_id, open_id }) => oneOf(chat_id, open_id), {
      error: 'chat_id_or_open_id',
      path: ['chat_id'],
    }),
  )

/** A person clicks a bubble; the first has index 0. */
export const clickSchema = z.strictObject({
  message_id: z.string(),
  index: z.int().check(z.minimum(0)),
})

/** A person reads all that a chat holds. */
export const readSchema = z.strictObject({ chat_id: z.string() })

export const resetSchema = z.strictObject({})

export const changeUserSchema = z.strictObject({
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  language: z.optional(z.enum(LANGUAGES)),
})

const ids = z.array(z.string()).check(z.maxLength(10_000))

/** Lists replace what was there. */
export const changeAppSchema = z.strictObject({
  scopes: z.optional(z.array(z.string().check(z.minLength(1))).check(z.maxLength(500))),
  unavailable_to: z.optional(ids),
  enabled: z.optional(z.boolean()),
  bot_enabled: z.optional(z.boolean()),
})

export const streamEventSchema = z.object({ version: z.int() })
export const clockAnswerSchema = z.object({ clock: emulatorClockSchema })
export const assumptionsAnswerSchema = z.object({ assumptions: z.array(emulatorAssumptionSchema) })
export const messageAnswerSchema = z.object({ message: emulatorMessageSchema })
/** How many messages were unread before. */
export const readAnswerSchema = z.object({ read: z.int() })
export const userAnswerSchema = z.object({ user: emulatorUserSchema })
export const appAnswerSchema = z.object({ app: emulatorAppSchema })

export type MoveClock = z.infer<typeof moveClockSchema>
export type UserMessage = z.infer<typeof userMessageSchema>
export type BotMessage = z.infer<typeof botMessageSchema>
export type Click = z.infer<typeof clickSchema>
