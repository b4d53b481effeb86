import { exchangeSchema } from '#contract/exchange'
import { refusalSchema } from '#contract/refusal'

export type Answer = { status: number; headers: string; body: string }

/** A place in a source or the words of a database: nothing that a stranger should read. */
const INSIDES =
  /\bat \S+ ?\(?(?:file|node):|\.(?:ts|js|mjs):\d+:\d+|SQLITE_|sqlite error|syntax error at/i

/** What an answer to a hostile request gives away; `null` where nothing is amiss. */
export function flawOf(answer: Answer | null): string | null {
  if (answer === null) return 'no answer'
  const { status, headers, body } = answer
  if (INSIDES.test(body)) return `HTTP ${status} shows its insides`
  if (status >= 500 && !isOurs(body)) return `HTTP ${status} in nobody’s words`
  if (status === 500) return 'HTTP 500'
  // Node itself answers what is no HTTP, without a header of anybody.
  if (status !== 400 && !/content-security-policy: default-src 'none'/i.test(headers)) {
    return `HTTP ${status} without a policy`
  }
  return null
}

/** A refusal, or a send whose outcome is told: both are answers as promised. */
function isOurs(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body)
    return refusalSchema.safeParse(value).success || exchangeSchema.safeParse(value).success
  } catch {
    return false
  }
}
