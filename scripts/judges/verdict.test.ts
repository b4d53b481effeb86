import { expect, test } from 'vitest'
import { refusalBody } from '../../server/http/refusal.ts'
import { flawOf } from './verdict.ts'

const POLICY = "content-security-policy: default-src 'none'"
const answer = (status: number, body: string, headers = POLICY) => ({ status, headers, body })

test('a refusal in the console’s own words is no flaw, with any status but 500', () => {
  expect(flawOf(answer(422, JSON.stringify(refusalBody('invalid', 'en'))))).toBeNull()
  expect(flawOf(answer(503, JSON.stringify(refusalBody('not_recorded', 'en'))))).toBeNull()
  expect(flawOf(answer(200, '<html></html>'))).toBeNull()
  expect(flawOf(answer(400, '', ''))).toBeNull()
})

test.each([
  [null, 'no answer'],
  [answer(500, JSON.stringify(refusalBody('internal', 'en'))), 'HTTP 500'],
  [answer(502, '<h1>Bad Gateway</h1>'), 'HTTP 502 in nobody’s words'],
  [answer(200, 'ok', ''), 'HTTP 200 without a policy'],
  [answer(400, 'Error\n    at parse (file:///srv/a.ts:1:2)'), 'HTTP 400 shows its insides'],
  [answer(404, 'near "x": syntax error at 1'), 'HTTP 404 shows its insides'],
])('%j is a flaw', (given, flaw) => {
  expect(flawOf(given)).toBe(flaw)
})
