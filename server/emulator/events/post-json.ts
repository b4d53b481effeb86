import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { type Gate, guardLookup, judgeTarget } from './target.ts'

/** More than this of an answer is not read; less is enough to see what went wrong. */
const MAX_ANSWER_BYTES = 64 * 1024

const NOT_WHOLE = 'The connection ended before the answer was whole.'

type Post = {
  url: URL
  headers: Readonly<Record<string, string>>
  body: string
  gate: Gate
  /** For everything, from the lookup of the name to the last byte, in milliseconds. */
  deadlineMs: number
  /** Ends the exchange at once. */
  signal: AbortSignal
}

type Outcome =
  | { ok: true; http_status: number; body: string }
  /** `reason` is a sentence for the person who reads the log. */
  | { ok: false; reason: string }

export type Reply = Outcome & { duration_ms: number }

/** Posts JSON, where the gate lets it, on a connection of its own; redirects are not followed. */
export function postJson({ url, headers, body, gate, deadlineMs, signal }: Post): Promise<Reply> {
  const started = performance.now()
  const refused = judgeTarget(url, gate)
  if (refused !== null) return Promise.resolve({ ok: false, reason: refused, duration_ms: 0 })
  const bytes = Buffer.from(body)
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const request = send(url, {
      method: 'POST',
      // No pool and no proxy of the environment comes between the judged address and the socket.
      agent: false,
      lookup: guardLookup(url, gate),
      headers: {
        ...headers,
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': bytes.length,
      },
    })
    const settle = (outcome: Outcome) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      request.destroy()
      resolve({ ...outcome, duration_ms: performance.now() - started })
    }
    const fail = (reason: string) => settle({ ok: false, reason })
    const stop = () => fail('The emulator was reset or closed.')
    const timer = setTimeout(
      () => fail(`There was no whole answer within ${deadlineMs} ms.`),
      deadlineMs,
    )
    signal.addEventListener('abort', stop)
    request.on('error', (error) => fail(describeError(error)))
    request.on('close', () => fail(NOT_WHOLE))
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      const finish = () => {
        const text = Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString()
        settle({ ok: true, http_status: response.statusCode ?? 0, body: text })
      }
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (size >= MAX_ANSWER_BYTES) finish()
      })
      response.on('end', finish)
      response.on('error', () => fail(NOT_WHOLE))
    })
    request.end(bytes)
    if (signal.aborted) stop()
  })
}

function describeError(error: NodeJS.ErrnoException): string {
  return error.code === undefined ? error.message : `The request failed with ${error.code}.`
}
