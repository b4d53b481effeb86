import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { AuditEvent } from '#contract/audit/audit'
import { specOf } from '../http/validated.ts'
import { type Storage, StorageError } from '../storage/storage.ts'
import { SECRET } from '../testing/canaries.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'
import { recoverAudit } from './audit-chain.ts'
import { createAuditLog } from './audit-log.ts'
import { auditRequests, beginAudit } from './audit-requests.ts'

const UPSTREAM = 'http://127.0.0.1:9'

const TEMPLATE = { name: 'Kept', follow_ups: [{ content: 'x' }] }

/** A storage that fails as soon as one table is written. */
function withoutTable(storage: Storage, table: string): Storage {
  return {
    ...storage,
    write: (work) =>
      storage.write((tx) =>
        work(
          new Proxy(tx, {
            get(target, name) {
              const value = Reflect.get(target, name)
              if (typeof value !== 'function') return value
              return (...args: unknown[]) => {
                if (args[0] === table) throw new StorageError('full', 'the disk is full')
                return value.apply(target, args)
              }
            },
          }),
        ),
      ),
  }
}

function start() {
  const storage = memoryStorage()
  const audit = createAuditLog(storage, Date.now)
  const console = createTestConsole([testProfile(UPSTREAM)], { storage })
  const send = (method: string, path: string, body?: unknown) =>
    console.request(path, {
      method,
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const events = async () => (await audit.list({}, { limit: 50 })).events.toReversed()
  return { ...console, storage, audit, send, events }
}

const shown = ({ actor, action, status, app, subject, details }: AuditEvent) => ({
  ...{ actor, action, status, app, subject, details },
})

describe('the audit', () => {
  test('has an event for each change with what was before and after, and none for a refused or a dry one', async () => {
    const { send, events } = start()
    const made = await send('POST', '/api/templates', {
      name: 'Old',
      follow_ups: [{ content: 'x' }],
    })
    const { id } = await made.json()
    await send('PATCH', `/api/templates/${id}`, { name: 'New' })
    await send('PATCH', `/api/templates/${id}`, { nonsense: 1 })
    await send('GET', `/api/templates/${id}`)
    await send('DELETE', `/api/templates/${id}`)
    await send('POST', '/api/retention', { max_age_days: 90, max_count: null, dry_run: true })
    await send('POST', '/api/retention', { max_age_days: 90, max_count: null, dry_run: false })
    const common = { actor: 'local', app: null, subject: id }
    const removed = { count: 0, oldest_at: null, newest_at: null }
    expect((await events()).map(shown)).toEqual([
      {
        ...common,
        ...{ action: 'POST /api/templates', status: 201, subject: null },
        details: {
          name: 'Old',
          changes: { name: [null, 'Old'], note: [null, ''], version: [null, 1] },
        },
      },
      {
        ...common,
        ...{ action: 'PATCH /api/templates/:id', status: 200 },
        details: { name: 'New', changes: { name: ['Old', 'New'] } },
      },
      {
        ...common,
        ...{ action: 'DELETE /api/templates/:id', status: 200, details: { name: 'New' } },
      },
      {
        ...common,
        ...{ action: 'POST /api/retention', status: 200, subject: null },
        details: {
          changes: { removed: [null, removed] },
          request: { max_age_days: 90, max_count: null },
        },
      },
    ])
  })

  test('names a changed secret by its fingerprint, never by its value', async () => {
    const { send, events } = start()
    const app = {
      ...{ name: 'Acme', base_url: UPSTREAM, app_id: 'cli_acme', environment: 'test' },
      app_secret: SECRET.replaceAll(/[^\w]/g, ''),
    }
    const made = await send('POST', '/api/profiles', app)
    expect(made.status).toBe(201)
    const { id } = await made.json()
    await send('PATCH', `/api/profiles/${id}`, { app_secret: `${app.app_secret}2` })
    const [added, changed] = await events()
    expect(changed).toMatchObject({ app: id, details: { name: 'Acme' } })
    expect(Object.keys(changed?.details.changes ?? {})).toEqual(['secret'])
    expect(JSON.stringify([added, changed])).not.toContain(app.app_secret)
  })

  test('leaves sends to the ledger, and says of every other route that writes what it records', async () => {
    const { app, send, events } = start()
    await send('POST', '/api/messages/om_x/push_follow_up', { follow_ups: [{ content: 'x' }] })
    expect(await events()).toEqual([])
    const unrecorded = app.routes.filter(
      ({ method, handler }) =>
        method !== 'GET' && method !== 'ALL' && specOf(handler)?.audit === false,
    )
    const paths = unrecorded.map(({ method, path }) => `${method} ${path}`)
    expect(paths.filter((path) => !path.includes(' /api/emulator')).toSorted()).toEqual(
      expect.arrayContaining([
        'POST /api/deliveries',
        'POST /api/deliveries/:id/continue',
        'POST /api/exchanges/:id/resolve',
        'POST /api/messages',
        'POST /api/messages/:message_id/push_follow_up',
        'POST /api/messages_with_follow_ups',
        'POST /api/recipients/find',
      ]),
    )
  })

  test('whose response is compressed are recorded, dry runs are not', async () => {
    const { request, events } = start()
    for (const dry_run of [true, false]) {
      const body = JSON.stringify({ dry_run, entries: [{ recipient: 'hello', name: 'Bad' }] })
      const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip' }
      const path = '/api/recipients/directory'
      const response = await request(path, { method: 'POST', headers, body })
      expect(response.status).toBe(200)
      expect(response.headers.get('content-encoding')).toBe('gzip')
    }
    expect(await events()).toMatchObject([
      { action: 'POST /api/recipients/directory', status: 200 },
    ])
  })

  test('a download is recorded before it is read, however long it is', async () => {
    const audit = createAuditLog(memoryStorage(), () => 1)
    const app = new Hono()
      .use(async (c, next) => {
        c.set('client', {
          ...{ address: '127.0.0.1', viaTrustedProxy: false, secure: false, requestId: 'r-1' },
          basePath: '',
        })
        return next()
      })
      .use(auditRequests(audit, () => 1))
      .get('/api/exchanges/export', (c) => {
        beginAudit(c, { request: ['format'] })
        // It never ends.
        const body = new ReadableStream({ start: (out) => out.enqueue(new Uint8Array([91])) })
        c.header('content-type', 'application/json')
        c.header('content-disposition', 'attachment; filename="a.json"')
        return c.body(body)
      })
    const response = await app.request('/api/exchanges/export')
    expect(response.status).toBe(200)
    expect((await audit.list({}, { limit: 5 })).events).toHaveLength(1)
  })

  test('that cannot be written is reported, and recorded as unknown at the next start', async () => {
    const storage = memoryStorage()
    const console = createTestConsole([testProfile(UPSTREAM)], {
      storage: withoutTable(storage, 'audit_head'),
    })
    const response = await console.post('/api/templates', TEMPLATE)
    expect(response.status).toBe(503)
    expect((await response.json()).message).toContain('could not be written')
    const { templates } = await (await console.request('/api/templates')).json()
    expect(templates).toHaveLength(1)

    const audit = createAuditLog(storage, Date.now)
    expect(await recoverAudit(storage)).toBe(0)
    expect(await recoverAudit({ ...storage, instance: 'next' })).toBe(1)
    expect(await recoverAudit({ ...storage, instance: 'next' })).toBe(0)
    expect((await audit.list({ outcome: 'unknown' }, { limit: 5 })).events).toMatchObject([
      { action: 'POST /api/templates', actor: 'local', status: 0 },
    ])
    for (const outcome of ['done', 'refused'] as const) {
      expect((await audit.list({ outcome }, { limit: 5 })).events).toEqual([])
    }
    expect(await audit.check()).toMatchObject({ ok: true, count: 1 })
  })

  test('changes nothing if it cannot note beforehand what is to be changed', async () => {
    const { request, post } = createTestConsole([testProfile(UPSTREAM)], {
      storage: withoutTable(memoryStorage(), 'audit_begun'),
    })
    expect((await post('/api/templates', TEMPLATE)).status).toBe(503)
    expect((await (await request('/api/templates')).json()).templates).toEqual([])
  })

  test('leaves no note of a change that was made or refused', async () => {
    const { send, storage, events } = start()
    const made = await send('POST', '/api/templates', TEMPLATE)
    // Its name is taken.
    expect((await send('POST', '/api/templates', TEMPLATE)).status).toBe(422)
    expect((await send('DELETE', '/api/templates/none')).status).toBe(404)
    expect(made.status).toBe(201)
    expect(await events()).toHaveLength(1)
    const notes = await storage.read((db) => db.selectFrom('audit_begun').selectAll().execute())
    expect(notes).toEqual([])
  })
})

describe('refused sign-ins', () => {
  test('are recorded with way, name and reason, but a flood of one address only in part', async () => {
    let now = 0
    const audit = createAuditLog(memoryStorage(), () => 1)
    const app = new Hono()
      .use(async (c, next) => {
        c.set('client', {
          address: c.req.header('x-from') ?? '',
          ...{ viaTrustedProxy: false, secure: false, requestId: 'r-1', basePath: '' },
        })
        c.set('caller', null)
        return next()
      })
      .use(auditRequests(audit, () => now))
      .get('/*', (c) => {
        c.set('refusedSignIn', { way: 'proxy', name: 'frank', why: 'signature' })
        return c.json({}, 401)
      })
    const ask = (from: string) => app.request('/api/profiles', { headers: { 'x-from': from } })
    for (let n = 0; n < 30; n += 1) await ask('198.51.100.7')
    await ask('198.51.100.8')
    now = 60_000
    await ask('198.51.100.7')
    const { events } = await audit.list({ outcome: 'refused' }, { limit: 100 })
    const from = events.map(({ address }) => address)
    expect(from.filter((address) => address === '198.51.100.7')).toHaveLength(21)
    expect(from.filter((address) => address === '198.51.100.8')).toHaveLength(1)
    expect(events[0]).toMatchObject({
      ...{ actor: null, status: 401, request_id: 'r-1' },
      details: { sign_in: { way: 'proxy', name: 'frank', why: 'signature' } },
    })
  })
})
