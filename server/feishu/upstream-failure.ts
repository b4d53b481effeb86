import type { FailureKind } from '#contract/exchange'

export type UpstreamFailure = { kind: FailureKind; detail: string }

const BEFORE_SENDING: Record<string, FailureKind> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  ECONNREFUSED: 'connection_refused',
  ETIMEDOUT: 'connect_timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect_timeout',
}

const AFTER_SENDING: Record<string, FailureKind> = {
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'truncated',
}

/** The system's own word for an error. A message could quote a header, so it is never used. */
function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0])
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return 'UNKNOWN'
}

/** Names what went wrong before the first byte of the request left this machine. */
export function failureBeforeSending(error: unknown, protocol: string): UpstreamFailure {
  const detail = errorCode(error)
  const kind = BEFORE_SENDING[detail]
  if (kind) return { kind, detail }
  const routing = /^E(HOST|NET)(UNREACH|DOWN)$|^EACCES$|^EADDR|^UND_ERR_(CLOSED|DESTROYED)$/
  return { kind: protocol === 'https:' && !routing.test(detail) ? 'tls' : 'unreachable', detail }
}

/** Names what went wrong once the request may have left; `answering` tells whether the answer had begun. */
export function failureAfterSending(error: unknown, answering: boolean): UpstreamFailure {
  const detail = errorCode(error)
  // undici's word for a connection that the other side ended properly, but too early.
  if (detail === 'UND_ERR_SOCKET') return { kind: answering ? 'truncated' : 'reset', detail }
  return { kind: AFTER_SENDING[detail] ?? 'protocol', detail }
}
