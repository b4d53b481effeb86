import { Hono } from 'hono'
import * as z from 'zod/mini'
import { createMessageSchema } from '#contract/create-message'
import type { Exchange, Outcome } from '#contract/exchange'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { describeIssue } from '#contract/issue-text'
import { judge } from '#contract/judge'
import { MESSAGE_ID } from '#contract/message-id'
import { createMessage } from '../feishu/create-message.ts'
import type { ExchangeDeps } from '../feishu/exchange.ts'
import { pushFollowUp } from '../feishu/push-follow-up.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { readJsonBody } from '../http/json-body.ts'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import { chooseProfile } from './choose-profile.ts'

const OUTCOME_STATUS = {
  answered: 200,
  token_refused: 200,
  not_sent: 502,
  unknown: 504,
} as const satisfies Record<Outcome, number>

/** All that is asked of a body sent anyway: the platform is to judge the rest. */
const anyObjectSchema = z.looseObject({})

/**
 * The two calls to the platform. A send runs to its end even when the browser has gone: its outcome
 * would be unknown otherwise.
 */
export function messageRoutes(profiles: readonly SecretProfile[], feishu: ExchangeDeps) {
  const sending = new Set<string>()

  async function pushOnce(profile: SecretProfile, message_id: string, body: string) {
    const target = `${profile.base_url} ${message_id}`
    if (sending.has(target)) return null
    sending.add(target)
    try {
      return await pushFollowUp(feishu, profile, message_id, body)
    } finally {
      sending.delete(target)
    }
  }

  return new Hono()
    .post('/', async (c) => {
      const body = await readJsonBody(c.req.raw)
      if (!body.ok) return refuse(c, body.error)

      const locale = requestLocale(c)
      const { values, issues } = readQuery(c, ['profile'], locale)
      const profile = chooseProfile(profiles, values.profile, locale, issues)
      const message = judge(createMessageSchema, body.value, locale)
      if (!message.ok) issues.push(...message.issues)
      if (!message.ok || !profile || issues.length > 0) return refuse(c, 'invalid', issues)

      return c.json(...answer(await createMessage(feishu, profile, message.value)))
    })
    .post('/:message_id/push_follow_up', async (c) => {
      const body = await readJsonBody(c.req.raw)
      if (!body.ok) return refuse(c, body.error)

      const locale = requestLocale(c)
      const { values, issues } = readQuery(c, ['profile', 'send_anyway'], locale)
      const profile = chooseProfile(profiles, values.profile, locale, issues)
      const { message_id } = c.req.param()
      if (!MESSAGE_ID.test(message_id)) {
        issues.unshift(describeIssue('message_id', 'message_id_shape', locale))
      }
      if (values.send_anyway !== undefined && values.send_anyway !== '1') {
        issues.push(describeIssue('send_anyway', 'send_anyway_value', locale))
      }
      const schema = values.send_anyway === '1' ? anyObjectSchema : pushFollowUpBodySchema
      const judgement = judge(schema, body.value, locale)
      if (!judgement.ok) issues.push(...judgement.issues)
      if (!profile || issues.length > 0) return refuse(c, 'invalid', issues)

      const exchange = await pushOnce(profile, message_id, body.text)
      return exchange ? c.json(...answer(exchange)) : refuse(c, 'in_flight')
    })
}

function answer(exchange: Exchange) {
  return [exchange, OUTCOME_STATUS[exchange.outcome]] as const
}
