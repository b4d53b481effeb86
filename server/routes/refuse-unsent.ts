import type { Context } from 'hono'
import { describeIssue } from '#contract/judge-request'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import type { Sent } from '../ledger/sender.ts'

/** Says why a send was not made. */
export function refuseUnsent(c: Context, sent: Exclude<Sent, { sent: 'done' }>) {
  switch (sent.sent) {
    case 'key_reused':
      return refuse(c, 'invalid', [
        describeIssue('Idempotency-Key', 'idempotency_key_reused', requestLocale(c)),
      ])
    case 'in_flight':
      return refuse(c, 'in_flight', [], { in_flight: sent.in_flight })
    case 'not_recorded':
      return refuse(c, 'not_recorded')
  }
}
