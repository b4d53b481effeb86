import { describe, expect, test } from 'vitest'
import { decisiveAttempt, shortPath } from './raw.tsx'
import { sampleAttempt, sampleExchange } from './testing/sample-exchange.ts'

const tokenCall = sampleAttempt({
  request: {
    method: 'POST',
    url: 'https://open.feishu.cn/open-apis/auth/v3/tenant_access_token/internal',
    headers: {},
    body: '{}',
  },
})

describe('the decisive attempt', () => {
  test('is the second call after a renewed token', () => {
    const attempts = [sampleAttempt({ code: 99991663 }), sampleAttempt()]
    expect(decisiveAttempt(sampleExchange({ attempts }))).toBe(1)
  })

  test('is the first call if the token could not be renewed', () => {
    const attempts = [sampleAttempt({ code: 99991663 }), tokenCall]
    expect(decisiveAttempt(sampleExchange({ attempts }))).toBe(0)
  })

  test('is index 0 of an empty list', () => {
    expect(decisiveAttempt(sampleExchange({ attempts: [] }))).toBe(0)
  })
})

test('a short path has no message id', () => {
  expect(shortPath(tokenCall.request.url)).toBe('tenant_access_token/internal')
  expect(shortPath(sampleAttempt().request.url)).toBe('messages/push_follow_up')
  expect(shortPath('not a URL')).toBe('not a URL')
})
