import type { Context } from 'hono'
import type * as z from 'zod/mini'
import type { Outcome } from '#contract/exchange-filter'
import type { Locale } from '#contract/locale'
import type { ApiResponse } from '#contract/openapi'
import type { Refusal, RefusalKind } from '#contract/refusal'
import { describeIssue } from '#contract/validation/api-hints'
import { REFUSAL_STATUS, refusalBody, requestLocale } from '../http/refusal.ts'
import { describeSendLimit } from '../ledger/send-limits.ts'
import type { SendResult } from '../ledger/sender.ts'

/** The HTTP status of the console's response to a send; a rejection by the platform is a success here. */
export const OUTCOME_STATUS = {
  answered: 200,
  token_refused: 200,
  not_sent: 502,
  unknown: 504,
} as const satisfies Record<Outcome, number>

/** The refusals of every send. */
export const SEND_REFUSALS = [
  'in_flight',
  'rate_limited',
  'send_limit',
  'stopping',
  'not_recorded',
] as const satisfies readonly RefusalKind[]

/** Documents the responses of a send that was made. */
export function sendResponses(schema: z.ZodMiniType): Record<number, ApiResponse> {
  return {
    200: { description: 'The platform responded, with whatever code', schema },
    502: { description: 'Nothing was sent: the platform could not be reached', schema },
    504: {
      description: 'The outcome is unknown: the request left, no usable response came',
      schema,
    },
  }
}

type Unsent = Exclude<SendResult, { sent: 'done' }>

/** The refusal that says why a send was not made. */
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
    case 'limited': {
      const { limit } = sent
      const message = describeSendLimit(limit, Date.now())[locale]
      const resets_at = new Date(limit.resets_at_ms).toISOString()
      return { ...refusalBody('send_limit', locale), message, resets_at }
    }
    case 'stopping':
      return refusalBody('stopping', locale)
    case 'not_recorded':
      return refusalBody('not_recorded', locale)
  }
}

/** Responds with why a send was not made. */
export function refuseUnsent(c: Context, sent: Unsent): Response {
  const body = unsentRefusal(sent, requestLocale(c))
  // The connection would keep the stopping server open.
  const headers = sent.sent === 'stopping' ? { connection: 'close', 'retry-after': '5' } : {}
  return c.json(body, REFUSAL_STATUS[body.error], headers)
}
