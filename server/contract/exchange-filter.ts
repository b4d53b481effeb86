import { OUTCOMES } from './outcome.ts'

/** The longest search; far more than anything a person looks for. */
const QUERY_MAX = 200

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/

export function isOutcome(text: string): boolean {
  return OUTCOMES.some((outcome) => outcome === text)
}

/** Whether a text is a code of the platform: a whole number. */
export function isCode(text: string): boolean {
  return /^-?\d{1,12}$/.test(text)
}

/** Whether a text is a moment: a day of the calendar and a time, with its offset from UTC. */
export function isMoment(text: string): boolean {
  const [, year, month, day] = (DATE_TIME.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  // What the engine would read as a day of the next month is a slip of the hand.
  return !Number.isNaN(Date.parse(text)) && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export function isShort(text: string): boolean {
  return text.length <= QUERY_MAX
}
