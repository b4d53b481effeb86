import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Grant, ROLES, type Role } from '#contract/access/roles'
import { EMULATOR_CALLS } from '#contract/emulator/calls'
import type { Issue } from '#contract/refusal'
import { specOf } from '../http/validated.ts'
import { createTeamConsole } from '../testing/team-console.ts'
import { testProfile } from '../testing/test-console.ts'

/** Who may call each route, written out: the declarations of the routes are compared with it. */
const TABLE: Readonly<Record<string, string>> = {
  'DELETE /api/connections/:id': 'admin of every app',
  'DELETE /api/event-sources/long_connection': 'admin of the app, editor if it is a test app',
  'DELETE /api/people/:id': 'admin of every app',
  'DELETE /api/people/:id/sessions': 'admin of every app',
  'DELETE /api/people/:id/sessions/:session': 'admin of every app',
  'DELETE /api/profiles/:id': 'admin of the app, editor if it is a test app',
  'DELETE /api/profiles/:id/pasted_token': 'sender of the app',
  'DELETE /api/recipients': 'editor of the app',
  'DELETE /api/templates/:id': 'editor of any app',
  'DELETE /api/tokens/:id': 'signed in',
  'GET /api/approvals': 'viewer of any app',
  'GET /api/audit': 'admin of every app',
  'GET /api/audit/check': 'admin of every app',
  'GET /api/audit/export': 'admin of every app',
  'GET /api/chats/:chat_id/messages': 'sender of the app',
  'GET /api/connections': 'admin of every app',
  'GET /api/connections/:id': 'admin of every app',
  'GET /api/deliveries': 'viewer of any app',
  'GET /api/deliveries/:id': 'viewer of the app',
  'GET /api/error-codes': 'signed in',
  'GET /api/event-sources': 'viewer of the app',
  'GET /api/event-sources/listeners': 'editor of the app',
  'GET /api/events': 'admin of every app',
  'GET /api/evidence': 'viewer of any app',
  'GET /api/exchanges': 'viewer of any app',
  'GET /api/exchanges/:id': 'viewer of the app',
  'GET /api/exchanges/:id/receipt': 'viewer of the app',
  'GET /api/exchanges/:id/repeats': 'viewer of the app',
  'GET /api/exchanges/export': 'admin of any app',
  'GET /api/health': 'public',
  'GET /api/history': 'viewer of any app',
  'GET /api/lists': 'viewer of any app',
  'GET /api/lists/:id': 'viewer of the app',
  'GET /api/lists/:id/export': 'admin of the app',
  'GET /api/messages/:message_id/preflight': 'viewer of the app',
  'GET /api/openapi.json': 'signed in',
  'GET /api/people': 'admin of every app',
  'GET /api/people/:id/sessions': 'admin of every app',
  'GET /api/people/names': 'viewer of any app',
  'GET /api/profiles': 'viewer of any app',
  'GET /api/profiles/:id/budget': 'viewer of the app',
  'GET /api/profiles/:id/doctor': 'editor of the app',
  'GET /api/recipients': 'viewer of the app',
  'GET /api/recipients/reachable': 'viewer of the app',
  'GET /api/results': 'viewer of any app',
  'GET /api/results.csv': 'admin of any app',
  'GET /api/results/stream': 'viewer of any app',
  'GET /api/results/watching/:profile': 'viewer of the app',
  'GET /api/retention': 'viewer of any app',
  'GET /api/session': 'public',
  'GET /api/session/callback/:way': 'public',
  'GET /api/templates': 'viewer of any app',
  'GET /api/templates/:id': 'viewer of any app',
  'GET /api/templates/export': 'viewer of any app',
  'GET /api/tokens': 'signed in',
  'GET /metrics': 'viewer of every app',
  'PATCH /api/lists/:id/rows/:n': 'sender of the app',
  'PATCH /api/people/:id': 'admin of every app',
  'PATCH /api/profiles/:id': 'admin of the app, editor if it is a test app',
  'PATCH /api/templates/:id': 'editor of any app',
  'POST /api/approvals/:id/approve': 'viewer of the app',
  'POST /api/approvals/:id/reject': 'viewer of the app',
  'POST /api/approvals/:id/withdraw': 'viewer of the app',
  'POST /api/connections': 'admin of every app',
  'POST /api/deliveries': 'sender of the app',
  'POST /api/deliveries/:id/continue': 'sender of the app',
  'POST /api/deliveries/:id/recall': 'sender of the app',
  'POST /api/event-sources/events': 'editor of the app',
  'POST /api/event-sources/long_connection': 'admin of the app, editor if it is a test app',
  'POST /api/events/:profile': 'public',
  'POST /api/exchanges/:id/resolve': 'sender of the app',
  'POST /api/lists': 'sender of the app',
  'POST /api/lists/:id/again': 'sender of the app',
  'POST /api/lists/:id/check': 'sender of the app',
  'POST /api/lists/:id/pause': 'sender of the app',
  'POST /api/lists/:id/resume': 'sender of the app',
  'POST /api/lists/:id/start': 'sender of the app',
  'POST /api/lists/:id/stop': 'sender of the app',
  'POST /api/messages': 'sender of the app',
  'POST /api/messages/:message_id/push_follow_up': 'sender of the app',
  'POST /api/messages_with_follow_ups': 'sender of the app',
  'POST /api/people': 'admin of every app',
  'POST /api/people/:id/link': 'admin of every app',
  'POST /api/profiles': 'admin of every app, editor of every test app',
  'POST /api/profiles/:id/app_ticket_resend': 'admin of the app, editor if it is a test app',
  'POST /api/recipients/directory': 'sender of the app',
  'POST /api/recipients/find': 'sender of the app',
  'POST /api/retention': 'admin of every app',
  'POST /api/session/local': 'public',
  'POST /api/session/password': 'signed in',
  'POST /api/session/setup': 'public',
  'POST /api/session/setup/read': 'public',
  'POST /api/session/sign_out': 'signed in',
  'POST /api/session/start': 'public',
  'POST /api/templates': 'editor of any app',
  'POST /api/templates/:id/restore': 'editor of any app',
  'POST /api/templates/:id/versions': 'editor of any app',
  'POST /api/templates/import': 'editor of any app',
  'POST /api/tokens': 'viewer of any app',
  'PUT /api/approvals/apps/:profile': 'admin of the app',
  'PUT /api/event-sources/webhook': 'admin of the app, editor if it is a test app',
  'PUT /api/profiles/:id/pasted_token': 'sender of the app',
  'PUT /api/recipients': 'sender of the app',
  'PUT /api/results/watching/:profile': 'admin of the app, editor if it is a test app',
  ...Object.fromEntries(
    Object.values(EMULATOR_CALLS).map(({ method, path }) => [
      `${method} /api/emulator${path}`,
      'editor of the app',
    ]),
  ),
}

