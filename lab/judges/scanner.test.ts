import { expect, test } from 'vitest'
import { refusalBody } from '../../server/http/refusal.ts'
import { findLeak } from './scanner.ts'

const POLICY = "content-security-policy: default-src 'none'"
const response = (status: number, body: string, headers = POLICY) => ({ status, headers, body })

test('accepts error bodies of the API with any status but 500', () => {
  expect(findLeak(response(422, JSON.stringify(refusalBody('invalid', 'en'))))).toBeNull()
  expect(findLeak(response(503, JSON.stringify(refusalBody('not_recorded', 'en'))))).toBeNull()
  expect(findLeak(response(200, '<html></html>'))).toBeNull()
  expect(findLeak(response(400, '', ''))).toBeNull()
})

test.each([
  [null, 'no response'],
  [response(500, JSON.stringify(refusalBody('internal', 'en'))), 'HTTP 500'],
  [response(502, '<h1>Bad Gateway</h1>'), 'HTTP 502 with an undocumented body'],
  [response(200, 'ok', ''), 'HTTP 200 without a policy'],
  [response(400, 'Error\n    at parse (file:///srv/a.ts:1:2)'), 'HTTP 400 shows internals'],
  [response(404, 'near "x": syntax error at 1'), 'HTTP 404 shows internals'],
])('reports a leak in %j', (given, leak) => {
  expect(findLeak(given)).toBe(leak)
})
