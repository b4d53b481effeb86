import { ENDPOINTS, type Endpoint, type ErrorCode } from '#contract/catalogue/error-code'
import { type Cause, causeOf } from './causes.ts'

/** The search of the catalogue; an empty query and a null filter match everything. */
export type ErrorCodeQuery = {
  query: string
  endpoint: Endpoint | null
  cause: Cause | null
  /** Only the codes after which the same request can succeed. */
  retryable: boolean
}

function searchableText({ code, msg, meaning, advice }: ErrorCode): string {
  return [code, msg, meaning.zh, meaning.en, advice.zh, advice.en].join('\n').toLowerCase()
}

/** Whether a call can return the code: one of its own, or one of the gateway's. */
function isReturnedBy(entry: ErrorCode, endpoint: Endpoint): boolean {
  return entry.endpoints.includes(endpoint) || entry.endpoints.includes('any')
}

/** The entries that contain every word of the query, in either language, and pass the filters. */
export function findErrorCodes(
  entries: readonly ErrorCode[],
  { query, endpoint, cause, retryable }: ErrorCodeQuery,
): ErrorCode[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter((entry) => {
    if (endpoint && !isReturnedBy(entry, endpoint)) return false
    if (cause && causeOf(entry) !== cause) return false
    if (retryable && (!entry.retryable || entry.code === 0)) return false
    const text = searchableText(entry)
    return words.every((word) => text.includes(word))
  })
}

type ErrorCodeGroup = { endpoint: Endpoint; entries: ErrorCode[] }

/**
 * Groups entries by call, in the contract's order. An entry of several calls is listed once: under
 * `preferred` if that is one of them, else under its first.
 */
export function groupErrorCodes(
  entries: readonly ErrorCode[],
  preferred: Endpoint | null,
): readonly ErrorCodeGroup[] {
  const groupOf = (entry: ErrorCode) =>
    preferred && entry.endpoints.includes(preferred) ? preferred : firstEndpoint(entry)
  return ENDPOINTS.map((endpoint) => ({
    endpoint,
    entries: entries.filter((entry) => groupOf(entry) === endpoint),
  })).filter((group) => group.entries.length > 0)
}

/** The first of an entry's endpoints in the contract's order. */
export function firstEndpoint(entry: ErrorCode): Endpoint | undefined {
  return ENDPOINTS.find((endpoint) => entry.endpoints.includes(endpoint))
}

/** The entries of other calls with the same code. */
export function otherEntriesOf(entry: ErrorCode, all: readonly ErrorCode[]): ErrorCode[] {
  return all.filter((other) => other !== entry && other.code === entry.code)
}

/** The id of an entry, for example `push_follow_up-230006`. */
export function anchorOf(endpoint: Endpoint, code: number): string {
  return `${endpoint}-${code}`
}

/**
 * Returns the entries that a hash names: all with the code (`230008`), or the one of a call
 * (`push_follow_up-230008`), which may be one of the gateway's.
 */
export function entriesAt(hash: string | null, all: readonly ErrorCode[]): ErrorCode[] {
  const [, endpoint, digits] = /^(?:([a-z_]+)-)?(-?\d+)$/.exec(hash ?? '') ?? []
  const named = all.filter(({ code }) => digits !== undefined && code === Number(digits))
  if (endpoint === undefined) return named
  const own = named.filter(({ endpoints }) => endpoints.some((one) => one === endpoint))
  return own.length > 0 ? own : named.filter(({ endpoints }) => endpoints.includes('any'))
}
