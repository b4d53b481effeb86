import { isCode, isMoment, isOutcome, isShort } from '#contract/exchange-filter'

/** What a person asks of the history, as it stands in the fields; empty asks nothing. */
export type Filter = {
  query: string
  outcome: string
  code: string
  profile: string
  /** Moments as ISO 8601 in UTC, so that an address shared across time zones means the same. */
  from: string
  to: string
}

export const EVERYTHING: Filter = {
  query: '',
  outcome: '',
  code: '',
  profile: '',
  from: '',
  to: '',
}

const NAMES = Object.keys(EVERYTHING) as (keyof Filter)[]

/** The rules of the API for what is not empty. */
const UNDERSTOOD: Record<keyof Filter, (text: string) => boolean> = {
  query: isShort,
  outcome: isOutcome,
  code: isCode,
  profile: isShort,
  from: isMoment,
  to: isMoment,
}

/** The filter that an address holds, without what the API would not understand. */
export function readFilter(search: URLSearchParams): Filter {
  const filter = { ...EVERYTHING }
  for (const name of NAMES) {
    const text = search.get(name) ?? ''
    // Two moments in the wrong order are the person’s to mend, and the API says so.
    if (UNDERSTOOD[name](text.trim())) filter[name] = text
  }
  return filter
}

/** The parameters of a filter, for the page's address and for the API alike. */
export function writeFilter(filter: Filter): URLSearchParams {
  const search = new URLSearchParams()
  for (const name of NAMES) {
    const value = filter[name].trim()
    if (value !== '') search.set(name, value)
  }
  return search
}

/** Whether anything but the search narrows. */
export function narrows({ outcome: _outcome, query: _query, ...rest }: Filter): boolean {
  return Object.values(rest).some((value) => value !== '')
}

/** A moment as an input of the type datetime-local has it: in the reader's own zone, to the minute. */
export function toLocalInput(iso: string): string {
  const moment = new Date(iso)
  if (iso === '' || Number.isNaN(moment.getTime())) return ''
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

/** @returns an empty text where the input holds no whole moment */
export function fromLocalInput(value: string): string {
  const moment = new Date(value)
  return value === '' || Number.isNaN(moment.getTime()) ? '' : moment.toISOString()
}
