import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { hangUp } from './hang-up.ts'
import { wait } from './wait.ts'

const CHUNK_BYTES = 64 * 1024

/** Announces the whole body, but sends only its first bytes and hangs up. */
export async function sendTruncated(
  answer: Response,
  { bytes }: { bytes?: number | undefined },
  outgoing: ServerResponse,
): Promise<Response> {
  const body = Buffer.from(await answer.text())
  const kept = Math.min(bytes ?? Math.floor(body.length / 2), body.length - 1)
  writeHead(answer, outgoing, body.length)
  outgoing.flushHeaders()
  outgoing.write(body.subarray(0, kept))
  return hangUp(outgoing)
}

/** Sends the answer's JSON, with a member of nothing but padding. */
export async function sendHuge(
  answer: Response,
  { bytes }: { bytes: number },
  outgoing: ServerResponse,
  ending: AbortSignal,
): Promise<Response> {
  const start = Buffer.from(`${(await answer.text()).slice(0, -1)},"padding":"`)
  const end = Buffer.from('"}')
  const padding = Buffer.alloc(CHUNK_BYTES, 'x')
  function* chunks() {
    yield start
    let left = bytes - start.length - end.length
    for (; left > 0; left -= padding.length) yield padding.subarray(0, left)
    yield end
  }
  writeHead(answer, outgoing)
  return stream(chunks(), outgoing, ending)
}

/** Sends the answer a few bytes at a time. */
export async function sendSlowly(
  answer: Response,
  { bytes, interval_ms }: { bytes: number; interval_ms: number },
  outgoing: ServerResponse,
  ending: AbortSignal,
): Promise<Response> {
  const body = Buffer.from(await answer.text())
  async function* chunks() {
    for (let sent = 0; sent < body.length; sent += bytes) {
      if (sent > 0 && !(await wait(interval_ms, outgoing, ending))) return
      yield body.subarray(sent, sent + bytes)
    }
  }
  writeHead(answer, outgoing, body.length)
  return stream(chunks(), outgoing, ending)
}

function writeHead(answer: Response, outgoing: ServerResponse, length?: number): void {
  outgoing.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    ...(length !== undefined && { 'Content-Length': length }),
  })
}

async function stream(
  chunks: Iterable<Buffer> | AsyncIterable<Buffer>,
  outgoing: ServerResponse,
  ending: AbortSignal,
): Promise<Response> {
  // A caller who leaves, and faults that are ended, break it off; neither is anybody's fault.
  await pipeline(Readable.from(chunks), outgoing, { signal: ending }).catch(() => {})
  return RESPONSE_ALREADY_SENT
}
