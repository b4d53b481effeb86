import type { Context } from 'hono'
import { describeIssue } from '#contract/judge-request'
import type { Locale } from '#contract/locale'
import type { Refusal } from '#contract/refusal'
import { type Answer, reply } from '../http/answer.ts'
import { REFUSAL_STATUS, refusalBody } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import type { Sent } from '../ledger/sender.ts'

type Unsent = Exclude<Sent, { sent: 'done' }>

/** Why a send was not made. */
export function unsentRefusal(sent: Unsent, locale: Locale): Refusal {
  switch (sent.sent) {
    case 'key_reused':
      return refusalBody('invalid', locale, [
        describeIssue('Idempotency-Key', 'idempotency_key_reused', locale),
      ])
    case 'in_flight':
      return { ...refusalBody('in_flight', locale), in_flight: sent.in_flight }
    case 'rate_limited': {
      const resets_at = new Date(sent.resets_at_ms).toISOString()
      return { ...refusalBody('rate_limited', locale), resets_at }
    }
    case 'stopping':
      return refusalBody('stopping', locale)
    case 'not_recorded':
      return refusalBody('not_recorded', locale)
  }
}

/** Says why a send was not made. */
export function unsentAnswer(sent: Unsent, locale: Locale): Answer {
  const body = unsentRefusal(sent, locale)
  const leave = sent.sent === 'stopping' && { connection: 'close', 'retry-after': '5' }
  return { status: REFUSAL_STATUS[body.error], body, ...(leave && { headers: leave }) }
}

/** The same by way of Hono. */
export function refuseUnsent(c: Context, sent: Unsent): Response {
  return reply(c, unsentAnswer(sent, requestLocale(c)))
}
