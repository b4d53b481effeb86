import type { ErrorCode } from '#contract/error-code'

/** More would be a catalogue, which has a page of its own. */
const MOST = 8

/** The entries whose number begins with the digits of the query; none where it has no digits. */
export function findCodes(entries: readonly ErrorCode[], query: string): ErrorCode[] {
  const [digits] = /\d+/.exec(query.normalize('NFKC')) ?? []
  if (digits === undefined) return []
  return entries
    .filter(({ code }) => String(code).startsWith(digits))
    .sort((a, b) => a.code - b.code)
    .slice(0, MOST)
}

/** The place of an entry on the page of the error codes. */
export function anchorOf({ endpoints, code }: ErrorCode): string {
  return `${endpoints[0]}-${code}`
}
