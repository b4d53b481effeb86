import { describe, expect, test } from 'vitest'
import { REDACTED } from '#contract/texts/secrets'
import { type CallRecord, makeCall } from './call.ts'
import { createRedact } from './redact.ts'
import { reportExchange, showRequest, tokenEndpoint } from './report.ts'
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
    'x-authorization': 'kept',
    'authorization-note': 'kept',
    cookies: 'kept',
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
    'x-authorization': 'kept',
    'authorization-note': 'kept',
    cookies: 'kept',
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

test.each([
  ['Bearer abcd', `Bearer abcd…${REDACTED}`],
  ['Bearer abc', REDACTED],
  ['Bearer abcd efg', REDACTED],
  ['bearer abcdefg', REDACTED],
  ['x Bearer abcdefg', REDACTED],
  ['', REDACTED],
])('of the header %j it shows %j', (authorization, shown) => {
  const request = { method: 'GET', url: new URL('https://a.test'), headers: { authorization } }
  expect(showRequest({ ...request, body: null } as never, (text) => text)).toEqual({
    method: 'GET',
    url: 'https://a.test/',
    headers: { authorization: shown },
    body: '',
  })
})

describe('the report of several calls', () => {
  const identity = {
    ...{ id: 'x', profile: 'p', message_id: `om_${SECRET}`, actor: 'a', attempt_of: 'y' },
    ...{ delivery: 'd', idempotency_key: 'k', body: '{}', started_at_ms: 1, duration_ms: 1.25 },
  }
  const of = async (
    { stage = 'call', body = '{"code":0}' }: { stage?: 'call' | 'token'; body?: string | null },
    url = 'https://open.feishu.cn/x',
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ): Promise<CallRecord> => {
    const record = await callWith(stage, '{}', body === null ? null : { body, headers })
    return { ...record, request: { ...record.request, url: new URL(url) } }
  }
  const reportOf = (
    decisive: CallRecord,
    { before = [] as CallRecord[], after = [] as CallRecord[], token_renewed = false } = {},
    endpoint = 'push_follow_up',
  ) =>
    reportExchange(
      { ...identity, endpoint: endpoint as 'push_follow_up' },
      { before, decisive, after, token_renewed },
      [SECRET],
    )

  test('has them in their order, the result of the decisive one, and notes what was done', async () => {
    const [first, second, third] = [
      await of({ body: '{"code":99991663}' }),
      await of({ body: `{"code":0,"msg":"ok"}` }),
      await of({ stage: 'token', body: '{"code":10014}' }),
    ]
    const shown = reportOf(second, { before: [first], after: [third], token_renewed: true })
    expect(shown.attempts.map(({ code }) => code)).toEqual([99991663, 0, 10014])
    expect(shown).toMatchObject({
      ...{ id: 'x', profile: 'p', actor: 'a', attempt_of: 'y', delivery: 'd', body: '{}' },
      ...{ state: 'answered', outcome: 'answered', code: 0, msg: 'ok', failure: null },
      ...{ message_id: `om_${REDACTED}`, log_id: null, troubleshooter: null },
      ...{ resolution: null, recorded: true, notes: ['token_renewed'], idempotency_key: 'k' },
      ...{ started_at: '1970-01-01T00:00:00.001Z', duration_ms: 1.3 },
    })
    expect(shown.request).toEqual(shown.attempts[1]?.request)
    expect(shown.response).toEqual(shown.attempts[1]?.response)
    expect(reportOf(first, { after: [second] }).attempts.map(({ code }) => code)).toEqual([
      99991663, 0,
    ])
  })

  test.each([
    [1.24, 1.2],
    [1.25, 1.3],
    [0.04, 0],
    [12, 12],
  ])('rounds %f ms to a tenth: %f', async (duration_ms, rounded) => {
    const record = await of({})
    record.result.duration_ms = duration_ms
    expect(reportOf(record).attempts).toMatchObject([{ duration_ms: rounded }])
  })

  test.each([
    ['before', 'call', '{"code":0}', 'answered'],
    ['after', 'token', '{"code":10014}', 'token_refused'],
    ['after', 'token', null, 'not_sent'],
    ['after', 'call', null, 'unknown'],
  ] as const)('notes what was hidden %s a %s that got %j', async (place, stage, body, outcome) => {
    const echo = await of({ body: `{"code":1,"msg":"${SECRET}"}` })
    const shown = reportOf(await of({ stage, body }), { [place]: [echo] })
    expect(shown).toMatchObject({ outcome, state: outcome })
    expect(shown.notes).toContain('redacted')
    expect(reportOf(await of({ stage, body })).notes).not.toContain('redacted')
  })

  test('notes what was hidden in a header, and in a body that was not sent', async () => {
    const headers = { 'content-type': 'application/json', 'x-echo': SECRET }
    expect(reportOf(await of({}, undefined, headers)).notes).toEqual(['redacted'])
    const record = await of({ stage: 'token', body: null })
    expect(report(record, `{"a":"${SECRET}"}`)).toMatchObject({
      body: `{"a":"${REDACTED}"}`,
      notes: ['redacted'],
    })
    const sent = await callWith('call', `{"a":"${SECRET}"}`, null)
    expect(report(sent, `{"a":"${SECRET}"}`)).toMatchObject({
      body: `{"a":"${REDACTED}"}`,
      notes: ['redacted'],
    })
  })

  test('names where and why a call failed, without secrets', async () => {
    const record = await of({ body: null })
    record.reply = {
      ...{ answered: false, kind: 'timeout', detail: `DEADLINE ${SECRET}`, notes: [] },
      log_id: `L ${SECRET}`,
    }
    expect(reportOf(record)).toMatchObject({
      ...{ code: null, msg: null, meaning: null, response: null, log_id: `L ${REDACTED}` },
      failure: { stage: 'call', kind: 'timeout', detail: `DEADLINE ${REDACTED}` },
    })
    record.result = { ...record.result, sent: false } as typeof record.result
    expect(reportOf(record).outcome).toBe('not_sent')
  })

  test('hides secrets in what the platform says', async () => {
    const link = `https://open.feishu.cn/?q=${SECRET}`
    const body = JSON.stringify({
      ...{ code: 1, msg: `no ${SECRET}` },
      error: { log_id: `L ${SECRET}`, troubleshooter: link },
    })
    expect(reportOf(await of({ body }))).toMatchObject({
      msg: `no ${REDACTED}`,
      log_id: `L ${REDACTED}`,
      troubleshooter: `https://open.feishu.cn/?q=${REDACTED}`,
    })
  })

  const RESEND = 'https://open.feishu.cn/open-apis/auth/v3/app_ticket/resend'
  test.each([
    ['call', 'https://open.feishu.cn/x', 230001, 230001],
    ['call', 'https://open.feishu.cn/x', 10014, undefined],
    ['token', 'https://open.feishu.cn/x', 10014, 10014],
    ['token', 'https://open.feishu.cn/x', 230001, undefined],
    ['token', RESEND, 10014, undefined],
  ] as const)('a %s of %s that got %i is explained by %s', async (stage, url, code, known) => {
    const record = await of({ stage, body: `{"code":${code}}` }, url)
    expect(reportOf(record).meaning?.code).toBe(known)
  })

  test('the codes of a token call are those of the token, or of the app_ticket', async () => {
    expect(tokenEndpoint(await of({ stage: 'token' }))).toBe('tenant_access_token')
    expect(tokenEndpoint(await of({ stage: 'token' }, RESEND))).toBe('app_ticket')
  })
})

test('shows the notes of a response, and its byte order mark', async () => {
  const headers = { 'content-type': 'text/plain' }
  const { response, notes } = report(
    await callWith('call', '{}', { headers, body: '\uFEFF{"code":0}' }),
    '{}',
  )
  expect(response?.body).toBe('\uFEFF{"code":0}')
  expect(notes).toContain('content_type_not_json')
})
