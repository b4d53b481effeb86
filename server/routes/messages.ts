import { Hono } from 'hono'
import {
  createMessageSchema,
  createTypedMessageSchema,
  isTypedMessage,
} from '#contract/create-message'
import type { Exchange } from '#contract/exchange'
import { judgeRequest } from '#contract/judge-request'
import { reply } from '../http/answer.ts'
import { readIdempotencyKey } from '../http/idempotency-key.ts'
import { readJsonBody } from '../http/json-body.ts'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import type { Sender } from '../ledger/sender.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { ACTOR, answerPush } from './answer-push.ts'
import { chooseProfile } from './choose-profile.ts'
import { OUTCOME_STATUS } from './outcome-status.ts'
import { refuseUnsent } from './refuse-unsent.ts'

/** Bytes: a text of the platform's own limit, with every character escaped. */
export const MESSAGE_BODY_LIMIT = 1024 * 1024

/**
 * The two calls to the platform. A send runs to its end even when the browser has gone: its outcome
 * would be unknown otherwise.
 */
export function messageRoutes(profiles: Profiles, sender: Sender) {
  return new Hono()
    .post('/', async (c) => {
      const body = await readJsonBody(c.req.raw, MESSAGE_BODY_LIMIT)
      if (!body.ok) return refuse(c, body.error)

      const locale = requestLocale(c)
      const { values, issues } = readQuery(c, ['profile'], locale)
      const profile = await chooseProfile(c, profiles, values.profile, locale, issues)
      const message = isTypedMessage(body.value)
        ? judgeRequest(createTypedMessageSchema, body.value, locale)
        : judgeRequest(createMessageSchema, body.value, locale)
      if (!message.ok) issues.push(...message.issues)
      const idempotency_key = readIdempotencyKey(c, locale, issues)
      if (!message.ok || !profile || issues.length > 0) return refuse(c, 'invalid', issues)

      const sent = await sender.create(profile, message.value, { actor: ACTOR, idempotency_key })
      return sent.sent === 'done' ? c.json(...answer(sent.exchange)) : refuseUnsent(c, sent)
    })
    .post('/:message_id/push_follow_up', async (c) => {
      const body = await readJsonBody(c.req.raw)
      const { message_id } = c.req.param()
      return reply(c, await answerPush({ profiles, sender }, c, message_id, body))
    })
}

function answer(exchange: Exchange) {
  return [exchange, OUTCOME_STATUS[exchange.outcome]] as const
}
