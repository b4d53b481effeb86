import type { EmulatorOperation } from '#contract/emulator-operation'
import type { Endpoint } from '#contract/error-code'
import type { Answer } from './answer.ts'
import type { App } from './state.ts'
import type { World } from './world.ts'

/** One request as an operation sees it: no HTTP, only what was asked. */
type Call = {
  world: World
  /** The named parts of the path. */
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  /** The parsed JSON, whatever the Content-Type; `undefined` where it does not parse. */
  body: unknown
}

type AuthorizedCall = Call & { app: App }

type Route = {
  /** What rate limits and faults call it. */
  name: EmulatorOperation
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  /** Whose codes it answers, where the catalogue knows them. */
  endpoint: Endpoint
  /** The codes it answers beside 0 and those of the token and the app; no other is sent. */
  codes: readonly number[]
  /** The largest request body, in bytes, where it may be larger than usual. */
  maxBytes?: number
}

/** A call that needs no token. */
export type OpenOperation = Route & { access: 'open'; answer: (call: Call) => Answer }

/** A call that an app makes with its token. */
export type AppOperation = Route & {
  /** The permissions of which one must be granted; where there are none, the token is enough. */
  access: readonly string[]
  /** What an app without bot ability is answered; `assumed` where it is not documented. */
  botAbilityOff: number | 'assumed' | 'works'
  answer: (call: AuthorizedCall) => Answer
}

/** One call of the platform: where it stands, what it demands of the caller, what it answers. */
export type Operation = OpenOperation | AppOperation
