import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isJsonObject, parseJson } from '#contract/json'

const CHUNK_BYTES = 64 * 1024

/** Announces the whole body, but sends only its first bytes and hangs up. */
export async function sendTruncated(
  response: Response,
  { bytes }: { bytes?: number | undefined },
  outgoing: ServerResponse,
): Promise<null> {
  const body = Buffer.from(await response.text())
  const kept = Math.min(bytes ?? Math.floor(body.length / 2), body.length - 1)
  writeHead(response, outgoing, body.length)
  outgoing.flushHeaders()
  outgoing.write(body.subarray(0, kept))
  return hangUp(outgoing)
}

/** Sends the response's JSON with a padding member. */
export async function sendHuge(
  response: Response,
  { bytes }: { bytes: number },
  outgoing: ServerResponse,
  ending: AbortSignal,
): Promise<null> {
  const start = Buffer.from(`${(await response.text()).slice(0, -1)},"padding":"`)
  const end = Buffer.from('"}')
  const padding = Buffer.alloc(CHUNK_BYTES, 'x')
  function* chunks() {
    yield start
    let left = bytes - start.length - end.length
    for (; left > 0; left -= padding.length) yield padding.subarray(0, left)
    yield end
  }
  writeHead(response, outgoing)
  return stream(chunks(), outgoing, ending)
}

/** Sends the response a few bytes at a time. */
export async function sendSlowly(
  response: Response,
  { bytes, interval_ms }: { bytes: number; interval_ms: number },
  outgoing: ServerResponse,
  ending: AbortSignal,
): Promise<null> {
  const body = Buffer.from(await response.text())
  async function* chunks() {
    for (let sent = 0; sent < body.length; sent += bytes) {
      if (sent > 0 && !(await wait(interval_ms, outgoing, ending))) return
      yield body.subarray(sent, sent + bytes)
    }
  }
  writeHead(response, outgoing, body.length)
  return stream(chunks(), outgoing, ending)
}

function writeHead(response: Response, outgoing: ServerResponse, length?: number): void {
  outgoing.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    ...(length !== undefined && { 'Content-Length': length }),
  })
}

async function stream(
  chunks: Iterable<Buffer> | AsyncIterable<Buffer>,
  outgoing: ServerResponse,
  ending: AbortSignal,
): Promise<null> {
  // A caller that disconnects and a reset end it early; neither is an error.
  await pipeline(Readable.from(chunks), outgoing, { signal: ending }).catch(() => {})
  return null
}

/** Closes the connection (FIN) after what has been written so far. */
export function hangUp({ req }: ServerResponse): null {
  const end = () => req.socket.destroySoon()
  if (req.complete) end()
  else {
    // Closing with unread bytes would reset the connection instead.
    req.once('end', end)
    req.resume()
  }
  return null
}

/** Resets the connection (RST). */
export function reset({ req }: ServerResponse): null {
  req.socket.resetAndDestroy()
  return null
}

/**
 * Waits by the machine's clock, because the caller's timeouts use that one.
 * @returns whether the caller is still connected and the faults have not been reset
 */
export function wait(ms: number, outgoing: ServerResponse, ending: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (completed: boolean) => {
      clearTimeout(timer)
      outgoing.off('close', leave)
      ending.removeEventListener('abort', leave)
      resolve(completed)
    }
    const leave = () => finish(false)
    const timer = setTimeout(() => finish(true), ms)
    outgoing.on('close', leave)
    ending.addEventListener('abort', leave)
    if (outgoing.destroyed || ending.aborted) leave()
  })
}

/** Returns the response with another Content-Type. */
export function changeContentType(response: Response, { content_type }: { content_type: string }) {
  const headers = new Headers(response.headers)
  headers.set('Content-Type', content_type)
  return new Response(response.body, { status: response.status, headers })
}

/** Returns the response without its last character, the closing brace. */
export async function breakJson(response: Response): Promise<Response> {
  const text = await response.text()
  return new Response(text.slice(0, -1), response)
}

/** Returns the response with another log id, or without any id of the request. */
export async function changeLogId(
  response: Response,
  { log_id }: { log_id: string | null },
  outgoing: ServerResponse,
): Promise<Response> {
  if (log_id === null) {
    outgoing.removeHeader('X-Tt-Logid')
    outgoing.removeHeader('X-Request-Id')
  } else {
    outgoing.setHeader('X-Tt-Logid', log_id)
  }
  const body = parseJson(await response.text())
  if (isJsonObject(body) && isJsonObject(body.error)) {
    const { log_id: _, troubleshooter: __, ...error } = body.error
    body.error = log_id === null ? error : { ...error, log_id }
  }
  return new Response(JSON.stringify(body), response)
}
