/** The four ends of an exchange; success is `code === 0`, never the HTTP status. */
export const OUTCOMES = ['answered', 'token_refused', 'not_sent', 'unknown'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** The calls that exchanges are made of. */
export const ENDPOINTS = ['push_follow_up', 'create_message', 'recall_message'] as const
export type Endpoint = (typeof ENDPOINTS)[number]

/** The longest search text, in UTF-16 units. */
const QUERY_MAX = 200

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/

export function isOutcome(text: string): boolean {
  return OUTCOMES.some((outcome) => outcome === text)
}

export function isEndpoint(text: string): boolean {
  return ENDPOINTS.some((endpoint) => endpoint === text)
}

/** Whether a text is a whole number, as every code of the platform is. */
export function isCode(text: string): boolean {
  return /^-?\d{1,12}$/.test(text)
}

/** Whether a text is an ISO 8601 time of an existing day, with its offset from UTC. */
export function isMoment(text: string): boolean {
  const [, year, month, day] = (DATE_TIME.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  // `Date.parse` accepts 31 April and returns a day in May.
  return !Number.isNaN(Date.parse(text)) && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Whether a text is short enough for a search. */
export function isShort(text: string): boolean {
  return text.length <= QUERY_MAX
}
