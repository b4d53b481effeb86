import { expect, test } from 'vitest'
import { lookUpErrorCode } from '#contract/catalogue'
import { sampleExchange } from '../exchange-view/sample-exchange.ts'
import { announcement } from './announcement.ts'

test('a refusal of the platform is announced with its code and what happened', () => {
  const meaning = lookUpErrorCode('push_follow_up', 230008)
  const exchange = sampleExchange({ code: 230008, meaning })
  const said = announcement({ status: 'exchange', exchange }, 'en')
  expect(said).toContain('Refused by the platform')
  expect(said).toContain('230008')
  expect(said).toContain(meaning?.meaning.en)
})

test('a refusal of the console is announced in its own words', () => {
  const refusal = { error: 'invalid', message: '最多 3 个气泡。', issues: [] } as const
  const said = announcement(
    { status: 'refused', httpStatus: 422, refusal: { ...refusal, issues: [] } },
    'zh',
  )
  expect(said).toMatch(/没有发出.*最多 3 个气泡/)
})

test('a wait that was given up is announced as unknown', () => {
  const said = announcement(
    { status: 'cancelled', endpoint: 'push_follow_up', key: 'k', afterMs: 1 },
    'en',
  )
  expect(said).toContain('outcome unknown')
})
