import { exchangesQuerySchema } from '#contract/exchange-query'

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

/** The filter that an address holds, without what the API would not understand. */
export function readFilter(search: URLSearchParams): Filter {
  const filter = { ...EVERYTHING }
  for (const name of NAMES) filter[name] = search.get(name) ?? ''
  const judged = exchangesQuerySchema.safeParse(Object.fromEntries(writeFilter(filter)))
  for (const { path, message } of judged.error?.issues ?? []) {
    const name = NAMES.find((one) => one === path[0])
    // Two moments in the wrong order are the person’s to mend, and the API says so.
    if (name && message !== 'to_before_from') filter[name] = ''
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

export function isCode(text: string): boolean {
  return /^-?\d{1,12}$/.test(text)
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
