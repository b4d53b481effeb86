import { type Context, Hono } from 'hono'
import type * as z from 'zod/mini'
import { describeIssue, judgeRequest } from '#contract/judge-request'
import type { Profile } from '#contract/profile'
import { newProfileSchema, pasteTokenSchema, profileChangeSchema } from '#contract/profile-change'
import type { TenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { readJsonBody } from '../http/json-body.ts'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import { beginSession, sessionOf } from '../http/session.ts'
import type { Profiles, Unkept } from '../profiles/profiles.ts'
import { explainResend } from './explain-resend.ts'

/**
 * The apps to send as. A secret, an app_ticket or a token goes in and never comes out; a pasted
 * token belongs to the browser session that pasted it, told by a cookie.
 */
export function profileRoutes(
  profiles: Profiles,
  tokens: Pick<TenantAccessTokens, 'resendTicket'>,
) {
  return new Hono()
    .get('/', async (c) => c.json(await profiles.list(sessionOf(c)), 200))
    .post('/', async (c) => {
      const asked = await readAsked(c, newProfileSchema)
      if (!asked.ok) return asked.refusal
      const made = await profiles.add(asked.value)
      return 'unkept' in made ? refuseUnkept(c, made) : c.json(made, 201)
    })
    .patch('/:id', async (c) => {
      const asked = await readAsked(c, profileChangeSchema)
      if (!asked.ok) return asked.refusal
      return answer(c, await profiles.change(c.req.param('id'), asked.value, sessionOf(c)))
    })
    .delete('/:id', async (c) => {
      const { issues } = readQuery(c, [], requestLocale(c))
      if (issues.length > 0) return refuse(c, 'invalid', issues)
      const done = await profiles.remove(c.req.param('id'))
      return done === 'removed' ? c.body(null, 204) : refuseUnkept(c, done)
    })
    .put('/:id/pasted_token', async (c) => {
      const asked = await readAsked(c, pasteTokenSchema)
      if (!asked.ok) return asked.refusal
      const begin = () => beginSession(c)
      const { id } = c.req.param()
      return answer(c, await profiles.pasteToken(id, sessionOf(c), asked.value, begin))
    })
    .delete('/:id/pasted_token', async (c) => {
      const { issues } = readQuery(c, [], requestLocale(c))
      if (issues.length > 0) return refuse(c, 'invalid', issues)
      const done = await profiles.dropToken(c.req.param('id'), sessionOf(c))
      return done === 'removed' ? c.body(null, 204) : refuseUnkept(c, done)
    })
    .post('/:id/app_ticket_resend', async (c) => {
      const locale = requestLocale(c)
      const { issues } = readQuery(c, [], locale)
      if (issues.length > 0) return refuse(c, 'invalid', issues)
      const profile = await profiles.find(c.req.param('id'), sessionOf(c))
      if (!profile) return refuse(c, 'not_found')
      const resend = await tokens.resendTicket(profile)
      if (resend) return c.json(explainResend(resend, locale), 200)
      return refuse(c, 'invalid', [describeIssue('app_type', 'not_a_store_app', locale)])
    })
}

/** What was asked for, or its refusal, which never quotes a value. */
async function readAsked<S extends z.ZodMiniType>(c: Context, schema: S) {
  const body = await readJsonBody(c.req.raw)
  if (!body.ok) return { ok: false as const, refusal: refuse(c, body.error) }
  const locale = requestLocale(c)
  const { issues } = readQuery(c, [], locale)
  const judgement = judgeRequest(schema, body.value, locale)
  if (!judgement.ok) issues.push(...judgement.issues)
  if (!judgement.ok || issues.length > 0) {
    return { ok: false as const, refusal: refuse(c, 'invalid', issues) }
  }
  return { ok: true as const, value: judgement.value }
}

function answer(c: Context, profile: Profile | Unkept) {
  return 'unkept' in profile ? refuseUnkept(c, profile) : c.json(profile, 200)
}

function refuseUnkept(c: Context, why: Unkept) {
  const locale = requestLocale(c)
  switch (why.unkept) {
    case 'unknown':
      return refuse(c, 'not_found')
    case 'read_only':
      return refuse(c, 'read_only')
    case 'full':
      return refuse(c, 'invalid', [describeIssue('', 'profiles_full', locale)])
    case 'no_key':
      return refuse(c, 'invalid', [describeIssue(why.path, 'no_console_key', locale)])
    case 'flawed':
      return refuse(
        c,
        'invalid',
        why.flaws.map(({ path, key }) => describeIssue(path, key, locale)),
      )
  }
}
