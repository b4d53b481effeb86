import { expect, test } from 'vitest'
import { lookUpErrorCode } from '#contract/catalogue/catalogue'
import { sampleExchange } from '../exchange-view/testing/sample-exchange.ts'
import { announcement } from './response-body.tsx'

test('announces an error of the platform with its code and meaning', () => {
  const meaning = lookUpErrorCode('push_follow_up', 230008)
  const exchange = sampleExchange({ code: 230008, meaning })
  const text = announcement({ status: 'exchange', exchange }, 'en')
  expect(text).toContain('Refused by the platform')
  expect(text).toContain('230008')
  expect(text).toContain(meaning?.meaning.en)
})

test('announces a rejection by the console with its message', () => {
  const refusal = { error: 'invalid', message: '最多 3 个气泡。', issues: [] } as const
  const text = announcement(
    { status: 'refused', httpStatus: 422, refusal: { ...refusal, issues: [] } },
    'zh',
  )
  expect(text).toMatch(/没有发出.*最多 3 个气泡/)
})

test('announces a cancelled wait as unknown', () => {
  const text = announcement(
    { status: 'cancelled', endpoint: 'push_follow_up', key: 'k', afterMs: 1 },
    'en',
  )
  expect(text).toContain('outcome unknown')
})
