import { describe, expect, test } from 'vitest'
import type { Preflight, PreflightCheck } from '#contract/preflight'
import { helpsNewMessage, outlookOf } from './outlook.ts'

const check = (part: Partial<PreflightCheck>): PreflightCheck => ({
  name: 'latest',
  status: 'pass',
  detail: '',
  advice: '',
  links: [],
  code: null,
  assumed: false,
  ...part,
})

const preflight = (predicted_code: number | null, ...checks: PreflightCheck[]): Preflight => ({
  checks,
  predicted_code,
  assumed: false,
  expires_at: null,
  clock_skew_ms: null,
  message: null,
})

describe('the outlook of a push', () => {
  test('a predicted refusal comes with the words of the check that predicts it', () => {
    const found = preflight(
      230006,
      check({ name: 'age', status: 'fail', code: 230002, detail: 'too old' }),
      check({ status: 'fail', code: 230006, detail: 'a newer one is there' }),
    )
    expect(outlookOf({ preflight: found, otherwise: 'checking', over: false })).toEqual({
      kind: 'refused',
      code: 230006,
      assumed: false,
      why: 'a newer one is there',
    })
  })

  test('where all was checked and passed it works, until the time is over', () => {
    const found = preflight(0, check({}))
    expect(outlookOf({ preflight: found, otherwise: 'checking', over: false })).toEqual({
      kind: 'works',
    })
    expect(outlookOf({ preflight: found, otherwise: 'checking', over: true })).toEqual({
      kind: 'over',
    })
  })

  test('what was not checked is named instead of guessed', () => {
    const found = preflight(null, check({ status: 'not_checked' }), check({ name: 'age' }))
    expect(outlookOf({ preflight: found, otherwise: 'checking', over: false })).toEqual({
      kind: 'unclear',
      unknown: ['latest'],
    })
  })

  test('without an answer, why there is none is said', () => {
    for (const otherwise of ['checking', 'idle', 'failed'] as const) {
      const outlook = outlookOf({ preflight: undefined, otherwise, over: false })
      expect(outlook).toEqual({ kind: otherwise })
    }
  })

  test('a new message is offered where it helps, not where the app is at fault', () => {
    const refused = (code: number) => ({ kind: 'refused', code, assumed: false, why: '' }) as const
    expect(helpsNewMessage(refused(230006))).toBe(true)
    expect(helpsNewMessage({ kind: 'over' })).toBe(true)
    expect(helpsNewMessage(refused(99991672))).toBe(false)
    expect(helpsNewMessage({ kind: 'works' })).toBe(false)
  })
})
