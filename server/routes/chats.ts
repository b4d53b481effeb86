import { Hono } from 'hono'
import { CHAT_ID } from '#contract/chat-id'
import { describeIssue } from '#contract/judge-request'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import { readChatMessages } from '../preflight/chat-messages.ts'
import type { PreflightDeps } from '../preflight/gather-facts.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { chooseProfile } from './choose-profile.ts'

const LIMIT = '20'

/** The messages of a chat to choose from. */
export function chatRoutes(profiles: Profiles, deps: PreflightDeps) {
  return new Hono().get('/:chat_id/messages', async (c) => {
    const locale = requestLocale(c)
    const { values, issues } = readQuery(c, ['profile', 'limit'], locale)
    const profile = await chooseProfile(c, profiles, values.profile, locale, issues)
    const { chat_id } = c.req.param()
    if (!CHAT_ID.test(chat_id)) issues.unshift(describeIssue('chat_id', 'chat_id_shape', locale))
    const { limit = LIMIT } = values
    // The platform gives no more than 50 at a time.
    if (!/^(?:[1-9]|[1-4]\d|50)$/.test(limit)) {
      issues.push(describeIssue('limit', 'messages_limit_range', locale))
    }
    if (!profile || issues.length > 0) return refuse(c, 'invalid', issues)
    const wanted = { chat_id, limit: Number(limit) }
    return c.json(await readChatMessages(deps, profile, wanted, locale), 200)
  })
}