// Port 9 is closed: what is allowed ends there, and sends nothing.
const apps = (['own', 'foreign', 'production'] as const).map((id) =>
  testProfile('http://127.0.0.1:9', {
    id,
    app_id: `cli_${id}`,
    default: id === 'own',
    environment: id === 'production' ? 'production' : 'test',
  }),
)
const team = createTeamConsole(apps)
afterAll(team.close)

/** What each app has, by its id. */
const owned = new Map<string, { exchange: string; delivery: string; list: string }>()
const admin = await team.addPerson([
  { app: '*', role: 'admin' },
  { app: 'production', role: 'sender' },
])

beforeAll(async () => {
  const recipient = { receive_id_type: 'open_id', receive_id: 'ou_1' }
  const bubbles = { message: { text: 'a' }, follow_ups: [{ content: 'b' }] }
  for (const { id: profile } of apps) {
    const sent = await team.post(
      '/api/deliveries',
      { profile, recipient, ...bubbles },
      admin.headers,
    )
    const { delivery } = await sent.json()
    const rows = [{ recipient: 'ou_1' }]
    const listed = await team.post('/api/lists', { profile, ...bubbles, rows }, admin.headers)
    const { list } = await listed.json()
    owned.set(profile, { exchange: delivery.create.id, delivery: delivery.id, list: list.id })
  }
})

type Route = { method: string; path: string }
const routes: Route[] = team.app.routes
  .filter(({ handler }) => specOf(handler))
  .map(({ method, path }) => ({ method, path }))

