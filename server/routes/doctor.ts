import { Hono } from 'hono'
import { type DoctorDeps, examine } from '../doctor/examine.ts'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import { sessionOf } from '../http/session.ts'
import type { Profiles } from '../profiles/profiles.ts'

/** What is well with a profile and what is not; nothing is sent. */
export function doctorRoutes(profiles: Profiles, deps: DoctorDeps) {
  return new Hono().get('/:id/doctor', async (c) => {
    const locale = requestLocale(c)
    const { issues } = readQuery(c, [], locale)
    if (issues.length > 0) return refuse(c, 'invalid', issues)
    const profile = await profiles.find(c.req.param('id'), sessionOf(c))
    if (!profile) return refuse(c, 'not_found')
    return c.json(await examine(deps, profile, locale), 200)
  })
}
