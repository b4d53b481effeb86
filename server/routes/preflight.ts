import { Hono } from 'hono'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import type { PreflightDeps } from '../preflight/gather-facts.ts'
import { preflight } from '../preflight/preflight.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { chooseProfile } from './choose-profile.ts'

/** Whether a push to a message would work now; nothing is sent. */
export function preflightRoutes(profiles: Profiles, deps: PreflightDeps) {
  return new Hono().get('/:message_id/preflight', async (c) => {
    const locale = requestLocale(c)
    const { values, issues } = readQuery(c, ['profile'], locale)
    const profile = await chooseProfile(c, profiles, values.profile, locale, issues)
    if (!profile || issues.length > 0) return refuse(c, 'invalid', issues)
    return c.json(await preflight(deps, profile, c.req.param('message_id'), locale), 200)
  })
}
