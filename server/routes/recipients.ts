import { Hono } from 'hono'
import { describeIssue, judgeRequest } from '#contract/judge-request'
import { findRecipientSchema, keepRecipientSchema, recipientIdSchema } from '#contract/recipient'
import type { ReadingDeps } from '../feishu/reading/read-call.ts'
import { readJsonBody } from '../http/json-body.ts'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { findRecipients } from '../recipients/find-recipients.ts'
import { ownerOf } from '../recipients/owner.ts'
import type { Recipients } from '../recipients/recipients.ts'
import { chooseProfile } from './choose-profile.ts'

const QUERY_MAX = 200

type Deps = { feishu: ReadingDeps; recipients: Recipients }

/** The people and chats that a message can go to: known ones to choose from, others to be found. */
export function recipientRoutes(profiles: Profiles, deps: Deps) {
  const { recipients } = deps
  return new Hono()
    .get('/', async (c) => {
      const locale = requestLocale(c)
      const { values, issues } = readQuery(c, ['profile', 'query'], locale)
      const profile = await chooseProfile(c, profiles, values.profile, locale, issues)
      const { query = '' } = values
      if (query.length > QUERY_MAX) issues.push(describeIssue('query', 'query_too_long', locale))
      if (!profile || issues.length > 0) return refuse(c, 'invalid', issues)
      return c.json({ recipients: await recipients.list(ownerOf(profile), query) }, 200)
    })
    .put('/', async (c) => {
      const body = await readJsonBody(c.req.raw)
      if (!body.ok) return refuse(c, body.error)
      const locale = requestLocale(c)
      const { values, issues } = readQuery(c, ['profile'], locale)
      const profile = await chooseProfile(c, profiles, values.profile, locale, issues)
      const wish = judgeRequest(keepRecipientSchema, body.value, locale)
      if (!wish.ok) issues.push(...wish.issues)
      if (!wish.ok || !profile || issues.length > 0) return refuse(c, 'invalid', issues)
      const owner = ownerOf(profile)
      const { receive_id_type, receive_id } = wish.value
      if (
        receive_id_type === 'email' &&
        !(await recipients.find(owner, receive_id_type, receive_id))
      ) {
        return refuse(c, 'invalid', [describeIssue('receive_id', 'recipient_not_sent_to', locale)])
      }
      return c.json(await recipients.keep(owner, wish.value), 200)
    })
    .delete('/', async (c) => {
      const locale = requestLocale(c)
      const { values, issues } = readQuery(c, ['profile', 'receive_id_type', 'receive_id'], locale)
      const { profile: id, ...asked } = values
      const profile = await chooseProfile(c, profiles, id, locale, issues)
      const which = judgeRequest(recipientIdSchema, asked, locale)
      if (!which.ok) issues.push(...which.issues)
      if (!which.ok || !profile || issues.length > 0) return refuse(c, 'invalid', issues)
      const { receive_id_type, receive_id } = which.value
      const removed = await recipients.remove(ownerOf(profile), receive_id_type, receive_id)
      return removed ? c.json({ deleted: true }, 200) : refuse(c, 'not_found')
    })
    .post('/find', async (c) => {
      const body = await readJsonBody(c.req.raw)
      if (!body.ok) return refuse(c, body.error)
      const locale = requestLocale(c)
      const { values, issues } = readQuery(c, ['profile'], locale)
      const profile = await chooseProfile(c, profiles, values.profile, locale, issues)
      const wish = judgeRequest(findRecipientSchema, body.value, locale)
      if (!wish.ok) issues.push(...wish.issues)
      if (!wish.ok || !profile || issues.length > 0) return refuse(c, 'invalid', issues)
      return c.json(await findRecipients(deps, profile, wish.value.query, locale), 200)
    })
}
