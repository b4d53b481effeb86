import { describe, expect, test } from 'vitest'
import { lookUpErrorCode } from '#contract/catalogue/catalogue'
import { CONSEQUENCES, FAILURES } from '#contract/failures'
import { LOCALES } from '#contract/locale'
import { explain } from './explain.ts'
import { sampleExchange } from './testing/sample-exchange.ts'

describe.each(LOCALES)('the explanation in %s', (locale) => {
  test('of a known code comes from the catalogue', () => {
    const meaning = lookUpErrorCode('push_follow_up', 230006)
    expect(explain(sampleExchange({ code: 230006, meaning }), locale)).toEqual({
      happened: [meaning?.meaning[locale]],
      advice: [meaning?.advice[locale]],
    })
  })

  test('of success names the result of the call', () => {
    const meaning = lookUpErrorCode('push_follow_up', 0)
    const push = explain(sampleExchange({ meaning }), locale)
    const created = explain(sampleExchange({ meaning, endpoint: 'create_message' }), locale)
    expect(push.happened.join()).not.toBe(meaning?.meaning[locale])
    expect(push).not.toEqual(created)
    expect(created.advice.join()).toContain('600')
  })

  test('of an unknown code says that it is unknown', () => {
    const { happened, advice } = explain(sampleExchange({ code: 239999 }), locale)
    expect(happened).toHaveLength(1)
    expect(happened.join()).toContain('239999')
    expect(advice).toHaveLength(1)
  })

  test('of a refused token starts with: nothing was sent', () => {
    const meaning = lookUpErrorCode('tenant_access_token', 10014)
    const exchange = sampleExchange({ outcome: 'token_refused', code: 10014, meaning })
    expect(explain(exchange, locale)).toEqual({
      happened: [CONSEQUENCES.token_refused.meaning[locale], meaning?.meaning[locale]],
      advice: [meaning?.advice[locale]],
    })
  })

  test('of a lost response names the consequence, then the failure', () => {
    const failure = { stage: 'call', kind: 'reset', detail: 'ECONNRESET' } as const
    const exchange = sampleExchange({ outcome: 'unknown', code: null, response: null, failure })
    expect(explain(exchange, locale)).toEqual({
      happened: [CONSEQUENCES.unknown.meaning[locale], FAILURES.reset.meaning[locale]],
      advice: [CONSEQUENCES.unknown.advice[locale], FAILURES.reset.advice[locale]],
    })
  })
})
