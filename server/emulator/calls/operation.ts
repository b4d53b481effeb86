import type { Endpoint } from '#contract/catalogue/error-code'
import type { EmulatorOperation } from '#contract/emulator/faults'
import type { App } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'

/** One call of the platform: its route, what it requires of the caller, what it returns. */
export type PlatformOperation = OpenOperation | AppOperation

type OperationFields = {
  /** Its name for rate limits and faults. */
  name: EmulatorOperation
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  /** Where the catalogue lists its codes. */
  endpoint: Endpoint
  /** The codes it returns besides 0 and those of the token and the app; it returns no other. */
  codes: readonly number[]
  /** The documented texts of the codes that the catalogue does not explain for the endpoint. */
  msgs?: Readonly<Record<number, string>>
  /** Whether the body is a multipart form; it is read as an object of texts and bytes. */
  form?: true
  /** The largest request body, in bytes, if larger than usual. */
  maxBytes?: number
}

/** A call that needs no token. */
export type OpenOperation = OperationFields & {
  access: 'open'
  handle: (call: CallContext & { caller: Caller }) => CallResult
}

/** A call that an app makes with its token. */
export type AppOperation = OperationFields & {
  /** The app needs one of these scopes; none if the list is empty. */
  access: readonly string[]
  /** The code for an app without bot ability; `assumed` if it is not documented. */
  botAbilityOff: number | 'assumed' | 'works'
  handle: (call: CallContext & { app: App }) => CallResult
}

/** A request without its HTTP side. */
type CallContext = {
  world: World
  /** The named parts of the path. */
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  /** The parsed JSON, whatever the Content-Type, or the form; undefined if it does not parse. */
  body: unknown
}

/** What a request says about its sender. */
export type Caller = {
  /** The Host header, by which the client reaches the emulator. */
  host: string
  user_agent: string
}

export type CallResult =
  | { kind: 'data'; data: Record<string, unknown> }
  | ({ kind: 'error' } & PlatformError)
  /** A body without `data`, always with HTTP status 200. */
  | { kind: 'bare'; body: { code: number } & Record<string, unknown> }
  | { kind: 'file'; bytes: Uint8Array; content_type: string }

/** An error of the platform. */
export type PlatformError = {
  code: number
  /** Only if it depends on the request; by default the catalogue's text for the code. */
  msg?: string
  /** More members of the response's `error`. */
  error?: Record<string, unknown>
}

export function success(data: Record<string, unknown> = {}): CallResult {
  return { kind: 'data', data }
}

export function failure(error: PlatformError): CallResult {
  return { kind: 'error', ...error }
}

export function codeOf(result: CallResult): number {
  switch (result.kind) {
    case 'data':
    case 'file':
      return 0
    case 'bare':
      return result.body.code
    case 'error':
      return result.code
  }
}
