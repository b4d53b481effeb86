import { Hono } from 'hono'
import * as z from 'zod/mini'
import {
  createMessageSchema,
  createTypedMessageSchema,
  isTypedMessage,
} from '#contract/create-message'
import type { Exchange } from '#contract/exchange'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { describeIssue, judgeRequest } from '#contract/judge-request'
import { MESSAGE_ID } from '#contract/message-id'
import { readIdempotencyKey } from '../http/idempotency-key.ts'
import { readJsonBody } from '../http/json-body.ts'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import type { Sender } from '../ledger/sender.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { chooseProfile } from './choose-profile.ts'
import { OUTCOME_STATUS } from './outcome-status.ts'
import { refuseUnsent } from './refuse-unsent.ts'

/** Everybody who can reach a console without a login. */
const ACTOR = 'local'

/** Bytes: a text of the platform's own limit, with every character escaped. */
export const MESSAGE_BODY_LIMIT = 1024 * 1024

/** All that is asked of a body sent anyway: the platform is to judge the rest. */
const anyObjectSchema = z.looseObject({})

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
      if (!body.ok) return refuse(c, body.error)

      const locale = requestLocale(c)
      const { values, issues } = readQuery(c, ['profile', 'send_anyway'], locale)
      const profile = await chooseProfile(c, profiles, values.profile, locale, issues)
      const { message_id } = c.req.param()
      if (!MESSAGE_ID.test(message_id)) {
        issues.unshift(describeIssue('message_id', 'message_id_shape', locale))
      }
      if (values.send_anyway !== undefined && values.send_anyway !== '1') {
        issues.push(describeIssue('send_anyway', 'send_anyway_value', locale))
      }
      const schema = values.send_anyway === '1' ? anyObjectSchema : pushFollowUpBodySchema
      const judgement = judgeRequest(schema, body.value, locale)
      if (!judgement.ok) issues.push(...judgement.issues)
      const idempotency_key = readIdempotencyKey(c, locale, issues)
      if (!profile || issues.length > 0) return refuse(c, 'invalid', issues)

      const order = { actor: ACTOR, idempotency_key }
      const sent = await sender.push(profile, message_id, body.text, order)
      return sent.sent === 'done' ? c.json(...answer(sent.exchange)) : refuseUnsent(c, sent)
    })
}

function answer(exchange: Exchange) {
  return [exchange, OUTCOME_STATUS[exchange.outcome]] as const
}
