import { expect, test } from 'vitest'
import { sampleExchange } from '../exchange-view/sample-exchange.ts'
import { comparableText } from './comparable-text.ts'

const exchange = sampleExchange({
  request: {
    method: 'POST',
    url: 'https://open.feishu.cn/x',
    headers: { b: '2', a: '1' },
    body: '{"n":12345678901234567890}',
  },
})

test('a body is laid out, its numbers untouched; headers come in order where wanted', () => {
  expect(comparableText(exchange, 'request', { headers: false })).toBe(
    'POST https://open.feishu.cn/x\n\n{\n  "n": 12345678901234567890\n}',
  )
  expect(comparableText(exchange, 'request', { headers: true })).toMatch(/\na: 1\nb: 2\n\n/)
})

test('what is no JSON stays as it is, and no response is nothing', () => {
  const html = { http_status: 502, headers: {}, body: '<h1>\n502', truncated: false }
  expect(comparableText({ ...exchange, response: html }, 'response', { headers: false })).toBe(
    'HTTP 502\n\n<h1>\n502',
  )
  expect(comparableText({ ...exchange, response: null }, 'response', { headers: true })).toBe('')
})
