import { lookUpErrorCode } from '#contract/catalogue'
import type { Endpoint } from '#contract/error-code'
import type { Answer, Refusal } from './answer.ts'

export type Rendered = {
  http_status: number
  body: Record<string, unknown>
  headers?: Readonly<Record<string, string>>
}

type Wording = {
  /** Whose codes they are. */
  endpoint: Endpoint
  /** The HTTP status of a code for which none is known. */
  otherStatus: number
  logId: string
}

/** Puts an answer into the platform's envelope. */
export function render(answer: Answer, wording: Wording): Rendered {
  switch (answer.kind) {
    case 'bare':
      return { http_status: 200, body: answer.body }
    case 'data':
      return { http_status: 200, body: { code: 0, msg: 'success', data: answer.data } }
    case 'refusal':
      return renderRefusal(answer, wording)
  }
}

/** Status and words of a refusal come from the catalogue, where it does not bring its own words. */
function renderRefusal({ code, msg, error }: Refusal, wording: Wording): Rendered {
  const { endpoint, otherStatus, logId } = wording
  const known = lookUpErrorCode(endpoint, code)
  const words = msg ?? known?.msg
  if (words === undefined) {
    throw new Error(`${endpoint} answers ${code}, which the catalogue does not know`)
  }
  // The rate limiter's answer was seen without `error`.
  if (code === 99991400) return { http_status: 429, body: { code, msg: words } }
  return renderError(known?.http_status ?? otherStatus, { code, msg: words, error }, logId)
}

/**
 * What is not well, with what is needed to find the request again.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-
 */
export function renderError(
  http_status: number,
  { code, msg, error }: { code: number; msg: string; error?: Refusal['error'] },
  logId: string,
): Rendered {
  const search = `https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${code}`
  const troubleshooter = `排查建议查看(Troubleshooting suggestions): ${search}`
  return { http_status, body: { code, msg, error: { ...error, log_id: logId, troubleshooter } } }
}
