import type { Locale } from '#contract/locale'
import { statusText } from '../exchange-view/exchange-status.ts'
import type { StartedCall } from './call-state.ts'
import { texts } from './texts.ts'

/** The status of a call in a few words. */
export function headlineText(call: StartedCall, locale: Locale): string {
  if (call.status === 'exchange') return statusText(call.exchange, locale)
  const { headlines } = texts[locale]
  return headlines[callStatus(call)]
}

/** The status of a call that is not an exchange; texts and colours depend on it. */
export type CallStatus =
  | 'sending'
  | 'console_refused'
  | 'in_flight'
  | 'console_broke'
  | 'cancelled'
  | 'lost'

export function callStatus(call: Exclude<StartedCall, { status: 'exchange' }>): CallStatus {
  if (call.status !== 'refused') return call.status
  // After an internal error the call may have been made; the other errors exclude that.
  if (call.refusal.error === 'internal') return 'console_broke'
  return call.refusal.error === 'in_flight' ? 'in_flight' : 'console_refused'
}
