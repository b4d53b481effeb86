import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classify, makeCall } from './call.ts'
import type { UpstreamRequest, UpstreamResult } from './upstream.ts'

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

function response(
  body: string | Buffer,
  http_status = 200,
  headers: Record<string, string> = JSON_TYPE,
) {
  return { http_status, headers, bytes: Buffer.from(body as string), truncated: false }
}

describe('a reply of the platform', () => {
  test('is any JSON object with an integer code, success or not', () => {
    expect(classify(response('{"code":0,"msg":"success","data":{}}'), 'call')).toMatchObject({
      answered: true,
      code: 0,
      msg: 'success',
      notes: [],
    })
    expect(classify(response('{"code":230006,"msg":"only"}', 400), 'call')).toMatchObject({
      answered: true,
      code: 230006,
      notes: [],
    })
  })

  test('is accepted under a wrong content type, with a note', () => {
    for (const type of ['text/html', 'text/plain', 'application/jsonp', '']) {
      const reply = classify(response('{"code":0}', 200, { 'content-type': type }), 'call')
      expect(reply).toMatchObject({ answered: true, notes: ['content_type_not_json'] })
    }
    expect(classify(response('{"code":0}', 200, {}), 'call').notes).toEqual([
      'content_type_not_json',
    ])
    const problem = response('{"code":0}', 200, { 'content-type': 'application/problem+json' })
    expect(classify(problem, 'call').notes).toEqual([])
  })

  test('is accepted with a byte order mark', () => {
    expect(classify(response('\ufeff{"code":0}'), 'call')).toMatchObject({
      answered: true,
      code: 0,
    })
  })

  test.each([
    [200, 230001, 'call', true],
    [400, 0, 'call', true],
    [500, 0, 'call', true],
    [200, 0, 'call', false],
    [400, 230001, 'call', false],
    [503, 1, 'call', false],
    [200, 10003, 'token', false],
    [400, 0, 'token', true],
  ] as const)('HTTP %i with code %i on a %s disagrees: %s', (status, code, stage, disagrees) => {
    const { notes } = classify(response(JSON.stringify({ code }), status), stage)
    expect(notes.includes('http_status_disagrees')).toBe(disagrees)
  })

  test('has its log id from the body, else from the headers', () => {
    const headers = { ...JSON_TYPE, 'x-tt-logid': 'L3', 'x-request-id': 'L4' }
    const logId = (body: unknown, more: Record<string, string> = headers) =>
      classify(response(JSON.stringify(body), 400, more), 'call').log_id
    expect(logId({ code: 1, error: { log_id: 'L1', logid: 'L2' } })).toBe('L1')
    expect(logId({ code: 1, error: { logid: 'L2' } })).toBe('L2')
    expect(logId({ code: 1, error: { log_id: 7 } })).toBe('L3')
    expect(logId({ code: 1 }, { ...JSON_TYPE, 'x-request-id': 'L4' })).toBe('L4')
    expect(logId({ code: 1 }, { ...JSON_TYPE, 'request-id': 'L5' })).toBe('L5')
    expect(logId({ code: 1 }, JSON_TYPE)).toBeNull()
  })

  test.each([
    [
      '排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&code=1',
      'https://open.feishu.cn/search?from=openapi&code=1',
    ],
    [
      'https://open.larksuite.com/search?code=1 and more',
      'https://open.larksuite.com/search?code=1',
    ],
    ['https://open.feishu.cn.evil.test/', null],
    ['https://open.feishu.cn@evil.test/', null],
    ['https://user:pass@open.feishu.cn/', null],
    ['https://user@open.feishu.cn/', null],
    ['https://:pass@open.feishu.cn/', null],
    ['see "https://open.feishu.cn/a" or <b>', 'https://open.feishu.cn/a'],
    ['see https://open.feishu.cn/a>', 'https://open.feishu.cn/a'],
    ['https://open.feishu.cn:8443/', null],
    ['http://open.feishu.cn/', null],
    ['javascript:alert(1)//https://evil.test', null],
    ['https://', null],
    ['', null],
    [{ url: 'https://open.feishu.cn/' }, null],
  ])('offers a troubleshooting link only to the platform itself: %j', (troubleshooter, link) => {
    const body = JSON.stringify({ code: 1, error: { troubleshooter } })
    expect(classify(response(body, 400), 'call')).toMatchObject({ troubleshooter: link })
  })
})

