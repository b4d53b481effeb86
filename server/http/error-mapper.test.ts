import { once } from 'node:events'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { refusalSchema } from '#contract/refusal'
import type { LogEntry } from '../logging/log.ts'
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
