import { type Dispatcher, Pool } from 'undici'
import type { Clock } from './clock.ts'
import {
  failureAfterSending,
  failureBeforeSending,
  type UpstreamFailure,
} from './upstream-failure.ts'

export type UpstreamRequest = {
  method: 'GET' | 'POST'
  url: URL
  headers: Record<string, string>
  body: string | null
}

export type UpstreamResponse = {
  http_status: number
  headers: Record<string, string>
  bytes: Buffer
  /** True where the answer was cut (size limit) or ended early. */
  truncated: boolean
}

type Timing = { started_at_ms: number; duration_ms: number }

/** What one call came to. `sent: false` is a promise: no byte of the request left this machine. */
export type UpstreamResult = Timing &
  (
    | { failure: null; sent: true; response: UpstreamResponse }
    | { failure: UpstreamFailure; sent: boolean; response: UpstreamResponse | null }
  )

export type Upstream = {
  /** Makes exactly one call; never throws for what the network does. */
  call(request: UpstreamRequest): Promise<UpstreamResult>
  /** Lets running calls finish, then closes every connection. */
  close(): Promise<void>
}

type UpstreamOptions = {
  clock: Clock
  /** The longest a whole call may take, in milliseconds: connecting, sending and reading. */
  deadlineMs: number
}

const CONNECT_TIMEOUT_MS = 3_000
const RESPONSE_LIMIT = 256 * 1024

const POOL_OPTIONS = {
  connections: 64,
  pipelining: 1,
  // An idle connection may be half dead, and a call that dies on it counts as "may have arrived":
  // better to connect anew than to keep one for long.
  keepAliveTimeout: 1_000,
  keepAliveMaxTimeout: 1_000,
  // The overall deadline replaces undici's two timers, which a slow drip of bytes never triggers.
  headersTimeout: 0,
  bodyTimeout: 0,
  allowH2: false,
} satisfies Pool.Options

/** Opens the one way out of this process: plain HTTP/1.1 calls without redirects, retries or proxies. */
export function createUpstream({ clock, deadlineMs }: UpstreamOptions): Upstream {
  const pools = new Map<string, Pool>()
  const connect = {
    timeout: Math.min(CONNECT_TIMEOUT_MS, deadlineMs),
    // Stated so that NODE_TLS_REJECT_UNAUTHORIZED cannot switch the check off.
    rejectUnauthorized: true,
  }

  function poolFor(origin: string): Pool {
    const pool = pools.get(origin) ?? new Pool(origin, { ...POOL_OPTIONS, connect })
    pools.set(origin, pool)
    return pool
  }

  return {
    async call(request) {
      const started_at_ms = clock.wall()
      const start = clock.monotonic()
      const result = await dispatch(poolFor(request.url.origin), request, deadlineMs)
      return { ...result, started_at_ms, duration_ms: clock.monotonic() - start }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()))
    },
  }
}

type Untimed<T> = T extends unknown ? Omit<T, keyof Timing> : never

function dispatch(
  pool: Pool,
  { method, url, headers, body }: UpstreamRequest,
  deadlineMs: number,
): Promise<Untimed<UpstreamResult>> {
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | null = null
    let response: UpstreamResponse | null = null
    let settled = false
    const chunks: Buffer[] = []
    let room = RESPONSE_LIMIT

    const deadline = setTimeout(() => {
      const detail = 'DEADLINE'
      fail({ kind: controller ? 'timeout' : 'connect_timeout', detail })
    }, deadlineMs)

    function settle(failure: UpstreamFailure | null): void {
      if (settled) return
      settled = true
      clearTimeout(deadline)
      if (response) response = { ...response, bytes: Buffer.concat(chunks) }
      if (failure === null && response) resolve({ failure, sent: true, response })
      else resolve({ failure: failure ?? noResponse, sent: controller !== null, response })
    }

    function fail(failure: UpstreamFailure): void {
      if (settled) return
      if (response) response.truncated = true
      settle(failure)
      controller?.abort(new Error(failure.kind))
    }

    pool.dispatch(
      {
        method,
        path: url.pathname + url.search,
        headers: { ...headers, 'accept-encoding': 'identity' },
        body,
      },
      {
        // Called right before the first byte is written: the border between "not sent" and "unknown".
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
              : failureBeforeSending(error, url.protocol),
          )
        },
      },
    )
  })
}

const noResponse: UpstreamFailure = { kind: 'protocol', detail: 'NO_RESPONSE' }

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name] ?? ''
    flat[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return flat
}
