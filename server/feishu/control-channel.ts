import type { Readable } from 'node:stream'
import { Pool } from 'undici'

export type ControlRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  url: URL
  /** JSON text. */
  body: string | null
  /** The longest silence before or within the answer, in milliseconds. */
  idleMs: number
  /** The longest that the answer may take as a whole, in milliseconds; without it, for ever. */
  deadlineMs?: number
}

export type ControlAnswer = {
  http_status: number
  content_type: string
  /** Is read from the emulator only as fast as it is read here; where it breaks off it just ends. */
  body: ReadableStream<Uint8Array>
}

/** The way to an emulator's own calls, whose answers pass through without being gathered here. */
export type ControlChannel = {
  /** @returns `null` where the emulator gave no answer */
  open(request: ControlRequest): Promise<ControlAnswer | null>
  /** Ends every answer that is still running. */
  close(): Promise<void>
}

const CONNECT_TIMEOUT_MS = 3_000

/** Opens a way to emulators beside the one to the platform, so that what is followed for long never delays a push. */
export function createControlChannel(): ControlChannel {
  const pools = new Map<string, Pool>()

  function poolFor(origin: string): Pool {
    const pool =
      pools.get(origin) ??
      new Pool(origin, {
        connections: 128,
        pipelining: 1,
        keepAliveTimeout: 1_000,
        allowH2: false,
        connect: { timeout: CONNECT_TIMEOUT_MS },
      })
    pools.set(origin, pool)
    return pool
  }

  return {
    async open({ method, url, body, idleMs, deadlineMs }) {
      try {
        const answer = await poolFor(url.origin).request({
          method,
          path: url.pathname + url.search,
          headers: {
            'accept-encoding': 'identity',
            ...(body !== null && { 'content-type': 'application/json' }),
          },
          body,
          headersTimeout: idleMs,
          bodyTimeout: idleMs,
          signal: deadlineMs === undefined ? null : AbortSignal.timeout(deadlineMs),
        })
        return {
          http_status: answer.statusCode,
          content_type: String(answer.headers['content-type'] ?? ''),
          body: endingQuietly(answer.body),
        }
      } catch {
        return null
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
    },
  }
}

/**
 * A body that ends where it breaks off: JSON that was cut does not parse, and who follows a stream
 * connects anew. An error would only be written into the answer and the log.
 */
function endingQuietly(body: Readable): ReadableStream<Uint8Array> {
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
