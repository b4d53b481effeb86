import { describe, expect, test } from 'vitest'
import type { Preflight, PreflightCheck } from '#contract/checks'
import { helpsNewMessage, summarizePrecheck } from './precheck.ts'

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

describe('the pre-check of a push', () => {
  test('a predicted error has the detail of its check', () => {
    const found = preflight(
      230006,
      check({ name: 'age', status: 'fail', code: 230002, detail: 'too old' }),
      check({ status: 'fail', code: 230006, detail: 'a newer one is there' }),
    )
    expect(summarizePrecheck({ preflight: found, otherwise: 'checking', over: false })).toEqual({
      kind: 'refused',
      code: 230006,
      assumed: false,
      why: 'a newer one is there',
    })
  })

  test('works if every check passed, until the time is over', () => {
    const found = preflight(0, check({}))
    expect(summarizePrecheck({ preflight: found, otherwise: 'checking', over: false })).toEqual({
      kind: 'works',
    })
    expect(summarizePrecheck({ preflight: found, otherwise: 'checking', over: true })).toEqual({
      kind: 'over',
    })
  })

  test('names what was not checked', () => {
    const found = preflight(null, check({ status: 'not_checked' }), check({ name: 'age' }))
    expect(summarizePrecheck({ preflight: found, otherwise: 'checking', over: false })).toEqual({
      kind: 'unclear',
      unknown: ['latest'],
    })
  })

  test('without a response, says why', () => {
    for (const otherwise of ['checking', 'idle', 'failed'] as const) {
      const precheck = summarizePrecheck({ preflight: undefined, otherwise, over: false })
      expect(precheck).toEqual({ kind: otherwise })
    }
  })

  test('offers a new message only if that solves the problem', () => {
    const refused = (code: number) => ({ kind: 'refused', code, assumed: false, why: '' }) as const
    expect(helpsNewMessage(refused(230006))).toBe(true)
    expect(helpsNewMessage({ kind: 'over' })).toBe(true)
    expect(helpsNewMessage(refused(99991672))).toBe(false)
    expect(helpsNewMessage({ kind: 'works' })).toBe(false)
  })
})
