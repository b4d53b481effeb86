import { once } from 'node:events'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { refusalSchema } from '#contract/refusal'
import type { ConsoleEnv } from './console-env.ts'
import { consoleListener } from './console-listener.ts'
import { createConsoleServer, listen } from './console-server.ts'
import { type LogEntry, mapErrors } from './error-mapper.ts'

test('what a handler throws becomes a plain 500 and one line that quotes nothing', async () => {
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

test('a fault that nobody waits for is no problem', async () => {
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
  server.on('request', consoleListener(app))
  const port = await listen(server, '127.0.0.1', 0)
  server.once('connection', (socket) => void once(socket, 'close').then(() => gone.resolve()))
  const asking = new AbortController()
  const answer = fetch(`http://127.0.0.1:${port}/`, { signal: asking.signal }).catch(() => null)
  await reached.promise
  asking.abort()
  await answer
  await ended.promise
  expect(logged).toMatchObject([{ level: 'info', event: 'request_failed' }])
  server.close()
})
