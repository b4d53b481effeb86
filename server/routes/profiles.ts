import { type Context, Hono } from 'hono'
import type * as z from 'zod/mini'
import { lookUpErrorCode } from '#contract/catalogue/catalogue'
import { doctorSchema } from '#contract/checks'
import { FAILURES } from '#contract/failures'
import type { Bilingual, Locale } from '#contract/locale'
import { type Profile, profileBudgetSchema, profileSchema, profilesSchema } from '#contract/profile'
import {
  newProfileSchema,
  pasteTokenSchema,
  profileChangeSchema,
  ticketResendSchema,
} from '#contract/profile-change'
import { describeIssue } from '#contract/validation/api-hints'
import { appsOf } from '../access/authorize.ts'
import type { RateBudgets } from '../feishu/rate-budget.ts'
import type { TenantAccessTokens } from '../feishu/tenant-access-token.ts'
import type { TicketResend } from '../feishu/token-requests.ts'
import { refuse, refuseValue, requestLocale } from '../http/refusal.ts'
import { actorOf, beginSession, sessionOf } from '../http/session.ts'
import { noQuery, validated } from '../http/validated.ts'
import type { Log } from '../logging/log.ts'
import { type DoctorDeps, runDoctor } from '../preflight/doctor/doctor.ts'
import type { ProfileRejection, ProfileStore } from '../profiles/profiles.ts'
import type { Results } from '../results/results.ts'

type ProfileDeps = {
  profiles: ProfileStore
  tokens: Pick<TenantAccessTokens, 'resendTicket'>
  budgets: RateBudgets
  doctor: DoctorDeps
  results: Pick<Results, 'endPause'>
  log: Log
}

const profileResponse = { 200: { description: 'The profile', schema: profileSchema } }

/** Of secrets the audit records the fingerprint and the time only, as the page shows them. */
const AUDITED_FIELDS = [
  ...['name', 'brand', 'base_url', 'app_id', 'app_type', 'color', 'environment'],
  ...['tenant_key', 'test_recipient'],
]

/**
 * The apps to send as. A secret, an app_ticket or a token can be written and never read; a pasted
 * token belongs to the browser session that pasted it, which a cookie identifies.
 */
