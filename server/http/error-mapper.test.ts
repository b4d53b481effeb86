import { once } from 'node:events'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { refusalSchema } from '#contract/refusal'
import { CursorError } from '../ledger/list-exchanges.ts'
import type { LogEntry } from '../logging/log.ts'
import { StorageError } from '../storage/storage.ts'
import { consoleListener, createConsoleServer, listen } from './console-server.ts'
import { mapErrors } from './error-mapper.ts'
import type { ConsoleEnv } from './guards.ts'

test('an error of a handler becomes a 500 and one log entry that quotes nothing', async () => {
  const logged: LogEntry[] = []
  const app = new Hono<ConsoleEnv>()
    .onError(mapErrors((entry) => logged.push(entry)))
    .get('*', () => {
      throw new TypeError('Bearer t-secret-token\n    at forged (line:1)')
    })
  const response = await app.request('/api/x', { headers: { 'accept-language': 'zh' } })
  expect(response.status).toBe(500)
  const text = await response.text()
  expect(refusalSchema.parse(JSON.parse(text))).toMatchObject({ error: 'internal', issues: [] })
  expect(text).not.toMatch(/ at |\.ts|secret/)

  expect(logged).toHaveLength(1)
  expect(logged[0]).toMatchObject({
    event: 'request_failed',
    method: 'GET',
    path: '/api/x',
    error: 'TypeError',
  })
  expect(logged[0]?.at).toContain('error-mapper.test.ts')
  expect(JSON.stringify(logged)).not.toMatch(/secret|\\n/)
})

test('an error after the client has disconnected is logged as info', async () => {
  const logged: LogEntry[] = []
  const server = createConsoleServer()
  const gone = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  const app = new Hono<ConsoleEnv>()
    .onError(
      mapErrors((entry) => {
        logged.push(entry)
        ended.resolve()
      }),
    )
    .get('*', async () => {
      reached.resolve()
      await gone.promise
      throw new Error('the storage is closed')
    })
  server.on('request', consoleListener(app).listener)
  const port = await listen(server, '127.0.0.1', 0)
  server.once('connection', (socket) => void once(socket, 'close').then(() => gone.resolve()))
  const client = new AbortController()
  const response = fetch(`http://127.0.0.1:${port}/`, { signal: client.signal }).catch(() => null)
  await reached.promise
  client.abort()
  await response
  await ended.promise
  expect(logged).toMatchObject([{ level: 'info', event: 'request_failed' }])
  server.close()
})

/** What a handler's error is answered with, and what is logged. */
async function mapped(error: Error, { client = {}, path = '/api/x', env = {} } = {}) {
  const logged: LogEntry[] = []
  const app = new Hono<ConsoleEnv>()
    .onError(mapErrors((entry) => logged.push(entry)))
    .use(async (c, next) => {
      c.set('client', client as never)
      await next()
    })
    .post('*', () => {
      throw error
    })
  const response = await app.request(path, { method: 'POST' }, env)
  return { status: response.status, refusal: await response.json(), logged }
}

test('a malformed cursor is refused, and not logged', async () => {
  expect(await mapped(new CursorError('x'))).toMatchObject({
    status: 422,
    refusal: { error: 'invalid', issues: [{ path: 'cursor' }] },
    logged: [],
  })
})

test('an error of the storage is a 503 with its message, which quotes nothing', async () => {
  const { status, refusal, logged } = await mapped(new StorageError('full', 'SQLite 13'))
  expect([status, refusal.error]).toEqual([503, 'storage'])
  expect(logged).toEqual([
    { event: 'storage_failed', path: '/api/x', error: 'storage full: SQLite 13' },
  ])
})

test('an entry has the request id of a trusted proxy, and of no other client', async () => {
  const trusted = { client: { viaTrustedProxy: true, requestId: 'r1' } }
  const other = { client: { viaTrustedProxy: false, requestId: 'r1' } }
  for (const error of [new StorageError('full', 'x'), new Error('x')]) {
    expect((await mapped(error, trusted)).logged).toMatchObject([{ request: 'r1' }])
    expect((await mapped(error, other)).logged[0]).not.toHaveProperty('request')
    expect((await mapped(error)).logged[0]).not.toHaveProperty('level')
  }
})

test('an entry has the first 200 characters of the path and the first five frames', async () => {
  const path = `/${'a'.repeat(300)}`
  const frames = [1, 2, 3, 4, 5, 6].map((n) => `    at f${n} (a.ts:${n})`)
  const stack = ['Error: no', 'at forged', 'text at x', ...frames].join('\n')
  const { logged } = await mapped(Object.assign(new Error('no'), { stack }), { path })
  expect(logged).toEqual([
    {
      ...{ event: 'request_failed', method: 'POST', path: `/${'a'.repeat(199)}`, error: 'Error' },
      at: [1, 2, 3, 4, 5].map((n) => `at f${n} (a.ts:${n})`).join('     '),
    },
  ])
  const bare = await mapped(Object.assign(new Error('no'), { stack: undefined }))
  expect(bare.logged).toMatchObject([{ at: '' }])
  const storage = await mapped(new StorageError('full', 'x'), { path })
  expect(storage.logged).toMatchObject([{ path: `/${'a'.repeat(199)}` }])
})

test.each([
  [true, [{ level: 'info', event: 'request_failed' }]],
  [false, [{ event: 'request_failed' }]],
])('an error whose client has gone (%s) is logged as %j', async (destroyed, entries) => {
  const { logged } = await mapped(new Error('x'), { env: { outgoing: { destroyed } } })
  expect(logged).toMatchObject(entries)
  expect('level' in (logged[0] ?? {})).toBe(destroyed)
})
