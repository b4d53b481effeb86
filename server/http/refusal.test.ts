import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { requestLocale } from './refusal.ts'

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
])('Accept-Language %j gives %s', async (header, locale) => {
  const response = await app.request('/', { headers: { 'accept-language': header } })
  expect(await response.text()).toBe(locale)
})

test('a client without a language gets English', async () => {
  expect(await (await app.request('/')).text()).toBe('en')
})
