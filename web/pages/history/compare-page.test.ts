import { expect, test } from 'vitest'
import { sampleExchange } from '../../features/exchange-view/testing/sample-exchange.ts'
import { comparableText } from './compare-page.tsx'

const exchange = sampleExchange({
  request: {
    method: 'POST',
    url: 'https://open.feishu.cn/x',
    headers: { b: '2', a: '1' },
    body: '{"n":12345678901234567890}',
  },
})

test('indents a JSON body without changing its numbers, and sorts the headers if wanted', () => {
  expect(comparableText(exchange, 'request', { headers: false })).toBe(
    'POST https://open.feishu.cn/x\n\n{\n  "n": 12345678901234567890\n}',
  )
  expect(comparableText(exchange, 'request', { headers: true })).toMatch(/\na: 1\nb: 2\n\n/)
})

test('keeps a body that is not JSON, and returns an empty text without a response', () => {
  const html = { http_status: 502, headers: {}, body: '<h1>\n502', truncated: false }
  expect(comparableText({ ...exchange, response: html }, 'response', { headers: false })).toBe(
    'HTTP 502\n\n<h1>\n502',
  )
  expect(comparableText({ ...exchange, response: null }, 'response', { headers: true })).toBe('')
})
