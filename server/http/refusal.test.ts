import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { REFUSAL_STATUS, refusalBody, refuse, refuseValue, requestLocale } from './refusal.ts'

const app = new Hono().get('/', (c) => c.text(requestLocale(c)))

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB, zh;q=0.9', 'en'],
  ['en;q=0.5, zh-TW;q=0.7', 'zh'],
  ['fr, de;q=0.9, zh;q=0.1', 'zh'],
  ['zh;q=0, en;q=0.1', 'en'],
  ['ZH', 'zh'],
  ['fr', 'en'],
  [';;,=;q=x', 'en'],
  ['en;q=0.5;x, zh;level=1;q=0.6', 'zh'],
  ['en; q=0.5 , zh;  q=0.6  ', 'zh'],
  ['zh;q=0.1x, en;q=0.5', 'zh'],
  ['zh;xq=0.1, en;q=0.5', 'zh'],
  ['en;q=0.25, zh;q=0.3', 'zh'],
  ['zh;q=0', 'en'],
  ['zh, en', 'zh'],
  ['zh;q=1, en', 'zh'],
  ['en, zh', 'en'],
  [' zh ', 'zh'],
])('Accept-Language %j gives %s', async (header, locale) => {
  const response = await app.request('/', { headers: { 'accept-language': header } })
  expect(await response.text()).toBe(locale)
})

test('a client without a language gets English', async () => {
  expect(await (await app.request('/')).text()).toBe('en')
})

test('each refusal has its status', () => {
  expect(REFUSAL_STATUS).toEqual({
    not_json: 400,
    too_large: 413,
    wrong_content_type: 415,
    wrong_host: 421,
    foreign_origin: 403,
    not_signed_in: 401,
    sign_in_failed: 401,
    too_many_tries: 429,
    not_allowed: 403,
    not_named: 403,
    waiting_for_approval: 409,
    invalid: 422,
    in_flight: 409,
    recent_delivery: 409,
    version_conflict: 409,
    rate_limited: 429,
    send_limit: 429,
    not_found: 404,
    read_only: 403,
    emulator_unreachable: 502,
    accounts_unreachable: 502,
    rejected_event: 401,
    others_listen: 409,
    not_recorded: 503,
    storage: 503,
    stopping: 503,
    internal: 500,
  })
})

test('a refusal is in the language of the request, with a sentence of its own if there is one', async () => {
  const own = { zh: '自己的', en: 'Its own' }
  const issues = [{ path: 'a', message: 'b' }]
  const refusing = new Hono()
    .get('/plain', (c) => refuse(c, 'not_found'))
    .get('/own', (c) => refuse(c, 'rate_limited', issues, own))
    .get('/value', (c) => refuseValue(c, 'cursor', 'cursor_shape'))
  const ask = async (path: string, language: string) => {
    const response = await refusing.request(path, { headers: { 'accept-language': language } })
    return [response.status, await response.json()]
  }
  const missing = { error: 'not_found', issues: [] }
  expect(await ask('/plain', 'en')).toEqual([404, { ...missing, message: 'Not found.' }])
  expect(await ask('/plain', 'zh')).toEqual([404, { ...missing, message: '地址不存在。' }])
  expect(await ask('/own', 'zh')).toEqual([
    429,
    { error: 'rate_limited', issues, message: '自己的' },
  ])
  expect(await ask('/own', 'en')).toMatchObject([429, { message: 'Its own' }])
  expect(await ask('/value', 'zh')).toMatchObject([
    422,
    { error: 'invalid', issues: [{ path: 'cursor', message: expect.stringContaining('上一页') }] },
  ])
  expect(refusalBody('not_found', 'en')).toEqual({ ...missing, message: 'Not found.' })
})
