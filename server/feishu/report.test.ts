import { expect, test } from 'vitest'
import { REDACTED } from '#contract/texts/secrets'
import { type CallRecord, makeCall } from './call.ts'
import { createRedact } from './redact.ts'
import { reportExchange, showRequest } from './report.ts'
import type { Upstream, UpstreamResult } from './upstream.ts'

const SECRET = 'Zq3vT8xLw0aN5bY7cR1dK9eM2fP4gS6h'

/** Makes a call that gets this response; without one, its answer is lost. */
function callWith(
  stage: CallRecord['stage'],
  body: string,
  response: { headers?: Record<string, string>; body: string; truncated?: boolean } | null,
): Promise<CallRecord> {
  const timing = { started_at_ms: 0, duration_ms: 1 }
  const failure = { kind: 'timeout', detail: 'DEADLINE' } as const
  const result: UpstreamResult = response
    ? {
        ...timing,
        failure: null,
        sent: true,
        response: {
          http_status: 200,
          headers: response.headers ?? {},
          bytes: Buffer.from(response.body),
          truncated: response.truncated ?? false,
        },
      }
    : { ...timing, failure, sent: true, response: null }
  const upstream: Upstream = {
    call: async () => result,
    close: async () => {},
  }
  return makeCall(upstream, stage, 'https://open.feishu.cn/x', body)
}

/** The exchange of one call as it is stored and shown. */
function report(decisive: CallRecord, body = '') {
  const identity = {
    id: 'x',
    profile: 'p',
    endpoint: 'push_follow_up',
    message_id: 'om_a',
    actor: 'local',
    attempt_of: null,
    delivery: null,
    idempotency_key: 'k',
    body,
    started_at_ms: 0,
    duration_ms: 1,
  } as const
  return reportExchange(identity, { before: [], decisive, after: [], token_renewed: false }, [
    SECRET,
  ])
}

test('hides headers by their names, whatever is in them', async () => {
  const headers = {
    authorization: 'Basic dXNlcjpwYXNz',
    'proxy-authorization': 'Bearer unknown-token',
    cookie: 'session=unknown',
    'set-cookie': 'session=unknown; path=/',
    'x-access-token': 'unknown',
    'x-app-secret': 'unknown',
    'X-Token': 'unknown',
    'content-type': 'application/json',
    'x-authorization-note': 'kept',
  }
  const { response, notes } = report(await callWith('call', '{}', { headers, body: '{"code":0}' }))
  expect(response?.headers).toEqual({
    authorization: REDACTED,
    'proxy-authorization': `Bearer unkn…${REDACTED}`,
    cookie: REDACTED,
    'set-cookie': REDACTED,
    'x-access-token': REDACTED,
    'x-app-secret': REDACTED,
    'X-Token': REDACTED,
    'content-type': 'application/json',
    'x-authorization-note': 'kept',
  })
  expect(notes).toContain('redacted')
})

test('shows the first four characters of the token of a request, and no more', async () => {
  const shown = showRequest(
    {
      method: 'POST',
      url: new URL(`https://open.feishu.cn/x?secret=${SECRET}`),
      headers: { authorization: 'Bearer t-g1044qeGEDXTB6NDJ' },
      body: `{"a":"${SECRET}"}`,
    } as Parameters<typeof showRequest>[0],
    createRedact([SECRET]),
  )
  expect(shown).toEqual({
    method: 'POST',
    url: `https://open.feishu.cn/x?secret=${REDACTED}`,
    headers: { authorization: `Bearer t-g1…${REDACTED}` },
    body: `{"a":"${REDACTED}"}`,
  })
})

test('hides the secret fields of a token call by their names, also of a secret that is not known', async () => {
  const fields = ['app_secret', 'app_ticket', 'tenant_access_token', 'app_access_token']
  const body = JSON.stringify(Object.fromEntries(fields.map((name) => [name, 'unknown"\\ value'])))
  const record = await callWith('token', body, { body: `{ "code": 10014, ${body.slice(1)}` })
  const { attempts } = report(record)
  const hidden = JSON.stringify(Object.fromEntries(fields.map((name) => [name, REDACTED])))
  expect(attempts[0]?.request.body).toBe(hidden)
  expect(attempts[0]?.response?.body).toBe(`{ "code": 10014, ${hidden.slice(1)}`)

  const call = await callWith('call', body, { body: `{"code":0,${body.slice(1)}` })
  expect(report(call, body).body).toBe(body)
})

test('hides the start of a secret at the end of a truncated response, and not in a whole one', async () => {
  const body = `{"code":0,"echo":"${SECRET.slice(0, 6)}`
  const cut = await callWith('call', '{}', { body, truncated: true })
  expect(report(cut).response?.body).toBe(`{"code":0,"echo":"${REDACTED}`)
  const whole = await callWith('call', '{}', { body })
  expect(report(whole).response?.body).toBe(body)
})

test('keeps bytes that are no text unchanged around a secret', async () => {
  const record = await callWith('call', '{}', { body: '' })
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(SECRET), Buffer.from([0x80])])
  if (record.result.response) record.result.response.bytes = bytes
  const { response } = report(record)
  expect(Buffer.from(response?.body_base64 ?? '', 'base64')).toEqual(
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(REDACTED), Buffer.from([0x80])]),
  )
})

test('notes that something was hidden only if it was', async () => {
  const plain = await callWith('call', '{}', { body: '{"code":0}' })
  expect(report(plain, '{}').notes).not.toContain('redacted')
  const echo = await callWith('call', '{}', { body: `{"code":0,"msg":"${SECRET}"}` })
  expect(report(echo, '{}').msg).toBe(REDACTED)
  expect(report(echo, '{}').notes).toContain('redacted')
})

test('a lost answer leaves the outcome unknown, but that of the token call means nothing was sent', async () => {
  expect(report(await callWith('call', '{}', null)).outcome).toBe('unknown')
  expect(report(await callWith('token', '{}', null)).outcome).toBe('not_sent')
})
