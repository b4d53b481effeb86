import { describe, expect, test } from 'vitest'
import { errorCodesFor, lookUpErrorCode } from '#contract/catalogue/catalogue'
import { LOCALES } from '#contract/locale'
import { shortMeaning } from '../exchange-view/explain.ts'
import type { Run } from '../exchange-view/run.ts'
import { sampleExchange } from '../exchange-view/testing/sample-exchange.ts'
import { nextSteps, refusalSteps, stepsForCode, waitUntil } from './next-step.ts'

const CALLED = ['push_follow_up', 'create_message', 'tenant_access_token'] as const
const ALL = CALLED.flatMap((endpoint) =>
  errorCodesFor(endpoint).map((row) => ({ ...row, endpoint })),
)
const stepsOf = (code: number, endpoint: (typeof CALLED)[number] = 'push_follow_up') =>
  stepsForCode(endpoint, code, lookUpErrorCode(endpoint, code)?.retryable ?? false)

describe('the steps of the codes in the catalogue', () => {
  test.each(CALLED)('repeat %s if and only if the code is retryable', (endpoint) => {
    const wrong = ALL.filter((row) => row.endpoint === endpoint).filter(({ code, retryable }) => {
      const steps = stepsOf(code, endpoint)
      return (steps.includes('wait') || steps.includes('send_again')) !== retryable
    })
    expect(wrong.map(({ code }) => code)).toEqual([])
  })

  test('of push_follow_up itself always name a step', () => {
    const own = ALL.filter(
      ({ endpoint, endpoints }) => endpoints.includes(endpoint) && endpoint === 'push_follow_up',
    )
    expect(own).toHaveLength(8)
    for (const { code } of own) expect(stepsOf(code), String(code)).not.toEqual([])
  })

  test('of a new message always name a step', () => {
    const own = ALL.filter(
      ({ endpoint, endpoints }) => endpoints.includes(endpoint) && endpoint === 'create_message',
    )
    for (const { code } of own)
      expect(stepsOf(code, 'create_message'), String(code)).not.toEqual([])
  })

  test('of the token endpoint test the connection', () => {
    const own = ALL.filter(
      ({ endpoint, endpoints }) =>
        endpoints.includes(endpoint) && endpoint === 'tenant_access_token',
    )
    for (const { code } of own) {
      expect(stepsOf(code, 'tenant_access_token')[0], String(code)).toBe('check_profile')
    }
  })

  test.each([
    [230002, 'new_message'],
    [230003, 'new_message'],
    [230004, 'new_message'],
    [230005, 'open_checks'],
    [230006, 'new_message'],
    [230007, 'fix_bubbles'],
    [230008, 'new_message'],
    [99991400, 'wait'],
    [99991672, 'check_profile'],
    [99992354, 'new_message'],
    [99992402, 'fix_bubbles'],
  ] as const)('of a push with %i start with %s', (code, step) => {
    expect(stepsOf(code)[0]).toBe(step)
  })

  test('of 230006 differ by call: a new message, or the app without a bot', () => {
    expect(stepsOf(230006)).toEqual(['new_message'])
    expect(stepsOf(230006, 'create_message')).toEqual(['check_profile'])
  })
})

describe('the short meaning', () => {
  test.each(LOCALES)('of every code fits two lines in %s', (locale) => {
    const limit = locale === 'zh' ? 50 : 96
    const long = ALL.map((row) => {
      const outcome = row.endpoint === 'tenant_access_token' ? 'token_refused' : 'answered'
      const endpoint = row.endpoint === 'create_message' ? 'create_message' : 'push_follow_up'
      return `${row.code} ${shortMeaning({ endpoint, outcome, code: row.code, meaning: row }, locale)}`
    }).filter((title) => title.length > limit)
    expect(long).toEqual([])
  })
})

const created = sampleExchange({ endpoint: 'create_message' })
const rejected = (code: number) =>
  sampleExchange({ code, meaning: lookUpErrorCode('push_follow_up', code) })
const emulator = { brand: 'emulator' } as const

function runOf(calls: Partial<Extract<Run, { status: 'done' }>['calls']>) {
  return {
    status: 'done',
    kind: 'new_message',
    at: 0,
    calls: { create: null, pushes: [], refusal: null, ...calls },
  } as const satisfies Run
}

describe('the steps of a run', () => {
  test('lead to the chat after a success, on the emulator only', () => {
    const push = sampleExchange()
    expect(nextSteps(runOf({ pushes: [push] }), push, emulator)).toEqual(['see_chat'])
    expect(nextSteps(runOf({ pushes: [push] }), push, { brand: 'feishu' })).toEqual([])
  })

  test('retry the bubbles of a message that was created without them', () => {
    const push = rejected(230006)
    const run = runOf({ create: created, pushes: [push] })
    expect(nextSteps(run, push, emulator)).toEqual(['new_message', 'retry_bubbles'])
    expect(nextSteps(runOf({ pushes: [push] }), push, emulator)).toEqual(['new_message'])
  })

  test('wait for the rate limit of the platform and of the console', () => {
    const push = rejected(99991400)
    expect(nextSteps(runOf({ create: created, pushes: [push] }), push, emulator)).toEqual(['wait'])
    const refusal = { error: 'rate_limited', message: '', issues: [] } as const
    expect(refusalSteps({ ...refusal, issues: [] })).toEqual(['wait'])
  })

  test('lead to what the console rejected', () => {
    const invalid = (path: string) =>
      refusalSteps({ error: 'invalid', message: '', issues: [{ path, message: '' }] })
    expect(invalid('follow_ups.0.content')).toEqual(['fix_bubbles'])
    expect(invalid('receive_id')).toEqual(['choose_recipient'])
    expect(invalid('message_id')).toEqual([])
  })

  test('repeat a message of unknown outcome, and leave a push to its resolution', () => {
    const lost = { outcome: 'unknown', state: 'unknown', code: null, response: null } as const
    const message = sampleExchange({ ...lost, endpoint: 'create_message' })
    expect(nextSteps(runOf({ create: message }), message, emulator)).toEqual(['repeat_message'])
    const push = sampleExchange(lost)
    expect(nextSteps(runOf({ create: created, pushes: [push] }), push, emulator)).toEqual([])
  })
})

describe('the wait', () => {
  const limited = (reset: string | null) =>
    sampleExchange({
      started_at: '2026-11-30T12:00:00.000Z',
      duration_ms: 500,
      response: {
        http_status: 429,
        headers: reset === null ? {} : { 'x-ogw-ratelimit-reset': reset },
        body: '',
        truncated: false,
      },
    })

  test('ends as long after the response as its header says', () => {
    expect(waitUntil(limited('20'))).toBe(Date.parse('2026-11-30T12:00:20.500Z'))
    expect(waitUntil(limited('99999'))).toBe(Date.parse('2026-11-30T12:02:00.500Z'))
  })

  test('is unknown without a valid header', () => {
    expect(waitUntil(limited(null))).toBeNull()
    expect(waitUntil(limited('soon'))).toBeNull()
  })

  test('ends when the console has room again', () => {
    const failure = { stage: 'call', kind: 'rate_limited', detail: '2026-11-30T12:00:03.000Z' }
    expect(
      waitUntil(sampleExchange({ failure: { ...failure, stage: 'call', kind: 'rate_limited' } })),
    ).toBe(Date.parse('2026-11-30T12:00:03.000Z'))
  })
})
