import type { Readable } from 'node:stream'
import { Agent } from 'undici'
import { CONSOLE_HEADER } from '#contract/emulator/control-calls'
import type { Locale } from '#contract/locale'

export type ControlRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  url: URL
  /** The language of the messages in the response; English by default. */
  locale?: Locale
  /** JSON text. */
  body: string | null
  /** The longest silence before or within the response, in milliseconds. */
  idleMs: number
  /** The longest duration of the whole response, in milliseconds; unlimited if left out. */
  deadlineMs?: number
}

export type ControlResponse = {
  http_status: number
  content_type: string
  /** Read from the emulator only as fast as it is consumed; ends without an error if it breaks off. */
  body: ReadableStream<Uint8Array>
}

/** A connection to an emulator's control API that streams responses through. */
export type ControlChannel = {
  /** Returns null if the emulator does not respond. */
  open(request: ControlRequest): Promise<ControlResponse | null>
  /** Ends every response that is still streaming. */
  close(): Promise<void>
}

const CONNECT_TIMEOUT_MS = 3_000

/** Creates a channel with connections of its own, so that a long event stream never delays a push. */
export function createControlChannel(): ControlChannel {
  const agent = new Agent({
    connections: 128,
    pipelining: 1,
    keepAliveTimeout: 1_000,
    allowH2: false,
    connect: { timeout: CONNECT_TIMEOUT_MS },
  })
  return {
    async open({ method, url, body, locale, idleMs, deadlineMs }) {
      try {
        const response = await agent.request({
          origin: url.origin,
          method,
          path: url.pathname + url.search,
          headers: {
            'accept-encoding': 'identity',
            [CONSOLE_HEADER]: '1',
            ...(locale && { 'accept-language': locale }),
            ...(body !== null && { 'content-type': 'application/json' }),
          },
          body,
          headersTimeout: idleMs,
          bodyTimeout: idleMs,
          signal: deadlineMs === undefined ? null : AbortSignal.timeout(deadlineMs),
        })
        return {
          http_status: response.statusCode,
          content_type: String(response.headers['content-type'] ?? ''),
          body: endWithoutError(response.body),
        }
      } catch {
        return null
      }
    },
    close: () => agent.destroy(),
  }
}

/**
 * Turns a broken-off body into one that ends: cut JSON does not parse, and clients of an event stream
 * reconnect. An error would only end up in the response and the log.
 */
function endWithoutError(body: Readable): ReadableStream<Uint8Array> {
  body.on('error', () => {})
  const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next().catch(() => null)
        if (next === null || next.done) controller.close()
        else controller.enqueue(next.value)
      },
      cancel() {
        body.destroy()
      },
    },
    { highWaterMark: 0 },
  )
}
