import { Hono } from 'hono'
import { isTypedMessage } from '#contract/create-message'
import { describeIssue, judgeRequest } from '#contract/judge-request'
import type { Locale } from '#contract/locale'
import {
  textWithAnythingSchema,
  textWithFollowUpsSchema,
  typedWithAnythingSchema,
  typedWithFollowUpsSchema,
} from '#contract/message-with-follow-ups'
import { readIdempotencyKey } from '../http/idempotency-key.ts'
import { readJsonBody } from '../http/json-body.ts'
import { readQuery } from '../http/query.ts'
import { REFUSAL_STATUS, refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import { sendWithFollowUps } from '../ledger/send-with-follow-ups.ts'
import type { Sender } from '../ledger/sender.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { chooseProfile } from './choose-profile.ts'
import { MESSAGE_BODY_LIMIT } from './messages.ts'
import { OUTCOME_STATUS } from './outcome-status.ts'
import { refuseUnsent, unsentRefusal } from './refuse-unsent.ts'

/** A new message and its bubbles, with one request; see `message-with-follow-ups.ts` of the contract. */
export function messageWithFollowUpsRoutes(profiles: Profiles, sender: Sender) {
  return new Hono().post('/', async (c) => {
    const body = await readJsonBody(c.req.raw, MESSAGE_BODY_LIMIT)
    if (!body.ok) return refuse(c, body.error)

    const locale = requestLocale(c)
    const { values, issues } = readQuery(c, ['profile', 'send_anyway'], locale)
    const profile = await chooseProfile(c, profiles, values.profile, locale, issues)
    if (values.send_anyway !== undefined && values.send_anyway !== '1') {
      issues.push(describeIssue('send_anyway', 'send_anyway_value', locale))
    }
    const judgement = judgeBody(body.value, values.send_anyway === '1', locale)
    if (!judgement.ok) issues.push(...judgement.issues)
    const idempotency_key = readIdempotencyKey(c, locale, issues)
    if (!judgement.ok || !profile || issues.length > 0) return refuse(c, 'invalid', issues)

    const { uuid, follow_ups, ...message } = judgement.value
    const { create, push } = await sendWithFollowUps(
      sender,
      profile,
      { message, uuid, body: JSON.stringify({ follow_ups }) },
      { actor: 'local', idempotency_key },
    )
    if (create.sent !== 'done') return refuseUnsent(c, create)
    if (push === null) {
      return c.json({ create: create.exchange, push }, OUTCOME_STATUS[create.exchange.outcome])
    }
    if (push.sent !== 'done') {
      const push_refusal = unsentRefusal(push, locale)
      const answer = { create: create.exchange, push: null, push_refusal }
      return c.json(answer, REFUSAL_STATUS[push_refusal.error])
    }
    const answer = { create: create.exchange, push: push.exchange }
    return c.json(answer, OUTCOME_STATUS[push.exchange.outcome])
  })
}

function judgeBody(value: unknown, anyway: boolean, locale: Locale) {
  if (isTypedMessage(value)) {
    return anyway
      ? judgeRequest(typedWithAnythingSchema, value, locale)
      : judgeRequest(typedWithFollowUpsSchema, value, locale)
  }
  return anyway
    ? judgeRequest(textWithAnythingSchema, value, locale)
    : judgeRequest(textWithFollowUpsSchema, value, locale)
}