/** Makes a request of a route for an app; returns its status and why it was refused. */
async function call({ method, path }: Route, app: string, headers: Record<string, string>) {
  const ids = owned.get(app)
  const of = /^\/api\/(exchanges|deliveries|lists|profiles)\//.exec(path)?.[1]
  const id = {
    exchanges: ids?.exchange,
    deliveries: ids?.delivery,
    lists: ids?.list,
    profiles: app,
  }
  const filled = path
    .replace(':id', id[of as keyof typeof id] ?? 'none')
    .replace(':profile', app)
    .replace(':message_id', 'om_1')
    .replace(':chat_id', 'oc_1')
    .replace(/:\w+/g, '1')
  const isOfApp = specOf(handlerOf(method, path))?.profiles !== undefined
  const response = await team.app.request(`${filled}${isOfApp ? `?profile=${app}` : ''}`, {
    method,
    headers: { host: '127.0.0.1:4310', 'content-type': 'application/json', ...headers },
    ...(method !== 'GET' && { body: JSON.stringify({ profile: app }) }),
  })
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  const { error, issues } = isJson ? await response.json() : {}
  await response.body?.cancel().catch(() => {})
  const isUnknown = issues?.some(({ message }: Issue) => message.includes('/api/profiles'))
  return { status: response.status, error: isUnknown ? 'unknown_profile' : error }
}

function handlerOf(method: string, path: string) {
  const route = team.app.routes.find(
    (one) => one.method === method && one.path === path && specOf(one.handler),
  )
  return route?.handler ?? (() => {})
}

const REFUSED = ['not_signed_in', 'not_allowed', 'not_named']
const reaches = (role: Role | null, needed: string) =>
  role !== null && ROLES.indexOf(role) >= ROLES.indexOf(needed as Role)

/** Whether the table lets a role pass; `everywhere`: on every app, otherwise on the app of the request. */
function mayPass(rule: string, role: Role | null, everywhere: boolean): boolean {
  if (rule === 'public' || rule === 'signed in') return true
  const [, needed = '', scope, , lower] =
    /^(\w+) of (the app|any app|every app)(, (\w+) .*)?$/.exec(rule) ?? []
  if (lower && reaches(role, lower) && (scope === 'the app' || everywhere)) return true
  return reaches(role, needed) && (scope !== 'every app' || everywhere)
}

test('every route is in the table, and declares who may call it', () => {
  const listed = routes.map(({ method, path }) => `${method} ${path}`)
  expect(listed.sort()).toEqual(Object.keys(TABLE).sort())
  const silent = routes.filter(({ method, path }) => !specOf(handlerOf(method, path))?.access)
  expect(silent).toEqual([])
})

test('without a session only public routes respond', async () => {
  for (const route of routes) {
    const rule = TABLE[`${route.method} ${route.path}`]
    const { status, error } = await call(route, 'own', {})
    const name = `${route.method} ${route.path}`
    if (rule === 'public') expect(error, name).not.toBe('not_signed_in')
    else expect({ name, status, error }).toEqual({ name, status: 401, error: 'not_signed_in' })
  }
})

describe.each([null, ...ROLES])('as %s', (role) => {
  test.each(['own', '*'])('of app %s, every route allows what the table says', async (app) => {
    const grants: Grant[] = role ? [{ app, role }] : []
    const { person, headers: usual } = await team.addPerson(grants)
    for (const route of routes) {
      const name = `${route.method} ${route.path}`
      const ends = name.endsWith('/sign_out')
      const { headers } = ends ? await team.beginSession(person) : { headers: usual }
      const { error } = await call(route, 'own', headers)
      const isRefused = REFUSED.includes(error) || (role === null && error === 'not_found')
      if (mayPass(TABLE[name] ?? '', role, app === '*')) {
        expect({ name, refused: REFUSED.includes(error) }).toEqual({ name, refused: false })
      } else expect({ name, error, isRefused }).toMatchObject({ name, isRefused: true })
    }
  })

  test('a foreign app does not exist', async () => {
    const grants: Grant[] = role ? [{ app: 'own', role }] : []
    const { headers } = await team.addPerson(grants)
    for (const route of routes) {
      const name = `${route.method} ${route.path}`
      if (!/ of the app/.test(TABLE[name] ?? '')) continue
      const there = await call(route, 'foreign', headers)
      const nowhere = await call(route, 'no-such-app', headers)
      expect({ name, ...there }).toEqual({ name, ...nowhere })
      expect(['not_found', 'unknown_profile', 'not_allowed'], name).toContain(there.error)
    }
  })
})

test('lists show only what belongs to an app that the reader may view', async () => {
  const { headers } = await team.addPerson([{ app: 'own', role: 'viewer' }])
  for (const path of ['exchanges', 'deliveries', 'lists', 'history', 'profiles', 'results']) {
    const text = await (await team.request(`/api/${path}`, { headers })).text()
    for (const id of Object.values(owned.get('foreign') ?? {})) expect(text).not.toContain(id)
    expect(text).not.toContain('cli_foreign')
    const all = await (await team.request(`/api/${path}`, { headers: admin.headers })).text()
    if (path !== 'results') expect(all).toMatch(/foreign/)
  }
  const admins = await team.addPerson([{ app: 'own', role: 'admin' }])
  const file = await team.request('/api/exchanges/export?format=csv', { headers: admins.headers })
  const csv = await file.text()
  expect(csv).toContain(owned.get('own')?.exchange)
  expect(csv).not.toContain(owned.get('foreign')?.exchange)
})

