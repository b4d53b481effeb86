import { lookUpErrorCode } from '#contract/catalogue/catalogue'
import type { Endpoint } from '#contract/catalogue/error-code'
import type { Assumptions } from '../assumptions/assumptions.ts'
import type { CallResult, PlatformError } from '../calls/operation.ts'

export type RenderedResponse = {
  http_status: number
  /** An object becomes JSON. */
  body: Record<string, unknown> | Uint8Array
  /** JSON by default. */
  content_type?: string
  headers?: Readonly<Record<string, string>>
}

type ErrorContext = {
  /** Where the catalogue lists the code. */
  endpoint: Endpoint
  /** The operation's own texts, of codes with HTTP status 400. */
  msgs: Readonly<Record<number, string>>
  assumptions: Assumptions
  logId: string
}

/** Returns a result in the platform's envelope. */
export function render(result: CallResult, context: ErrorContext): RenderedResponse {
  switch (result.kind) {
    case 'bare':
      return { http_status: 200, body: result.body }
    case 'data':
      return { http_status: 200, body: { code: 0, msg: 'success', data: result.data } }
    case 'file':
      return { http_status: 200, body: result.bytes, content_type: result.content_type }
    case 'error':
      return renderPlatformError(result, context)
  }
}

/** Takes the status, and the message if the error has none, from the operation or the catalogue. */
function renderPlatformError(
  { code, msg, error }: PlatformError,
  { endpoint, msgs, assumptions, logId }: ErrorContext,
): RenderedResponse {
  const known = lookUpErrorCode(endpoint, code)
  const documented = msgs[code] ?? known?.msg
  const message = assumptions.msg_ext === 'none' ? (documented ?? msg) : (msg ?? documented)
  if (message === undefined) {
    throw new Error(`${endpoint} returns ${code}, which the catalogue does not know`)
  }
  // The rate limiter was seen to respond without `error`.
  if (code === 99991400) return { http_status: 429, body: { code, msg: message } }
  const otherStatus = Number(assumptions.undocumented_http_status)
  const http_status = msgs[code] ? 400 : (known?.http_status ?? otherStatus)
  const members = assumptions.violation_path === 'any_index' ? withoutIndexes(error) : error
  return renderError(http_status, { code, msg: message, error: members }, logId)
}

/** Writes `[*]` for each index in the names of invalid fields. */
function withoutIndexes(error: PlatformError['error']): PlatformError['error'] {
  const violations = error?.field_violations
  if (!Array.isArray(violations)) return error
  const general = (text: unknown) => String(text).replaceAll(/\[\d+\]/g, '[*]')
  return {
    ...error,
    field_violations: violations.map(({ field, description, ...violation }) => ({
      field: general(field),
      ...violation,
      description: general(description),
    })),
  }
}

/** Returns a code that a fault chose, with the catalogue's text unless it has its own. */
export function renderChosen(
  { code, msg, http_status }: { code: number; msg?: string | undefined; http_status: number },
  { endpoint, msgs, logId }: ErrorContext,
): RenderedResponse {
  const text = msg ?? msgs[code] ?? lookUpErrorCode(endpoint, code)?.msg ?? ''
  if (code === 0) return { http_status, body: { code, msg: text, data: {} } }
  return renderError(http_status, { code, msg: text }, logId)
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
