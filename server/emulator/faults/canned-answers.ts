import { STATUS_CODES } from 'node:http'
import type { FaultContext } from '../fault-hook.ts'

/** The platform's own server error, or a bare status. */
export function serverError(
  { http_status, body }: { http_status: number; body: 'platform' | 'none' },
  { refuse }: FaultContext,
): Response {
  if (body === 'none') return emptyAnswer({ http_status })
  return withStatus(refuse({ code: 2200 }), http_status)
}

/** @see https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN */
export function rateLimited(
  { http_status, reset }: { http_status: number; reset: string | number | null },
  { refuse }: FaultContext,
): Response {
  const answer = withStatus(refuse({ code: 99991400 }), http_status)
  if (reset !== null) {
    answer.headers.set('x-ogw-ratelimit-limit', '100')
    answer.headers.set('x-ogw-ratelimit-reset', String(reset))
  }
  return answer
}

export function htmlPage({ http_status }: { http_status: number }): Response {
  const title = `${http_status} ${STATUS_CODES[http_status] ?? ''}`.trim()
  const page = `<html>
<head><title>${title}</title></head>
<body><center><h1>${title}</h1></center><hr><center>gateway</center></body>
</html>
`
  return new Response(page, {
    status: http_status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  })
}

export function emptyAnswer({ http_status }: { http_status: number }): Response {
  return new Response(null, { status: http_status, headers: { 'Content-Length': '0' } })
}

function withStatus(answer: Response, status: number): Response {
  return new Response(answer.body, { status, headers: answer.headers })
}
