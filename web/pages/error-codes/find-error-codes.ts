import { ENDPOINTS, type Endpoint, type ErrorCode } from '#contract/catalogue/error-code'
import { firstEndpoint, msgsOf, withoutExt } from '../../features/error-codes/endpoints.ts'
import { type Cause, causeOf } from './causes.ts'

/** The search of the catalogue; an empty query and a null filter match everything. */
export type ErrorCodeQuery = {
  query: string
  endpoint: Endpoint | null
  cause: Cause | null
  /** Only the codes after which the same request can succeed. */
  retryable: boolean
}

function searchableText(entry: ErrorCode): string {
  const { code, meaning, advice } = entry
  const texts = [code, meaning.zh, meaning.en, advice.zh, advice.en].join('\n').toLowerCase()
  return `${texts}\n${msgsOf(entry)}`
}

/** Whether a call can return the code: one of its own, or one of the gateway's. */
function isReturnedBy(entry: ErrorCode, endpoint: Endpoint): boolean {
  return entry.endpoints.includes(endpoint) || entry.endpoints.includes('any')
}

/** The entries that contain every word of the query, up to `, ext=`, and pass the filters. */
export function findErrorCodes(
  entries: readonly ErrorCode[],
  { query, endpoint, cause, retryable }: ErrorCodeQuery,
): ErrorCode[] {
  const words = withoutExt(query).toLowerCase().split(/\s+/).filter(Boolean)
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

/** The entries of other calls with the same code. */
export function otherEntriesOf(entry: ErrorCode, all: readonly ErrorCode[]): ErrorCode[] {
  return all.filter((other) => other !== entry && other.code === entry.code)
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