export function profileRoutes({ profiles, tokens, budgets, doctor, results, log }: ProfileDeps) {
  const audited = {
    fields: [...AUDITED_FIELDS, 'secret', 'app_ticket'],
    before: async (id: string) =>
      (await profiles.list(null)).profiles.find((profile) => profile.id === id) ?? null,
  }
  return new Hono()
    .get(
      '/',
      validated({
        summary: 'Lists the profiles, without their secrets',
        access: { role: 'viewer', per: 'any' },
        responses: { 200: { description: 'The profiles', schema: profilesSchema } },
      }),
      async (c) => {
        const listed = await profiles.list(sessionOf(c))
        const apps = await appsOf(c, 'viewer')
        if (apps === undefined) return c.json(listed, 200)
        const isVisible = ({ id }: { id: string }) => apps.includes(id)
        const visible = listed.profiles.filter(isVisible)
        const first = visible.find((profile) => profile.default) ?? visible[0]
        const shown = visible.map((profile) => ({ ...profile, default: profile === first }))
        return c.json({ profiles: shown, removed: listed.removed.filter(isVisible) }, 200)
      },
    )
    .post(
      '/',
      validated({
        summary: 'Adds a profile',
        access: { role: 'admin', per: 'console', test: 'editor' },
        audit: audited,
        body: newProfileSchema,
        responses: { 201: { description: 'The new profile', schema: profileSchema } },
      }),
      async (c) => {
        const added = await profiles.add(c.req.valid('json'))
        return 'rejected' in added ? refuseRejected(c, added) : c.json(added, 201)
      },
    )
    .patch(
      '/:id',
      validated({
        summary: 'Changes a profile; what is left out stays as it is',
        access: { role: 'admin', per: 'profile', of: 'path', test: 'editor' },
        audit: audited,
        body: profileChangeSchema,
        responses: profileResponse,
        refusals: ['not_found', 'read_only'],
      }),
      async (c) => {
        const change = c.req.valid('json')
        const id = c.req.param('id')
        const changed = await profiles.change(id, change, sessionOf(c), actorOf(c))
        if (
          !('rejected' in changed) &&
          (change.app_secret !== undefined || change.app_ticket !== undefined)
        ) {
          log({ level: 'info', event: 'secret_changed', actor: actorOf(c), profile: id })
        }
        return respond(c, changed)
      },
    )
    .delete(
      '/:id',
      validated({
        summary: 'Removes a profile and its secrets; its requests stay in the history',
        access: { role: 'admin', per: 'profile', of: 'path', test: 'editor' },
        audit: audited,
        query: noQuery,
        responses: { 204: { description: 'Removed' } },
        refusals: ['not_found', 'read_only'],
      }),
      async (c) => {
        const id = c.req.param('id')
        const removed = await profiles.remove(id, actorOf(c))
        if (removed === 'removed') {
          log({ level: 'info', event: 'app_deleted', actor: actorOf(c), profile: id })
        }
        return removed === 'removed' ? c.body(null, 204) : refuseRejected(c, removed)
      },
    )
    .put(
      '/:id/pasted_token',
      validated({
        summary: 'Uses a pasted tenant_access_token for this browser session',
        access: { role: 'sender', per: 'profile', of: 'path' },
        body: pasteTokenSchema,
        responses: profileResponse,
        refusals: ['not_found'],
      }),
      async (c) => {
        const token = c.req.valid('json')
        const begin = () => beginSession(c)
        return respond(c, await profiles.pasteToken(c.req.param('id'), sessionOf(c), token, begin))
      },
    )
    .delete(
      '/:id/pasted_token',
      validated({
        summary: 'Removes the pasted token of this browser session',
        access: { role: 'sender', per: 'profile', of: 'path' },
        query: noQuery,
        responses: { 204: { description: 'Removed' } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const removed = await profiles.dropToken(c.req.param('id'), sessionOf(c))
        return removed === 'removed' ? c.body(null, 204) : refuseRejected(c, removed)
      },
    )
    .post(
      '/:id/app_ticket_resend',
      validated({
        summary: 'Asks the platform to push the app_ticket of a store app again',
        access: { role: 'admin', per: 'profile', of: 'path', test: 'editor' },
        query: noQuery,
        responses: {
          200: { description: 'Whether the platform agreed', schema: ticketResendSchema },
        },
        refusals: ['not_found'],
      }),
      async (c) => {
        const { locale } = c.var
        const profile = await profiles.find(c.req.param('id'), sessionOf(c))
        if (!profile) return refuse(c, 'not_found')
        const resend = await tokens.resendTicket(profile)
        if (resend) return c.json(explainResend(resend, locale), 200)
        return refuseValue(c, 'app_type', 'not_a_store_app')
      },
    )
    .get(
      '/:id/budget',
      validated({
        summary: 'Reads what is left of the rate limits of a profile',
        access: { role: 'viewer', per: 'profile', of: 'path' },
        responses: {
          200: { description: 'The budget of push_follow_up', schema: profileBudgetSchema },
        },
        refusals: ['not_found'],
      }),
      async (c) => {
        const profile = await profiles.find(c.req.param('id'), sessionOf(c))
        if (!profile) return refuse(c, 'not_found')
        return c.json({ budget: budgets.read(profile, 'push_follow_up') }, 200)
      },
    )
    .get(
      '/:id/doctor',
      validated({
        summary: 'Tests the connection and the permissions of a profile; sends nothing',
        access: { role: 'editor', per: 'profile', of: 'path' },
        query: noQuery,
        responses: { 200: { description: 'The checks', schema: doctorSchema } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const profile = await profiles.find(c.req.param('id'), sessionOf(c))
        if (!profile) return refuse(c, 'not_found')
        const found = await runDoctor(doctor, profile, c.var.locale)
        const reads = found.checks.find(({ name }) => name === 'message_scope')
        if (reads?.status === 'pass') results.endPause(profile.id)
        return c.json(found, 200)
      },
    )
}

function respond(c: Context, profile: Profile | ProfileRejection) {
  return 'rejected' in profile ? refuseRejected(c, profile) : c.json(profile, 200)
}

function refuseRejected(c: Context, why: ProfileRejection) {
  const locale = requestLocale(c)
  switch (why.rejected) {
    case 'unknown':
      return refuse(c, 'not_found')
    case 'read_only':
      return refuse(c, 'read_only')
    case 'full':
      return refuseValue(c, '', 'profiles_full')
    case 'no_key':
      return refuseValue(c, why.path, 'no_console_key')
    case 'invalid':
      return refuse(
        c,
        'invalid',
        why.issues.map(({ path, key }) => describeIssue(path, key, locale)),
      )
  }
}

/** After a resend, in seconds. */
const RESEND_WAIT_S = 300

const RESENT: Bilingual = {
  zh: '平台将重新推送 app_ticket 到应用的事件地址。若该地址是本控制台，会自动保存；否则收到后请填到这里。',
  en: 'The platform sends the app_ticket to the event URL of the app. If that is this console, it is stored; else enter it here.',
}
const REQUESTED_RECENTLY: Bilingual = {
  zh: '刚刚请求过，请稍后再试。',
  en: 'It was requested a moment ago. Wait a little.',
}
const REFUSED: Bilingual = {
  zh: '平台拒绝了请求，请检查 App ID 和 App Secret。',
  en: 'The platform rejected the request. Check the App ID and App Secret.',
}

/** Explains the result of a request for an app_ticket; never quotes the platform's response. */
function explainResend(resend: TicketResend, locale: Locale): z.infer<typeof ticketResendSchema> {
  if (!resend.requested) {
    const wait_s = Math.ceil(resend.wait_ms / 1000)
    return { resent: false, code: null, detail: REQUESTED_RECENTLY[locale], wait_s }
  }
  const { reply } = resend.record
  if (reply.answered) {
    const known = lookUpErrorCode('app_ticket', reply.code)
    const detail = known ? `${known.meaning[locale]} ${known.advice[locale]}` : REFUSED[locale]
    return { resent: false, code: reply.code, detail, wait_s: 0 }
  }
  if (reply.kind === 'no_app_ticket') {
    return { resent: true, code: 0, detail: RESENT[locale], wait_s: RESEND_WAIT_S }
  }
  const { meaning, advice } = FAILURES[reply.kind]
  return { resent: false, code: null, detail: `${meaning[locale]} ${advice[locale]}`, wait_s: 0 }
}
