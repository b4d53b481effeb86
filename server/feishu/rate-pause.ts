import type { CallRecord } from './call.ts'

const RATE_LIMITED = 99991400
const RESET_HEADER = 'x-ogw-ratelimit-reset'

/** Where the platform does not say for how long, or says nothing sensible. */
const UNSAID_S = 5
/** No limit of the platform lasts longer than its minute; more is a mistake, not a reason to stand still. */
const LONGEST_S = 120
const SHORTEST_S = 1

/**
 * For how many milliseconds the answer asks to leave the platform alone; `null` where it does not.
 * Older calls answer with HTTP 400 instead of 429, and a gateway may answer 429 without a code.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN
 */
export function pauseAsked({ verdict, result }: CallRecord): number | null {
  const status = result.response?.http_status
  const limited = verdict.answered ? verdict.code === RATE_LIMITED : status === 429
  if (!limited) return null
  const text = result.response?.headers[RESET_HEADER] ?? ''
  const seconds = /^\d{1,12}(\.\d{1,9})?$/.test(text.trim()) ? Number(text) : UNSAID_S
  return Math.min(Math.max(seconds, SHORTEST_S), LONGEST_S) * 1000
}
