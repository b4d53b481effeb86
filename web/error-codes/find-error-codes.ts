import { ENDPOINTS, type Endpoint, type ErrorCode } from '#contract/error-code'

/** What a person asks of the catalogue; an empty query or `null` asks nothing. */
export type Question = { query: string; endpoint: Endpoint | null }

function searchableText({ code, msg, meaning, advice }: ErrorCode): string {
  return [code, msg, meaning.zh, meaning.en, advice.zh, advice.en].join('\n').toLowerCase()
}

/** Whether the call can answer with it: its own codes, and the gateway's in front of every call. */
function isAnsweredBy(entry: ErrorCode, endpoint: Endpoint): boolean {
  return entry.endpoints.includes(endpoint) || entry.endpoints.includes('any')
}

/** The entries that hold every word of the query, in either language, on the endpoint if one is named. */
export function findErrorCodes(
  entries: readonly ErrorCode[],
  { query, endpoint }: Question,
): ErrorCode[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter((entry) => {
    if (endpoint && !isAnsweredBy(entry, endpoint)) return false
    const text = searchableText(entry)
    return words.every((word) => text.includes(word))
  })
}

type Group = { endpoint: Endpoint; entries: ErrorCode[] }

/**
 * Entries under the call that answers them, calls in the contract's order. An entry of several calls
 * stands once: under the endpoint asked for, else under the first of its own.
 */
export function groupErrorCodes(
  entries: readonly ErrorCode[],
  asked: Endpoint | null,
): readonly Group[] {
  const placeOf = (entry: ErrorCode) =>
    asked && entry.endpoints.includes(asked) ? asked : homeOf(entry)
  return ENDPOINTS.map((endpoint) => ({
    endpoint,
    entries: entries.filter((entry) => placeOf(entry) === endpoint),
  })).filter((group) => group.entries.length > 0)
}

/** The first of an entry's endpoints in the contract's order. */
export function homeOf(entry: ErrorCode): Endpoint | undefined {
  return ENDPOINTS.find((endpoint) => entry.endpoints.includes(endpoint))
}

/** The other entries with the same number: they mean something else, on other calls. */
export function namesakesOf(entry: ErrorCode, all: readonly ErrorCode[]): ErrorCode[] {
  return all.filter((other) => other !== entry && other.code === entry.code)
}

/** The name of an entry's place on the page: `push_follow_up-230006`. */
export function anchorOf(endpoint: Endpoint, code: number): string {
  return `${endpoint}-${code}`
}
