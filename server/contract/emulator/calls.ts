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
import { CONTROL_CALLS, type ControlCall } from './control-calls.ts'
import {
  deliveriesSchema,
  deliveryResponseSchema,
  subscriptionResponseSchema,
  subscriptionSchema,
} from './events.ts'
import { faultResponseSchema, faultRuleSchema, faultsSchema } from './faults.ts'
import { scenarioSchema } from './scenario.ts'
import {
  decideRegistrationSchema,
  emulatorStateSchema,
  registrationResponseSchema,
} from './state.ts'

/** One of the emulator's own calls. */
export type EmulatorCall = ControlCall & {
  query?: z.ZodMiniObject
  /** What the body must be, an empty body being `{}`; a call without it takes none. */
  body?: z.ZodMiniType
  response: z.ZodMiniType
}

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
  readHealth: { ...CONTROL_CALLS.readHealth, response: healthSchema },
  readState: { ...CONTROL_CALLS.readState, query: stateQuery, response: emulatorStateSchema },
  followChanges: { ...CONTROL_CALLS.followChanges, response: streamEventSchema },
  readMessage: { ...CONTROL_CALLS.readMessage, response: messageResponseSchema },
  reset: { ...CONTROL_CALLS.reset, body: resetSchema, response: nothing },
  moveClock: { ...CONTROL_CALLS.moveClock, body: moveClockSchema, response: clockResponseSchema },
  assume: { ...CONTROL_CALLS.assume, body: assumeSchema, response: assumptionsResponseSchema },
  writeAsUser: {
    ...CONTROL_CALLS.writeAsUser,
    body: userMessageSchema,
    response: messageResponseSchema,
  },
  click: { ...CONTROL_CALLS.click, body: clickSchema, response: messageResponseSchema },
  enterChat: { ...CONTROL_CALLS.enterChat, body: enterSchema, response: enterResponseSchema },
  readChat: { ...CONTROL_CALLS.readChat, body: readSchema, response: readResponseSchema },
  changeUser: { ...CONTROL_CALLS.changeUser, body: changeUserSchema, response: userResponseSchema },
  changeApp: { ...CONTROL_CALLS.changeApp, body: changeAppSchema, response: appResponseSchema },
  decideRegistration: {
    ...CONTROL_CALLS.decideRegistration,
    body: decideRegistrationSchema,
    response: registrationResponseSchema,
  },
  writeAsBot: {
    ...CONTROL_CALLS.writeAsBot,
    body: botMessageSchema,
    response: messageResponseSchema,
  },
  saveScenario: { ...CONTROL_CALLS.saveScenario, response: scenarioSchema },
  loadScenario: { ...CONTROL_CALLS.loadScenario, body: scenarioSchema, response: nothing },
  subscribe: {
    ...CONTROL_CALLS.subscribe,
    body: subscriptionSchema,
    response: subscriptionResponseSchema,
  },
  unsubscribe: { ...CONTROL_CALLS.unsubscribe, response: nothing },
  readDeliveries: { ...CONTROL_CALLS.readDeliveries, response: deliveriesSchema },
  redeliver: { ...CONTROL_CALLS.redeliver, response: deliveryResponseSchema },
  dropConnection: { ...CONTROL_CALLS.dropConnection, response: nothing },
  readFaults: { ...CONTROL_CALLS.readFaults, response: faultsSchema },
  addFault: { ...CONTROL_CALLS.addFault, body: faultRuleSchema, response: faultResponseSchema },
  removeFaults: { ...CONTROL_CALLS.removeFaults, response: nothing },
  removeFault: { ...CONTROL_CALLS.removeFault, response: nothing },
} as const satisfies Record<string, EmulatorCall>

export type EmulatorCallName = keyof typeof EMULATOR_CALLS

/** The named parts of a path, as the type of an object. */
export type PathParams<P> = P extends `${string}:${infer Name}/${string}`
  ? Record<Name, string>
  : P extends `${string}:${infer Name}`
    ? Record<Name, string>
    : Record<never, string>
