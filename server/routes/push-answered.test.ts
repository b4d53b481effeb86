import { describe, expect, test } from 'vitest'
import { FAULTS, isTokenCall, json } from '../testing/faults.ts'
import { BODY, exchangeOf, PUSH, refusalOf, SUCCESS, startWith, TOKEN } from '../testing/send.ts'

describe('a push with a response of the platform', () => {
  test('succeeds with code 0, and returns the request and the response', async () => {
    const { post, upstream, calls } = await startWith(
      json('200 OK', { code: 0, msg: 'success', data: {} }, 'X-Tt-Logid: LOG1\r\n'),
    )
    const response = await post(PUSH, BODY)
    expect(response.status).toBe(200)
    const exchange = await exchangeOf(response)
    expect(exchange).toMatchObject({
      profile: 'feishu',
      endpoint: 'push_follow_up',
      message_id: 'om_test',
      outcome: 'answered',
      request: {
        method: 'POST',
        url: `${upstream.url}/open-apis/im/v1/messages/om_test/push_follow_up`,
        headers: {
          authorization: 'Bearer t-g1…(redacted)',
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'follow-up-console',
        },
        body: JSON.stringify(BODY),
      },
      response: {
        http_status: 200,
        body: '{"code":0,"msg":"success","data":{}}',
        truncated: false,
      },
      failure: null,
      code: 0,
      msg: 'success',
      log_id: 'LOG1',
      notes: [],
    })
    expect(exchange.attempts).toHaveLength(1)
    expect(calls()[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`)
  })

  test('has the meaning of the code for this endpoint', async () => {
    const { post } = await startWith(
      json('400 Bad Request', { code: 230006, msg: 'only support latest message.' }),
    )
    const response = await post(PUSH, BODY)
    expect(response.status).toBe(200)
    expect(await exchangeOf(response)).toMatchObject({
      outcome: 'answered',
      code: 230006,
      meaning: { code: 230006, msg: 'only support latest message.' },
    })
  })

  test('has no meaning if the code is unknown', async () => {
    const { post } = await startWith(json('400 Bad Request', { code: 424242, msg: 'new' }))
    expect(await exchangeOf(await post(PUSH, BODY))).toMatchObject({
      outcome: 'answered',
      code: 424242,
      msg: 'new',
      meaning: null,
    })
  })

  test('is forwarded byte for byte', async () => {
    const { post, calls } = await startWith(SUCCESS)
    const text = '{ "follow_ups" : [ {"content":"\\u67e5 \u{1f44d}\\/ 9007199254740993"} ]\n}'
    await post(PUSH, text)
    expect(calls()[0]?.body).toBe(text)
  })

  test('keeps bytes that are not UTF-8 beside their text', async () => {
    const { post } = await startWith(FAULTS.not_utf8)
    const { response } = await exchangeOf(await post(PUSH, BODY))
    expect(response?.body).toBe('{"code":0,"msg":"\ufffd\ufffd"}')
    expect(Buffer.from(response?.body_base64 ?? '', 'base64').toString('latin1')).toBe(
      '{"code":0,"msg":"\xff\xfe"}',
    )
  })
})

describe('send anyway', () => {
  test('sends an invalid body to the platform', async () => {
    const { post, calls } = await startWith(
      json('400 Bad Request', { code: 230007, msg: 'invalid follow up.' }),
    )
    const body = '{"follow_ups":[{"content":""}],"unknown":true,"__proto__":{"a":1}}'
    expect(await exchangeOf(await post(`${PUSH}?send_anyway=1`, body))).toMatchObject({
      outcome: 'answered',
      code: 230007,
    })
    expect(calls()[0]?.body).toBe(body)
  })
})

describe('many sends', () => {
  test('at once fetch one token', async () => {
    const { post, upstream, calls } = await startWith(SUCCESS)
    const ids = Array.from({ length: 20 }, (_, i) => `om_${i}`)
    const responses = await Promise.all(
      ids.map((id) => post(`/api/messages/${id}/push_follow_up`, BODY)),
    )
    expect(responses.map(({ status }) => status)).toEqual(ids.map(() => 200))
    expect(upstream.requests.filter(isTokenCall)).toHaveLength(1)
    expect(calls()).toHaveLength(20)
  })

  test('to one message: one is sent, the others are refused as in flight', async () => {
    const { post, calls } = await startWith(SUCCESS)
    const responses = await Promise.all(Array.from({ length: 10 }, () => post(PUSH, BODY)))
    expect(responses.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)])
    const loser = responses.find(({ status }) => status === 409)
    if (loser) expect((await refusalOf(loser)).error).toBe('in_flight')
    expect(calls()).toHaveLength(1)
    expect((await post(PUSH, BODY)).status).toBe(200)
  })

  test('to one message may follow each other after a failure', async () => {
    const { post } = await startWith(FAULTS.reset_before_headers)
    expect((await post(PUSH, BODY)).status).toBe(504)
    expect((await post(PUSH, BODY)).status).toBe(504)
  })
})
