import { lookUpErrorCode } from '#contract/catalogue/catalogue'
import type { Endpoint } from '#contract/catalogue/error-code'
import type { CallResult, PlatformError } from '../calls/operation.ts'

export type RenderedResponse = {
  http_status: number
  body: Record<string, unknown>
  headers?: Readonly<Record<string, string>>
}

type ErrorContext = {
  /** Where the catalogue lists the code. */
  endpoint: Endpoint
  /** The HTTP status of a code without a known one. */
  otherStatus: number
  logId: string
}

/** Returns a result in the platform's envelope. */
export function render(result: CallResult, context: ErrorContext): RenderedResponse {
  switch (result.kind) {
    case 'bare':
      return { http_status: 200, body: result.body }
    case 'data':
      return { http_status: 200, body: { code: 0, msg: 'success', data: result.data } }
    case 'error':
      return renderPlatformError(result, context)
  }
}

/** Takes the status, and the message if the error has none, from the catalogue. */
function renderPlatformError(
  { code, msg, error }: PlatformError,
  { endpoint, otherStatus, logId }: ErrorContext,
): RenderedResponse {
  const known = lookUpErrorCode(endpoint, code)
  const message = msg ?? known?.msg
  if (message === undefined) {
    throw new Error(`${endpoint} returns ${code}, which the catalogue does not know`)
  }
  // The rate limiter was seen to respond without `error`.
  if (code === 99991400) return { http_status: 429, body: { code, msg: message } }
  return renderError(known?.http_status ?? otherStatus, { code, msg: message, error }, logId)
}

/**
 * Returns an error response with the log id and a link to the troubleshooter.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-
 */
export function renderError(
  http_status: number,
  { code, msg, error }: { code: number; msg: string; error?: PlatformError['error'] },
  logId: string,
): RenderedResponse {
  const search = `https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${code}`
  const troubleshooter = `排查建议查看(Troubleshooting suggestions): ${search}`
  return { http_status, body: { code, msg, error: { ...error, log_id: logId, troubleshooter } } }
}
