import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { refusalSchema } from '#contract/refusal'
import { type LogEntry, mapErrors } from './error-mapper.ts'

test('what a handler throws becomes a plain 500 and one line that quotes nothing', async () => {
  const logged: LogEntry[] = []
  const app = new Hono().onError(mapErrors((entry) => logged.push(entry))).get('*', () => {
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