test('a production app has to be named in a grant to send with it', async () => {
  const send = { method: 'POST', path: '/api/messages' }
  const everywhere = await team.addPerson([{ app: '*', role: 'admin' }])
  expect(await call(send, 'production', everywhere.headers)).toMatchObject({ error: 'not_named' })
  expect((await call(send, 'own', everywhere.headers)).error).toBe('invalid')
  const named = await team.addPerson([{ app: 'production', role: 'sender' }])
  expect((await call(send, 'production', named.headers)).error).toBe('invalid')
  const tests = await team.addPerson([{ app: 'test', role: 'sender' }])
  expect((await call(send, 'own', tests.headers)).error).toBe('invalid')
  expect((await call(send, 'production', tests.headers)).error).toBe('unknown_profile')
  const body = {
    name: 'New',
    environment: 'production',
    base_url: 'https://open.feishu.cn',
    app_id: 'cli_1',
  }
  const editor = await team.addPerson([{ app: '*', role: 'editor' }])
  const added = await team.post('/api/profiles', body, editor.headers)
  expect(await added.json()).toMatchObject({ error: 'not_allowed' })
  const test_app = { ...body, environment: 'test' }
  expect((await team.post('/api/profiles', test_app, editor.headers)).status).toBe(201)
})

test('a token does what both it and its person may do, and ends with either', async () => {
  const person = await team.addPerson([{ app: 'own', role: 'editor' }])
  const token = await team.addToken(person.id, [{ app: '*', role: 'sender' }])
  const list = { method: 'GET', path: '/api/exchanges/:id' }
  expect((await call(list, 'own', token.headers)).status).toBe(200)
  expect((await call(list, 'foreign', token.headers)).status).toBe(404)
  const create = { method: 'POST', path: '/api/templates' }
  expect(await call(create, 'own', token.headers)).toMatchObject({ error: 'not_allowed' })
  const tokens = { method: 'POST', path: '/api/tokens' }
  expect(await call(tokens, 'own', token.headers)).toMatchObject({ error: 'not_allowed' })
  const change = { disabled: true }
  await team.access.people.change(person.id, change, admin.id)
  expect((await call(list, 'own', token.headers)).status).toBe(401)
  expect((await call(list, 'own', person.headers)).status).toBe(401)
})

test('what is sent, changed and resolved names its person as actor', async () => {
  const { exchange } = owned.get('own') ?? {}
  const found = await team.request(`/api/exchanges/${exchange}`, { headers: admin.headers })
  expect(await found.json()).toMatchObject({ actor: admin.id })
  const template = { name: 'By a person', follow_ups: [{ content: 'a' }] }
  const made = await team.post('/api/templates', template, admin.headers)
  const { id } = await made.json()
  await team.request(`/api/templates/${id}`, { method: 'DELETE', headers: admin.headers })
  const events = await (await team.request('/api/events', { headers: admin.headers })).json()
  expect(events.events[0]).toMatchObject({ kind: 'template_deleted', actor: admin.id })
  const names = await (await team.request('/api/people/names', { headers: admin.headers })).json()
  expect(names.people).toContainEqual({ id: admin.id, name: 'person1', kind: 'person' })
})

test('the lists of a person whose rights change are paused', async () => {
  const ben = await team.addPerson([{ app: 'own', role: 'sender' }])
  const texts = { message: { text: 'a' }, follow_ups: [{ content: 'b' }] }
  const schedule = { at: '2126-01-01T09:00', zone: 'Asia/Shanghai' }
  const body = { profile: 'own', ...texts, rows: [{ recipient: 'ou_1' }], schedule }
  const { list } = await (await team.post('/api/lists', body, ben.headers)).json()
  expect(list.state).toBe('scheduled')
  const changed = await team.request(`/api/people/${ben.id}`, {
    method: 'PATCH',
    headers: { ...admin.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ disabled: true }),
  })
  expect(changed.status).toBe(200)
  const path = `/api/lists/${list.id}`
  const found = await (await team.request(path, { headers: admin.headers })).json()
  expect(found.list).toMatchObject({ state: 'draft', actor: ben.id })
})
