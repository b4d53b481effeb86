import { describe, expect, test } from 'vitest'
import type { Behaviour } from '../testing/fault-server.ts'
import { FAULTS, type FaultName, grantToken, isTokenCall, json } from '../testing/faults.ts'
import { BODY, exchangeOf, PUSH, SUCCESS, startOn, startWith, TOKEN } from '../testing/send.ts'

describe('a push without a usable response', () => {
  const unknown: [FaultName, string][] = [
    ['reset_before_headers', 'reset'],
    ['close_before_headers', 'reset'],
    ['reset_after_headers', 'reset'],
    ['reset_mid_body', 'reset'],
    ['truncated', 'truncated'],
    ['truncated_chunked', 'truncated'],
    ['html_502', 'not_json'],
    ['captive_portal', 'not_json'],
    ['empty_200', 'not_json'],
    ['huge', 'too_large'],
    ['redirect', 'redirect'],
    ['invalid_json', 'not_json'],
    ['no_code', 'no_code'],
    ['code_is_text', 'no_code'],
    ['code_is_fraction', 'no_code'],
    ['json_array', 'no_code'],
    ['gzip_bomb', 'not_json'],
    ['not_utf8', 'not_json'],
    ['not_http', 'protocol'],
    ['two_lengths', 'truncated'],
  ]

  test.each(unknown)('%s is unknown (%s), 504, and sent once', async (fault, kind) => {
    const { post, calls } = await startWith(FAULTS[fault])
    const response = await post(PUSH, BODY)
    expect(response.status).toBe(504)
    expect(await exchangeOf(response)).toMatchObject({
      outcome: 'unknown',
      failure: { stage: 'call', kind },
      code: null,
      meaning: null,
    })
    expect(calls()).toHaveLength(1)
  })

  test.each<FaultName>(['hang', 'slow_drip'])('%s is unknown at the deadline', async (fault) => {
    const { post, calls } = await startWith(FAULTS[fault], 300)
    const response = await post(PUSH, BODY)
    expect(response.status).toBe(504)
    expect(await exchangeOf(response)).toMatchObject({
      outcome: 'unknown',
      failure: { stage: 'call', kind: 'timeout' },
    })
    expect(calls()).toHaveLength(1)
  })

  test('was not sent if nothing listens any more', async () => {
    // Without kept connections the refusal cannot look like a broken connection.
    const closing = (behaviour: Behaviour): Behaviour => ({
      ...behaviour,
      parts: behaviour.parts.map((part) =>
        String(part).replace('\r\n', '\r\nConnection: close\r\n'),
      ),
      end: 'fin',
    })
    const { post, upstream } = await startOn((request) =>
      closing(isTokenCall(request) ? grantToken(TOKEN) : SUCCESS),
    )
    await post(PUSH, BODY)
    await upstream.refuse()
    const response = await post(PUSH, BODY)
    expect(response.status).toBe(502)
    expect(await exchangeOf(response)).toMatchObject({
      outcome: 'not_sent',
      response: null,
      failure: { stage: 'call', kind: 'connection_refused', detail: 'ECONNREFUSED' },
    })
    await upstream.accept()
    expect((await post(PUSH, BODY)).status).toBe(200)
  })
})

describe('a push without a token', () => {
  test('has the response and the meaning of the token endpoint', async () => {
    const { post, calls } = await startOn(() =>
      json('200 OK', { code: 10014, msg: 'app secret invalid' }),
    )
    const response = await post(PUSH, BODY)
    expect(response.status).toBe(200)
    const exchange = await exchangeOf(response)
    expect(exchange).toMatchObject({
      outcome: 'token_refused',
      code: 10014,
      meaning: { code: 10014 },
      failure: null,
      notes: [],
      request: { body: '{"app_id":"cli_test","app_secret":"(redacted)"}' },
    })
    expect(exchange.request.url).toContain('/tenant_access_token/internal')
    expect(calls()).toHaveLength(0)
  })

  test.each<FaultName>(['html_502', 'reset_mid_body', 'redirect', 'no_code', 'huge'])(
    'was not sent when the token call ends in %s',
    async (fault) => {
      const { post, upstream, calls } = await startOn(() => FAULTS[fault])
      const response = await post(PUSH, BODY)
      expect(response.status).toBe(502)
      expect(await exchangeOf(response)).toMatchObject({
        outcome: 'not_sent',
        failure: { stage: 'token' },
        code: null,
      })
      expect(calls()).toHaveLength(0)
      expect(upstream.requests).toHaveLength(1)
    },
  )

  test('was not sent if the token is unusable, and the token is not shown', async () => {
    const { post } = await startOn(() => grantToken('t-bad token'))
    const exchange = await exchangeOf(await post(PUSH, BODY))
    expect(exchange).toMatchObject({
      outcome: 'not_sent',
      failure: { stage: 'token', kind: 'no_token' },
      code: null,
      notes: ['redacted'],
    })
    expect(exchange.response?.body).toBe(
      '{"code":0,"msg":"ok","tenant_access_token":"(redacted)","expire":7200}',
    )
  })
})
