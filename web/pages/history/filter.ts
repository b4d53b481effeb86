import { isCode, isEndpoint, isMoment, isOutcome, isShort } from '#contract/exchange-filter'
import { RESULT_KINDS } from '#contract/results/result-kinds'
import type { ResultsSelection } from '../../api-client/results.ts'
import { deliveryTexts } from '../../features/delivery/delivery-texts.ts'

/** The filter of the history; an empty field does not filter. */
export type HistoryFilter = {
  query: string
  outcome: string
  code: string
  profile: string
  actor: string
  /** The call, as the `endpoint` of an exchange. */
  endpoint: string
  /** The state of a delivery. */
  state: string
  /** What became of the bubbles, as the kind of a result. */
  result: string
  /** The id of a list of recipients. */
  list: string
  /** A `receive_id`. */
  recipient: string
  /** The id of a template. */
  template: string
  /** ISO 8601 in UTC, so that a shared URL means the same in every time zone. */
  from: string
  to: string
}

export const NO_FILTER: HistoryFilter = {
  query: '',
  outcome: '',
  code: '',
  profile: '',
  actor: '',
  endpoint: '',
  state: '',
  result: '',
  list: '',
  recipient: '',
  template: '',
  from: '',
  to: '',
}

const NAMES = Object.keys(NO_FILTER) as (keyof HistoryFilter)[]

/** What the API accepts in a field that is not empty. */
const IS_VALID: Record<keyof HistoryFilter, (text: string) => boolean> = {
  query: isShort,
  outcome: isOutcome,
  code: isCode,
  profile: isShort,
  actor: isShort,
  endpoint: isEndpoint,
  state: (text) => Object.hasOwn(deliveryTexts.en.states, text),
  result: (text) => RESULT_KINDS.some((kind) => kind === text),
  list: isShort,
  recipient: isShort,
  template: isShort,
  from: isMoment,
  to: isMoment,
}

/** Parses the filter in a URL; values that the API would reject are dropped. */
export function parseFilter(search: URLSearchParams): HistoryFilter {
  const filter = { ...NO_FILTER }
  for (const name of NAMES) {
    const text = search.get(name) ?? ''
    // `from` after `to` is kept: the API's error tells the user.
    if (IS_VALID[name](text.trim())) filter[name] = text
  }
  return filter
}

/** The query parameters of a filter, for the page's URL and for the API. */
export function filterParams(filter: HistoryFilter): URLSearchParams {
  const search = new URLSearchParams()
  for (const name of NAMES) {
    const value = filter[name].trim()
    if (value !== '') search.set(name, value)
  }
  return search
}

/** The fields by which results are counted. */
const COUNTED = ['profile', 'template', 'list', 'from', 'to'] as const

/** Returns which results a filter counts, and whether it has fields that do not count. */
export function resultsSelection(filter: HistoryFilter) {
  const set = [...filterParams(filter)].filter(([name]) => name !== 'result')
  const counted = set.filter(([name]) => COUNTED.some((one) => one === name))
  const selection: ResultsSelection = Object.fromEntries(counted)
  return { selection, isPartial: counted.length < set.length }
}

/** How many of the filters are set that the line of filters does not show. */
export function countMoreFilters(filter: HistoryFilter, now: Date): number {
  const { endpoint, code, outcome, profile, list, from, to } = filter
  const period = isToday(filter, now) ? [] : [from, to]
  return [endpoint, code, outcome, profile, list, ...period].filter((value) => value !== '').length
}

/** Whether a filter selects the current day, in the user's time zone. */
export function isToday({ from, to }: Pick<HistoryFilter, 'from' | 'to'>, now: Date): boolean {
  return to === '' && from === startOfDay(now)
}

/** Returns the first moment of the day of a moment, in the user's time zone. */
export function startOfDay(now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString()
}

/** Converts ISO 8601 to the value of a datetime-local input: local time, to the minute. */
export function toLocalInput(iso: string): string {
  const moment = new Date(iso)
  if (iso === '' || Number.isNaN(moment.getTime())) return ''
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

/** Converts back to ISO 8601; returns an empty text for an incomplete value. */
export function fromLocalInput(value: string): string {
  const moment = new Date(value)
  return value === '' || Number.isNaN(moment.getTime()) ? '' : moment.toISOString()
}
