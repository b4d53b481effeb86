import type * as z from 'zod/mini'
import {
  assumeSchema,
  botMessageSchema,
  changeAppSchema,
  changeUserSchema,
  clickSchema,
  moveClockSchema,
  readSchema,
  resetSchema,
  userMessageSchema,
} from '#contract/emulator-control'
import { subscriptionSchema } from '#contract/emulator-events'
import { faultRuleSchema } from '#contract/emulator-faults'
import { scenarioSchema } from '#contract/emulator-scenario'

export type ControlOperation = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/_emulator`, and below the console's own `/api/emulator/control`. */
  path: string
  /** What the body must be; an operation without one takes none. */
  body?: z.ZodMiniType
  /** How large the body may be, in bytes; 64 KB where it is not said. */
  maxBytes?: number
  /** The query parameters that are passed on. */
  query?: readonly string[]
}

/** The emulator's calls that the page may make through the console; there are no others. */
export const CONTROL_OPERATIONS: readonly ControlOperation[] = [
  { method: 'GET', path: '/state', query: ['chats', 'messages'] },
  { method: 'POST', path: '/reset', body: resetSchema },
  { method: 'POST', path: '/clock', body: moveClockSchema },
  { method: 'POST', path: '/assumptions', body: assumeSchema },
  { method: 'POST', path: '/users/:open_id/messages', body: userMessageSchema },
  { method: 'POST', path: '/users/:open_id/clicks', body: clickSchema },
  { method: 'POST', path: '/users/:open_id/read', body: readSchema },
  { method: 'PATCH', path: '/users/:open_id', body: changeUserSchema },
  { method: 'PATCH', path: '/apps/:app_id', body: changeAppSchema },
  { method: 'POST', path: '/bots/:app_id/messages', body: botMessageSchema },
  { method: 'GET', path: '/scenario' },
  { method: 'POST', path: '/scenario', body: scenarioSchema, maxBytes: 1024 * 1024 },
  { method: 'POST', path: '/apps/:app_id/subscription', body: subscriptionSchema },
  { method: 'DELETE', path: '/apps/:app_id/subscription' },
  { method: 'GET', path: '/deliveries' },
  { method: 'POST', path: '/deliveries/:delivery_id/redeliver' },
  { method: 'GET', path: '/faults' },
  { method: 'POST', path: '/faults', body: faultRuleSchema },
  { method: 'DELETE', path: '/faults' },
  { method: 'DELETE', path: '/faults/:fault_id' },
]