describe('an unusable response', () => {
  test.each([
    ['<html>', 'not_json'],
    ['', 'not_json'],
    ['{"code":0', 'not_json'],
    ['{"code":0}{"code":0}', 'not_json'],
    [Buffer.from([0x7b, 0xff, 0x7d]), 'not_json'],
    [`${'['.repeat(200_000)}`, 'not_json'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'no_code'],
    ['{}', 'no_code'],
    ['null', 'no_code'],
    ['0', 'no_code'],
    ['"code"', 'no_code'],
    ['[{"code":0}]', 'no_code'],
    ['{"code":"0"}', 'no_code'],
    ['{"code":0.5}', 'no_code'],
    ['{"code":1e400}', 'no_code'],
    ['{"code":9007199254740993}', 'no_code'],
    ['{"code":null}', 'no_code'],
  ])('%.40j is %s', (body, kind) => {
    expect(classify(response(body), 'call')).toMatchObject({ answered: false, kind })
  })

  test('is a redirect, even with a valid body', () => {
    expect(classify(response('{"code":0}', 307), 'call')).toMatchObject({
      answered: false,
      kind: 'redirect',
    })
  })

  test.each([
    [299, true],
    [300, false],
    [399, false],
    [400, true],
  ])('is not usable with HTTP %i: %s', (status, answered) => {
    const reply = classify(response('{"code":0}', status), 'call')
    expect(reply.answered).toBe(answered)
    if (!reply.answered) {
      expect(reply.detail).toBe(`HTTP ${status}, application/json; charset=utf-8`)
      expect(reply.notes).toEqual([])
    }
  })

  test('names its status alone if it has no type', () => {
    expect(classify(response('<html>', 502, {}), 'call')).toMatchObject({ detail: 'HTTP 502' })
    expect(classify(response('{}', 307, { 'x-tt-logid': 'L1' }), 'call')).toMatchObject({
      detail: 'HTTP 307',
      log_id: 'L1',
    })
    expect(classify(response('{}', 200, { 'x-tt-logid': '', 'request-id': '' }), 'call')).toEqual({
      ...{ answered: false, kind: 'no_code', detail: 'HTTP 200', log_id: null, notes: [] },
    })
  })

  test('still has the log id of the gateway', () => {
    const headers = { 'content-type': 'text/html', 'x-tt-logid': 'L1' }
    expect(classify(response('<html>', 502, headers), 'call')).toMatchObject({
      answered: false,
      detail: 'HTTP 502, text/html',
      log_id: 'L1',
    })
  })

  test('never makes classify throw, whatever its bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.json().map((text) => Buffer.from(text)),
    )
    fc.assert(
      fc.property(bytes, fc.integer({ min: 200, max: 599 }), (body, status) => {
        const reply = classify(response(Buffer.from(body), status), 'call')
        if (reply.answered) expect(Number.isSafeInteger(reply.code)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

test.each([
  ['APPLICATION/JSON', []],
  ['application/json', []],
  ['application/json;charset=utf-8', []],
  ['application/json ; charset=utf-8', []],
  ['application/vnd.api+json', []],
  ['text/application/json', ['content_type_not_json']],
  ['application/json x', ['content_type_not_json']],
  ['application/+json', ['content_type_not_json']],
])('the content type %s has the notes %j', (type, notes) => {
  expect(classify(response('{"code":0}', 200, { 'content-type': type }), 'call').notes).toEqual(
    notes,
  )
})

test.each([
  ['', null],
  [7, null],
  [undefined, null],
  ['no', 'no'],
])('of msg %j the reply keeps %j', (msg, kept) => {
  expect(classify(response(JSON.stringify({ code: 1, msg }), 400), 'call')).toMatchObject({
    msg: kept,
    json: { code: 1 },
  })
})

describe('a call', () => {
  const timing = { started_at_ms: 1, duration_ms: 2 }
  const SUCCESS: UpstreamResult = {
    ...{ ...timing, failure: null, sent: true, response: response('{"code":0}') },
  }
  const send = async (
    body: string | null,
    options: Parameters<typeof makeCall>[4],
    result: UpstreamResult = SUCCESS,
  ) => {
    const made: UpstreamRequest[] = []
    const upstream = {
      async call(request: UpstreamRequest) {
        made.push(request)
        return result
      },
      close: async () => {},
    }
    return { record: await makeCall(upstream, 'call', 'https://a.test/x?y=1', body, options), made }
  }

  test('is a GET without a body and a POST with one, unless it says otherwise', async () => {
    const { made, record } = await send(null, undefined)
    expect(made).toEqual([
      {
        method: 'GET',
        url: new URL('https://a.test/x?y=1'),
        headers: { 'user-agent': 'follow-up-console' },
        body: null,
      },
    ])
    expect(record).toMatchObject({ stage: 'call', request: made[0], reply: { code: 0 } })
    expect((await send('{}', { headers: { a: 'b' } })).made).toMatchObject([
      {
        method: 'POST',
        headers: {
          a: 'b',
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'follow-up-console',
        },
        body: '{}',
      },
    ])
    expect((await send(null, { method: 'DELETE' })).made).toMatchObject([{ method: 'DELETE' }])
  })

  test('is made after what comes before it, unless that has a result already', async () => {
    const seen: UpstreamRequest[] = []
    const before = async (request: UpstreamRequest) => {
      seen.push(request)
      return null
    }
    const { made } = await send('{}', { beforeCall: before })
    expect(seen).toEqual(made)
    const failure = { kind: 'rate_limited', detail: 'later' } as const
    const early = { ...timing, failure, sent: false, response: null }
    const { made: none, record } = await send('{}', { beforeCall: async () => early })
    expect(none).toEqual([])
    expect(record.reply).toEqual({ answered: false, ...failure, log_id: null, notes: [] })
  })

  test('that failed has the log id of what was received', async () => {
    const failure = { kind: 'truncated', detail: 'UND_ERR_SOCKET' } as const
    const cut = { ...response('{', 200, { 'x-request-id': 'L1' }), truncated: true }
    const { record } = await send('{}', {}, { ...timing, failure, sent: true, response: cut })
    expect(record.reply).toEqual({ answered: false, ...failure, log_id: 'L1', notes: [] })
  })
})
