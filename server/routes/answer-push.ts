import * as z from 'zod/mini'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { describeIssue, judgeRequest } from '#contract/judge-request'
import { MESSAGE_ID } from '#contract/message-id'
import type { Answer } from '../http/answer.ts'
import type { Asked } from '../http/asked.ts'
import { readIdempotencyKey } from '../http/idempotency-key.ts'
import type { JsonBody } from '../http/json-body.ts'
import { readQuery } from '../http/query.ts'
import { refusal } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import type { Sender } from '../ledger/sender.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { chooseProfile } from './choose-profile.ts'
import { OUTCOME_STATUS } from './outcome-status.ts'
import { unsentAnswer } from './refuse-unsent.ts'

/** Everybody who can reach a console without a login. */
export const ACTOR = 'local'

/** All that is asked of a body sent anyway: the platform is to judge the rest. */
const anyObjectSchema = z.looseObject({})

/** Judges a push, makes it and tells what came of it. */
export async function answerPush(
  { profiles, sender }: { profiles: Profiles; sender: Sender },
  asked: Asked,
  message_id: string,
  body: JsonBody,
): Promise<Answer> {
  if (!body.ok) return refusal(asked, body.error)

  const locale = requestLocale(asked)
  const { values, issues } = readQuery(asked, ['profile', 'send_anyway'], locale)
  const profile = await chooseProfile(asked, profiles, values.profile, locale, issues)
  if (!MESSAGE_ID.test(message_id)) {
    issues.unshift(describeIssue('message_id', 'message_id_shape', locale))
  }
  if (values.send_anyway !== undefined && values.send_anyway !== '1') {
    issues.push(describeIssue('send_anyway', 'send_anyway_value', locale))
  }
  const schema = values.send_anyway === '1' ? anyObjectSchema : pushFollowUpBodySchema
  const judgement = judgeRequest(schema, body.value, locale)
  if (!judgement.ok) issues.push(...judgement.issues)
  const idempotency_key = readIdempotencyKey(asked, locale, issues)
  if (!profile || issues.length > 0) return refusal(asked, 'invalid', issues)

  const sent = await sender.push(profile, message_id, body.text, { actor: ACTOR, idempotency_key })
  if (sent.sent !== 'done') return unsentAnswer(sent, locale)
  return { status: OUTCOME_STATUS[sent.exchange.outcome], body: sent.exchange }
}
