import type { Agent, Dispatcher } from 'undici'
import type { FailureKind } from '#contract/exchange'
import type { Clock } from './clock.ts'
import { createPlatformDispatcher, type PlatformDispatcher, type ProxySettings } from './proxy.ts'

export type UpstreamRequest = {
  method: 'GET' | 'POST' | 'DELETE'
  url: URL
  headers: Record<string, string>
  body: string | null
}

export type UpstreamResponse = {
  http_status: number
  headers: Record<string, string>
  bytes: Buffer
  /** Whether the response was cut (size limit) or ended early. */
  truncated: boolean
}

type CallTiming = { started_at_ms: number; duration_ms: number }
type CallRoute = {
  /** The origin of the proxy that the call went through. */
  proxy?: string
}
type UpstreamFailure = { kind: FailureKind; detail: string }

/** The result of one call. `sent: false` guarantees that no byte of the request left this machine. */
export type UpstreamResult = CallTiming &
  CallRoute &
  (
    | { failure: null; sent: true; response: UpstreamResponse }
    | { failure: UpstreamFailure; sent: boolean; response: UpstreamResponse | null }
  )

export type Upstream = {
  /** Makes exactly one call; network errors are returned, not thrown. */
  call(request: UpstreamRequest): Promise<UpstreamResult>
  /** Waits for running calls, then closes every connection. */
  close(): Promise<void>
}

type UpstreamClientOptions = {
  clock: Clock
  /** The longest duration of a whole call, in milliseconds: connecting, sending and reading. */
  deadlineMs: number
  /** The proxy for calls of the platform; none by default. */
  proxy?: ProxySettings | null
}

const CONNECT_TIMEOUT_MS = 3_000
const RESPONSE_LIMIT = 256 * 1024
/** How often a call that is out of time reads what has arrived already. */
const MAX_LATE_READS = 20

const AGENT_OPTIONS = {
  connections: 64,
  pipelining: 1,
  // An idle connection may be half dead, and a call that fails on it is `unknown`: reconnecting is
  // better than keeping connections for long.
  keepAliveTimeout: 1_000,
  keepAliveMaxTimeout: 1_000,
  // The overall deadline replaces undici's two timers, which slowly dripping bytes never trigger.
  headersTimeout: 0,
  bodyTimeout: 0,
  allowH2: false,
} satisfies Agent.Options

/** Creates the only HTTP client for the platform: HTTP/1.1 without redirects or retries. */
export function createUpstream({
  clock,
  deadlineMs,
  proxy = null,
}: UpstreamClientOptions): Upstream {
  const connect = {
    timeout: Math.min(CONNECT_TIMEOUT_MS, deadlineMs),
    // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED cannot disable it.
    rejectUnauthorized: true,
  }
  const options = { ...AGENT_OPTIONS, connect, tunnelTimeout: deadlineMs }
  const connections = createPlatformDispatcher(options, proxy)
  let closing: Promise<void> | null = null
  return {
    async call(request) {
      const started_at_ms = clock.wall()
      const start = clock.monotonic()
      const result = await dispatch(connections, request, deadlineMs)
      return { ...result, started_at_ms, duration_ms: clock.monotonic() - start }
    },
    close: () => (closing ??= connections.close()),
  }
}

type Untimed<T> = T extends unknown ? Omit<T, keyof CallTiming> : never

