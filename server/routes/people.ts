import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import {
  invitedPersonSchema,
  newPersonSchema,
  peopleNamesSchema,
  peopleSchema,
  personChangeSchema,
  personSchema,
  sessionsSchema,
} from '#contract/access/people'
import type { RouteAccess } from '../access/authorize.ts'
import type { Access } from '../access/create-access.ts'
import type { PersonRejection } from '../access/people.ts'
import { refuse, refuseValue } from '../http/refusal.ts'
import { actorOf } from '../http/session.ts'
import { noQuery, validated } from '../http/validated.ts'
import { isoTime } from '../iso-time.ts'
import type { ListStore } from '../lists/lists.ts'

/** What belongs to no app; not with a token, so that a stolen one makes no accounts. */
const ADMIN = { role: 'admin', per: 'console', personally: true } as const satisfies RouteAccess
const OWN = { ...ADMIN, own: true } as const satisfies RouteAccess

const changed = { 200: { description: 'The person', schema: personSchema } }

/** The people of the console, their rights and their sessions; nothing without a sign-in. */
export function peopleRoutes(access: Access | null, lists: Pick<ListStore, 'pauseOf'>) {
  /** The lists of a person whose rights have changed wait until somebody continues them. */
  async function pauseLists(person: string): Promise<void> {
    const tokens = (await access?.tokens.list(person)) ?? []
    for (const actor of [person, ...tokens.map(({ id }) => id)]) await lists.pauseOf(actor)
  }

  return new Hono()
    .get(
      '/',
      validated({
        summary: 'Lists the people of the console',
        access: { role: 'admin', per: 'console' },
        responses: { 200: { description: 'By name', schema: peopleSchema } },
        refusals: ['not_found'],
      }),
      async (c) =>
        access ? c.json({ people: await access.people.list() }, 200) : refuse(c, 'not_found'),
    )
    .get(
      '/names',
      validated({
        summary: 'Lists the names of everyone whom the history may name as actor',
        access: { role: 'viewer', per: 'any' },
        responses: { 200: { description: 'The names', schema: peopleNamesSchema } },
        refusals: ['not_found'],
      }),
      async (c) =>
        access ? c.json({ people: await access.people.names() }, 200) : refuse(c, 'not_found'),
    )
    .post(
      '/',
      validated({
        summary: 'Adds a local account, and returns a one-time link for its password',
        access: ADMIN,
        body: newPersonSchema,
        responses: { 201: { description: 'The person', schema: invitedPersonSchema } },
        refusals: ['not_found'],
        audit: { within: 'person', fields: ['name', 'subject', 'grants'] },
      }),
      async (c) => {
        if (!access?.local) return refuse(c, 'not_found')
        const invited = await access.local.invite(c.req.valid('json'), actorOf(c))
        if ('rejected' in invited) return refuseRejected(c, invited)
        const { person, link } = invited
        const { path, ends_at_ms } = link
        return c.json(
          {
            person: access.people.toPerson(person, 0),
            link: `${c.get('client').basePath}${path}`,
            link_ends_at: isoTime(ends_at_ms),
          },
          201,
        )
      },
    )
    .patch(
      '/:id',
      validated({
        summary: 'Changes the name or the rights of a person, or disables the account',
        access: ADMIN,
        body: personChangeSchema,
        responses: changed,
        refusals: ['not_found'],
        audit: {
          fields: ['name', 'grants', 'disabled'],
          before: async (id) => {
            const row = await access?.people.find(id)
            return row && access ? access.people.toPerson(row, 0) : null
          },
        },
      }),
      async (c) => {
        if (!access) return refuse(c, 'not_found')
        const change = c.req.valid('json')
        const id = c.req.param('id')
        const person = await access.people.change(id, change, actorOf(c))
        if ('rejected' in person) return refuseRejected(c, person)
        if (change.grants !== undefined || change.disabled) await pauseLists(id)
        return c.json(person, 200)
      },
    )
    .delete(
      '/:id',
      validated({
        summary: 'Removes a person; the history keeps their name',
        access: ADMIN,
        query: noQuery,
        responses: { 204: { description: 'Removed' } },
        refusals: ['not_found', 'invalid'],
      }),
      async (c) => {
        const removed = await access?.people.remove(c.req.param('id'), actorOf(c))
        if (removed === undefined) return refuse(c, 'not_found')
        if (removed !== 'removed') return refuseRejected(c, removed)
        await pauseLists(c.req.param('id'))
        return c.body(null, 204)
      },
    )
    .post(
      '/:id/link',
      validated({
        summary: 'Makes a new one-time link for the password of a local account',
        access: ADMIN,
        query: noQuery,
        responses: {
          200: {
            description: 'The link, shown once',
            schema: z.pick(invitedPersonSchema, { link: true, link_ends_at: true }),
          },
        },
        refusals: ['not_found', 'invalid'],
      }),
      async (c) => {
        const link = await access?.local?.renewLink(c.req.param('id'), actorOf(c))
        if (!link) return refuse(c, 'not_found')
        if ('rejected' in link) return refuseRejected(c, link)
        const { path, ends_at_ms } = link
        const response = {
          link: `${c.get('client').basePath}${path}`,
          link_ends_at: isoTime(ends_at_ms),
        }
        return c.json(response, 200)
      },
    )
    .get(
      '/:id/sessions',
      validated({
        summary: 'Lists the sessions of a person, one’s own or for an admin',
        access: OWN,
        responses: { 200: { description: 'Newest first', schema: sessionsSchema } },
        refusals: ['not_found'],
      }),
      async (c) => {
        if (!access) return refuse(c, 'not_found')
        const { sessions } = access
        const current = c.get('caller')?.session ?? null
        const rows = await sessions.of(c.req.param('id'))
        return c.json(
          {
            sessions: rows.map((row) => ({
              id: row.id,
              way: row.way,
              created_at: isoTime(row.created_at_ms),
              last_active_at: isoTime(row.seen_at_ms),
              ends_at: isoTime(sessions.lastsUntil(row)),
              user_agent: row.user_agent,
              address: row.address,
              current: current !== null && sessions.isOf(row, current),
            })),
          },
          200,
        )
      },
    )
    .delete(
      '/:id/sessions',
      validated({
        summary: 'Ends every session of a person, one’s own or for an admin',
        access: OWN,
        query: noQuery,
        responses: { 204: { description: 'Ended' } },
        refusals: ['not_found'],
      }),
      async (c) => {
        if (!access) return refuse(c, 'not_found')
        await access.sessions.endAll(c.req.param('id'))
        return c.body(null, 204)
      },
    )
    .delete(
      '/:id/sessions/:session',
      validated({
        summary: 'Ends one session of a person, one’s own or for an admin',
        access: OWN,
        query: noQuery,
        responses: { 204: { description: 'Ended' } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const { id, session } = c.req.param()
        const ended = await access?.sessions.endAll(id, { id: session })
        return ended ? c.body(null, 204) : refuse(c, 'not_found')
      },
    )
}

const ISSUES = {
  full: ['', 'people_full'],
  name_taken: ['sign_in_name', 'sign_in_name_taken'],
  own_rights: ['', 'own_rights'],
  admin_by_setting: ['', 'admin_by_setting'],
} as const

function refuseRejected(c: Context, { rejected }: PersonRejection) {
  if (rejected === 'unknown') return refuse(c, 'not_found')
  if (rejected === 'not_allowed') return refuse(c, 'not_allowed')
  const [path, key] = ISSUES[rejected]
  return refuseValue(c, path, key)
}
