import type { DeliveryList, ListRowState, ListSummary } from '#contract/deliveries/list'

/** The states of a row that was tried, in the order of the progress bar. */
export const DONE_STATES = ['sent', 'message_only', 'refused', 'not_sent', 'unknown'] as const
/** The states of a row that is still to come, or was when the list stopped. */
const OPEN_STATES = ['running', 'ready', 'waiting', 'stopped'] as const
/** The rows that *Retry* sends again. */
const FAILED_STATES = ['message_only', 'refused', 'not_sent', 'stopped'] as const

type Counts = Pick<ListSummary, 'total' | 'counts'>

/** The number of rows that are or were to be sent: all but the skipped ones. */
export function sendable({ total, counts }: Counts): number {
  return total - counts.invalid
}

/** The number of rows that were tried. */
export function done({ counts }: Counts): number {
  return sum(DONE_STATES.map((state) => counts[state]))
}

/** The number of rows whose message certainly or possibly arrived. */
export function arrived({ counts }: Counts): number {
  return counts.sent + counts.message_only + counts.unknown
}

/** The share of the tried rows that were not sent, whatever the reason: it pauses a list. */
export function failedShare(list: Counts): number {
  const tried = done(list)
  return tried === 0 ? 0 : (tried - list.counts.sent) / tried
}

/** The parts of the progress, which add up to {@link sendable}; those of zero are left out. */
export function progressParts({ counts }: Counts): { state: ProgressState; count: number }[] {
  return [...DONE_STATES, ...OPEN_STATES]
    .map((state) => ({ state, count: counts[state] }))
    .filter(({ count }) => count > 0)
}
export type ProgressState = Exclude<ListRowState, 'invalid'>

/** The rows that *Retry* sends again, by state. */
export function failedParts({ counts }: Counts): { state: ProgressState; count: number }[] {
  return FAILED_STATES.map((state) => ({ state, count: counts[state] })).filter(
    ({ count }) => count > 0,
  )
}

/** Which rows come first in the table of a list. */
export function rowGroups(
  list: Pick<DeliveryList, 'state'> | undefined,
): readonly (readonly ListRowState[])[] {
  return list === undefined || list.state === 'draft' || list.state === 'scheduled'
    ? CHECK_GROUPS
    : RESULT_GROUPS
}
const CHECK_GROUPS = [['invalid'], ['ready', 'waiting']] as const
const RESULT_GROUPS = [
  ['unknown', 'message_only', 'refused', 'not_sent'],
  ['running'],
  ['sent'],
  ['ready', 'waiting', 'stopped'],
  ['invalid'],
] as const

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