function dispatch(
  connections: PlatformDispatcher,
  { method, url, headers, body }: UpstreamRequest,
  deadlineMs: number,
): Promise<Untimed<UpstreamResult>> {
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | null = null
    let response: UpstreamResponse | null = null
    let settled = false
    let proxy: string | null = null
    const chunks: Buffer[] = []
    let room = RESPONSE_LIMIT

    const deadline = setTimeout(() => {
      if (controller) setImmediate(giveUp, received(), MAX_LATE_READS)
      else fail({ kind: proxy === null ? 'connect_timeout' : 'proxy', detail: 'DEADLINE' })
    }, deadlineMs)

    const received = () => (response ? 1 : 0) + chunks.length

    /** Ends a call that is out of time, after reading what arrived while this thread was busy. */
    function giveUp(before: number, reads: number): void {
      if (received() > before && reads > 0) setImmediate(giveUp, received(), reads - 1)
      else fail({ kind: 'timeout', detail: 'DEADLINE' })
    }

    function settle(failure: UpstreamFailure | null): void {
      if (settled) return
      settled = true
      clearTimeout(deadline)
      if (response) response = { ...response, bytes: Buffer.concat(chunks) }
      const route: CallRoute = proxy === null ? {} : { proxy }
      if (failure === null && response) resolve({ failure, sent: true, response, ...route })
      else
        resolve({ failure: failure ?? noResponse, sent: controller !== null, response, ...route })
    }

    function fail(failure: UpstreamFailure): void {
      if (settled) return
      if (response) response.truncated = true
      settle(failure)
      controller?.abort(new Error(failure.kind))
    }

    proxy = connections.dispatch(
      {
        origin: url.origin,
        method,
        path: url.pathname + url.search,
        headers: { ...headers, 'accept-encoding': 'identity' },
        body,
      },
      {
        // Called right before the first byte is written: from here on the call may have been sent.
        onRequestStart(started) {
          if (settled) return started.abort(new Error('deadline'))
          controller = started
        },
        onResponseStart(_, http_status, received) {
          if (http_status < 200) return
          response = {
            http_status,
            headers: flatten(received),
            bytes: Buffer.alloc(0),
            truncated: false,
          }
        },
        onResponseData(_, chunk) {
          chunks.push(chunk.subarray(0, room))
          room -= chunk.length
          if (room < 0) fail({ kind: 'too_large', detail: `MORE_THAN_${RESPONSE_LIMIT}_BYTES` })
        },
        onResponseEnd() {
          settle(null)
        },
        onResponseError(_, error) {
          fail(
            controller
              ? failureAfterSending(error, response !== null)
              : failureBeforeSending(error, url.protocol, proxy !== null),
          )
        },
      },
    )
  })
}

const noResponse: UpstreamFailure = { kind: 'protocol', detail: 'NO_RESPONSE' }

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  )
}

const BEFORE_SENDING: Record<string, FailureKind> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  ECONNREFUSED: 'connection_refused',
  ETIMEDOUT: 'connect_timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect_timeout',
}

const AFTER_SENDING: Record<string, FailureKind> = {
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'truncated',
}

/** Returns an error's code. Its message is never used: it could quote a header. */
function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0])
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return 'UNKNOWN'
}

/** The codes of a TLS handshake, which takes place inside a proxy's tunnel. */
const TLS_ERROR = /^ERR_(?:TLS|SSL|OSSL)_|^(?:CERT|CRL|DEPTH|SELF|UNABLE|INVALID|HOSTNAME|EPROTO)/

/** Returns why a proxy opened no tunnel; if it responded, the detail has the HTTP status. */
function proxyFailure(error: unknown, code: string): UpstreamFailure {
  const message = error instanceof Error ? error.message : ''
  const [, status] = /^Proxy response \((\d{3})\)/.exec(message) ?? []
  return { kind: 'proxy', detail: status ? `PROXY_${status}` : code }
}

/** Returns why a call failed before the first byte of the request left this machine. */
function failureBeforeSending(
  error: unknown,
  protocol: string,
  viaProxy: boolean,
): UpstreamFailure {
  const detail = errorCode(error)
  if (viaProxy && !TLS_ERROR.test(detail)) return proxyFailure(error, detail)
  const kind = BEFORE_SENDING[detail]
  if (kind) return { kind, detail }
  const routing = /^E(HOST|NET)(UNREACH|DOWN)$|^EACCES$|^EADDR|^UND_ERR_(CLOSED|DESTROYED)$/
  return { kind: protocol === 'https:' && !routing.test(detail) ? 'tls' : 'unreachable', detail }
}

/** Returns why a call failed once the request may have left. */
function failureAfterSending(error: unknown, responding: boolean): UpstreamFailure {
  const detail = errorCode(error)
  // undici's code for a connection that the other side closed properly, but too early.
  if (detail === 'UND_ERR_SOCKET') return { kind: responding ? 'truncated' : 'reset', detail }
  return { kind: AFTER_SENDING[detail] ?? 'protocol', detail }
}
