import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Rendered } from './envelope.ts'
import type { Headers } from './fixed-headers.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** Writes an answer with the headers that all have. */
export function writeRendered(
  outgoing: ServerResponse,
  { http_status, body, headers }: Rendered,
  fixed: Headers,
): void {
  const text = JSON.stringify(body)
  outgoing.writeHead(http_status, {
    ...fixed,
    ...headers,
    'Content-Type': JSON_TYPE,
    'Content-Length': Buffer.byteLength(text),
  })
  outgoing.end(text)
}

/** The same as a response that a fault can spoil. */
export function toResponse({ http_status, body, headers }: Rendered): Response {
  return new Response(JSON.stringify(body), {
    status: http_status,
    headers: { 'Content-Type': JSON_TYPE, ...headers },
  })
}

/** Writes what a fault has made of an answer, unless it has written something itself. */
export async function writeResponse(outgoing: ServerResponse, response: Response): Promise<void> {
  if (response === RESPONSE_ALREADY_SENT) return
  const bytes = Buffer.from(await response.arrayBuffer())
  outgoing.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    'content-length': bytes.length,
  })
  outgoing.end(bytes)
}
