import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classify } from './call.ts'

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
