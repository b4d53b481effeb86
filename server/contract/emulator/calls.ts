import * as z from 'zod/mini'
import {
  appResponseSchema,
  assumeSchema,
  assumptionsResponseSchema,
  botMessageSchema,
  changeAppSchema,
  changeUserSchema,
  clickSchema,
  clockResponseSchema,
  enterResponseSchema,
  enterSchema,
  messageResponseSchema,
  moveClockSchema,
  readResponseSchema,
  readSchema,
  resetSchema,
  streamEventSchema,
  userMessageSchema,
  userResponseSchema,
} from './control.ts'
import {
  deliveriesSchema,
  deliveryResponseSchema,
  subscriptionResponseSchema,
  subscriptionSchema,
} from './events.ts'
import { faultResponseSchema, faultRuleSchema, faultsSchema } from './faults.ts'
import { scenarioSchema } from './scenario.ts'
import { emulatorStateSchema } from './state.ts'

/** One of the emulator's own calls. */
export type EmulatorCall = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/_emulator`, and below `/api/emulator` of a console. */
  path: string
  /** What the call does, for the documentation. */
  summary: string
  query?: z.ZodMiniObject
  /** What the body must be, an empty body being `{}`; a call without it takes none. */
  body?: z.ZodMiniType
  response: z.ZodMiniType
  /** `application/json` by default. */
  contentType?: 'text/event-stream'
  /** How large the body may be, in bytes, if it may be larger than usual. */
  maxBytes?: BodyLimit
}

/** A console has clients on other machines, so it forwards less than the emulator accepts. */
type BodyLimit = { direct: number; throughConsole: number }

/** A console marks its own requests with it; a page of another site cannot send it. */
export const CONSOLE_HEADER = 'x-follow-up-console'

const KB = 1024
export const USUAL_MAX_BYTES: BodyLimit = { direct: 256 * KB, throughConsole: 64 * KB }

const nothing = z.object({})
const healthSchema = z.object({ status: z.literal('ok') })
const stateQuery = z.object({
  /** How many chats, 50 by default, 200 at most. */
  chats: z.optional(z.string()),
  /** How many messages of each chat, 50 by default, 200 at most. */
  messages: z.optional(z.string()),
})

/**
 * The emulator's control API, all under `/_emulator`: its routes, the console's proxy and the
 * documentation are made from this list. A body that does not fit is answered 422 with the
 * contract's Refusal and a path for each issue, an id in the path that does not exist 404, a page of
 * another origin 403.
 */
export const EMULATOR_CALLS = {
  readHealth: {
    method: 'GET',
    path: '/health',
    summary: 'Whether it is ready',
    response: healthSchema,
  },
  readState: {
    method: 'GET',
    path: '/state',
    summary: 'Everything the emulator holds, without secrets',
    query: stateQuery,
    response: emulatorStateSchema,
  },
  followChanges: {
    method: 'GET',
    path: '/stream',
    summary: 'Server-sent events: `state` with the version after each change',
    response: streamEventSchema,
    contentType: 'text/event-stream',
  },
  readMessage: {
    method: 'GET',
    path: '/messages/:message_id',
    summary: 'One message with its bubbles',
    response: messageResponseSchema,
  },
  reset: {
    method: 'POST',
    path: '/reset',
    summary: 'Goes back to the seed, the clock included; tokens and subscriptions stay',
    body: resetSchema,
    response: nothing,
  },
  moveClock: {
    method: 'POST',
    path: '/clock',
    summary: 'Freezes, resumes, advances or sets the clock',
    body: moveClockSchema,
    response: clockResponseSchema,
  },
  assume: {
    method: 'POST',
    path: '/assumptions',
    summary: 'Chooses other assumptions, by name',
    body: assumeSchema,
    response: assumptionsResponseSchema,
  },
  writeAsUser: {
    method: 'POST',
    path: '/users/:open_id/messages',
    summary: 'A user writes in a chat, or to a bot',
    body: userMessageSchema,
    response: messageResponseSchema,
  },
  click: {
    method: 'POST',
    path: '/users/:open_id/clicks',
    summary: 'A user clicks a bubble, which sends its text',
    body: clickSchema,
    response: messageResponseSchema,
  },
  enterChat: {
    method: 'POST',
    path: '/users/:open_id/enter',
    summary: 'A user opens the chat with a bot, which gets the event of it',
    body: enterSchema,
    response: enterResponseSchema,
  },
  readChat: {
    method: 'POST',
    path: '/users/:open_id/read',
    summary: 'A user reads all messages of a chat',
    body: readSchema,
    response: readResponseSchema,
  },
  changeUser: {
    method: 'PATCH',
    path: '/users/:open_id',
    summary: 'Changes a user’s name, or the language or version of the client',
    body: changeUserSchema,
    response: userResponseSchema,
  },
  changeApp: {
    method: 'PATCH',
    path: '/apps/:app_id',
    summary: 'Changes an app’s scopes, availability or status',
    body: changeAppSchema,
    response: appResponseSchema,
  },
  writeAsBot: {
    method: 'POST',
    path: '/bots/:app_id/messages',
    summary: 'A bot writes in a chat, or to a user, whatever its permissions',
    body: botMessageSchema,
    response: messageResponseSchema,
  },
  saveScenario: {
    method: 'GET',
    path: '/scenario',
    summary: 'Saves everything as a scenario, without secrets',
    response: scenarioSchema,
  },
  loadScenario: {
    method: 'POST',
    path: '/scenario',
    summary: 'Replaces everything by a scenario',
    body: scenarioSchema,
    response: nothing,
    maxBytes: { direct: 64 * KB * KB, throughConsole: KB * KB },
  },
  subscribe: {
    method: 'POST',
    path: '/apps/:app_id/subscription',
    summary: 'Sets how an app gets events: by webhook, after a challenge, or by long connection',
    body: subscriptionSchema,
    response: subscriptionResponseSchema,
  },
  unsubscribe: {
    method: 'DELETE',
    path: '/apps/:app_id/subscription',
    summary: 'Stops sending events to an app',
    response: nothing,
  },
  readDeliveries: {
    method: 'GET',
    path: '/deliveries',
    summary: 'Events sent to apps, with every attempt',
    response: deliveriesSchema,
  },
  redeliver: {
    method: 'POST',
    path: '/deliveries/:delivery_id/redeliver',
    summary: 'Sends an event again, as a new delivery',
    response: deliveryResponseSchema,
  },
  dropConnection: {
    method: 'DELETE',
    path: '/connections/:connection_id',
    summary: 'Ends a long connection, as a broken network does',
    response: nothing,
  },
  readFaults: {
    method: 'GET',
    path: '/faults',
    summary: 'Active fault rules, and the calls they hit',
    response: faultsSchema,
  },
  addFault: {
    method: 'POST',
    path: '/faults',
    summary: 'Adds a fault rule',
    body: faultRuleSchema,
    response: faultResponseSchema,
  },
  removeFaults: {
    method: 'DELETE',
    path: '/faults',
    summary: 'Removes all fault rules',
    response: nothing,
  },
  removeFault: {
    method: 'DELETE',
    path: '/faults/:fault_id',
    summary: 'Removes a fault rule',
    response: nothing,
  },
} as const satisfies Record<string, EmulatorCall>

export type EmulatorCallName = keyof typeof EMULATOR_CALLS

/** The named parts of a path, as the type of an object. */
export type PathParams<P> = P extends `${string}:${infer Name}/${string}`
  ? Record<Name, string>
  : P extends `${string}:${infer Name}`
    ? Record<Name, string>
    : Record<never, string>
