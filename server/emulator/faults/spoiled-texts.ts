import type { ServerResponse } from 'node:http'
import { isJsonObject } from '#contract/is-json-object'
import { parseJson } from '../json.ts'

/** The same answer under another type. */
export function underWrongType(answer: Response, { content_type }: { content_type: string }) {
  const headers = new Headers(answer.headers)
  headers.set('Content-Type', content_type)
  return new Response(answer.body, { status: answer.status, headers })
}

/** The answer without the brace that ends it. */
export async function asInvalidJson(answer: Response): Promise<Response> {
  const text = await answer.text()
  return new Response(text.slice(0, -1), answer)
}

/** The answer with another log id, or with nothing by which its request can be found again. */
export async function withLogId(
  answer: Response,
  { log_id }: { log_id: string | null },
  outgoing: ServerResponse,
): Promise<Response> {
  if (log_id === null) {
    outgoing.removeHeader('X-Tt-Logid')
    outgoing.removeHeader('X-Request-Id')
  } else {
    outgoing.setHeader('X-Tt-Logid', log_id)
  }
  const body = parseJson(await answer.text())
  if (isJsonObject(body) && isJsonObject(body.error)) {
    const { log_id: _, troubleshooter: __, ...error } = body.error
    body.error = log_id === null ? error : { ...error, log_id }
  }
  return new Response(JSON.stringify(body), answer)
}
