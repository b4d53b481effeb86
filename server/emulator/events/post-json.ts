import type { Bilingual } from '#contract/locale'
import { checkTarget, guardLookup, TargetError, type TargetPolicy } from './event-target.ts'

/** Enough of a response to see what went wrong. */
const MAX_RESPONSE_BYTES = 64 * 1024

const INCOMPLETE: Bilingual = {
  zh: '连接在收到完整响应前断开。',
  en: 'The connection closed before the response was complete.',
}

type PostRequest = {
  url: URL
  headers: Readonly<Record<string, string>>
  body: string
  policy: TargetPolicy
  /** From the lookup of the name to the last byte, in milliseconds. */
  deadlineMs: number
  /** Ends the exchange at once. */
  signal: AbortSignal
}

type PostResponse =
  | { ok: true; http_status: number; body: string }
  /** `reason` is a sentence for the log. */
  | { ok: false; reason: Bilingual }

export type PostResult = PostResponse & { duration_ms: number }

/** Posts JSON on a new connection if the policy allows the URL; redirects are not followed. */
export function postJson({
  url,
  headers,
  body,
  policy,
  deadlineMs,
  signal,
}: PostRequest): Promise<PostResult> {
  const started = performance.now()
  const rejected = checkTarget(url, policy)
  if (rejected !== null) return Promise.resolve({ ok: false, reason: rejected, duration_ms: 0 })
  const bytes = Buffer.from(body)
  // An import would load TLS, a fifth of a start, for events that rarely leave this machine.
  const http = url.protocol === 'https:' ? 'node:https' : 'node:http'
  const { request: send } = process.getBuiltinModule(http)
  return new Promise((resolve) => {
    const request = send(url, {
      method: 'POST',
      // Without a pool or a proxy, the socket connects to the address that was checked.
      agent: false,
      lookup: guardLookup(url, policy),
      headers: {
        ...headers,
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': bytes.length,
      },
    })
    const settle = (response: PostResponse) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      request.destroy()
      resolve({ ...response, duration_ms: performance.now() - started })
    }
    const fail = (reason: Bilingual) => settle({ ok: false, reason })
    const stop = () => fail({ zh: '模拟器已重置或关闭。', en: 'The emulator was reset or closed.' })
    const timer = setTimeout(
      () =>
        fail({
          zh: `${deadlineMs} 毫秒内没有收到完整响应。`,
          en: `No complete response within ${deadlineMs} ms.`,
        }),
      deadlineMs,
    )
    signal.addEventListener('abort', stop)
    request.on('error', (error) => fail(describeError(error)))
    request.on('close', () => fail(INCOMPLETE))
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      const finish = () => {
        const text = Buffer.concat(chunks).subarray(0, MAX_RESPONSE_BYTES).toString()
        settle({ ok: true, http_status: response.statusCode ?? 0, body: text })
      }
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (size >= MAX_RESPONSE_BYTES) finish()
      })
      response.on('end', finish)
      response.on('error', () => fail(INCOMPLETE))
    })
    request.end(bytes)
    if (signal.aborted) stop()
  })
}

function describeError(error: NodeJS.ErrnoException): Bilingual {
  if (error instanceof TargetError) return error.reason
  const { code = error.message } = error
  return { zh: `请求失败：${code}。`, en: `The request failed with ${code}.` }
}
