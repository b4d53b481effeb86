import { describe, expect, test } from 'vitest'
import type { Run, RunCalls } from '../exchange-view/run.ts'
import { sampleExchange } from '../exchange-view/testing/sample-exchange.ts'
import { decidingExchange, runSteps } from './run-steps.ts'
import { announcement, verdictOf } from './verdict.ts'

const create = sampleExchange({ id: 'c', endpoint: 'create_message' })
const push = sampleExchange({ id: 'p', code: 230006 })
const refusal = { error: 'rate_limited' as const, message: 'Later.', issues: [] }
const calls = (parts: Partial<RunCalls>): RunCalls => ({
  create: null,
  pushes: [],
  refusal: null,
  ...parts,
})
const done = (parts: Partial<RunCalls>): Extract<Run, { status: 'done' }> => ({
  status: 'done',
  kind: 'new_message',
  calls: calls(parts),
  at: 0,
})
const names = (run: Run) => runSteps(run).map(({ name }) => name)

describe('the calls of a run', () => {
  test('are the message, the bubbles and each retry', () => {
    expect(names(done({ create, pushes: [push, push] }))).toEqual(['message', 'bubbles', 'again'])
    expect(names(done({ pushes: [push] }))).toEqual(['bubbles'])
  })

  test('include a push that the console rejected', () => {
    const run = done({ create, refusal })
    expect(names(run)).toEqual(['message', 'bubbles'])
    expect(decidingExchange(run)).toBeNull()
  })

  test('include the rejected repeat of a message that failed', () => {
    const failed = sampleExchange({ ...create, code: 230013 })
    expect(names(done({ create: failed, refusal }))).toEqual(['message', 'message'])
  })

  test('include a retry that is being made or was lost', () => {
    const before = calls({ create, pushes: [push], refusal })
    const sending: Run = { status: 'sending', kind: 'new_message', startedAt: 0, before }
    expect(runSteps(sending).at(-1)).toEqual({ name: 'again', open: 'waiting' })
    const lost: Run = { status: 'lost', kind: 'new_message', key: 'k', before }
    expect(runSteps(lost).at(-1)).toEqual({ name: 'again', open: 'unknown' })
  })

  test('are unknown while the first request runs', () => {
    expect(runSteps({ status: 'sending', kind: 'myself', startedAt: 0, before: null })).toEqual([])
  })
})

describe('the verdict', () => {
  const ofPush = (parts: Parameters<typeof sampleExchange>[0]) => {
    const run = done({ pushes: [sampleExchange(parts)] })
    return verdictOf(run, runSteps(run).at(-1) ?? null, 'en')
  }

  test('of a rejection is the code and its short meaning', () => {
    expect(ofPush({ code: 230008 })).toMatchObject({
      look: { tone: 'bad' },
      code: 230008,
      title: 'Already has bubbles',
    })
  })

  test('of a success is the code 0, whatever the HTTP status', () => {
    expect(ofPush({ code: 0 })).toMatchObject({ look: { tone: 'good' }, code: 0 })
  })

  test('of a refused token says that nothing was sent', () => {
    expect(ofPush({ outcome: 'token_refused', state: 'token_refused', code: 10014 }).title).toMatch(
      /not sent$/,
    )
  })

  test.each([
    ['unknown', 'unsure'],
    ['not_sent', 'warn'],
  ] as const)('of the outcome %s is never a failure', (outcome, tone) => {
    expect(ofPush({ outcome, state: outcome, code: null, response: null })).toMatchObject({
      look: { tone },
      code: null,
    })
  })

  test.each([
    [{ status: 'cancelled', kind: 'message', key: 'k', afterMs: 1, before: null }, /unknown/],
    [{ status: 'lost', kind: 'message', key: 'k', before: null }, /unknown/],
    [{ status: 'refused', kind: 'message', httpStatus: 429, refusal }, /^Not sent/],
  ] as const)('of a run without a response: %o', (run, title) => {
    expect(verdictOf(run, null, 'en').title).toMatch(title)
  })

  test('of an internal error is unknown, because the call may have been made', () => {
    const internal = { ...refusal, error: 'internal' as const }
    const run = { status: 'refused', kind: 'message', httpStatus: 500, refusal: internal } as const
    expect(verdictOf(run, null, 'en')).toMatchObject({ look: { tone: 'unsure' } })
  })
})

describe('the announcement', () => {
  test('names the code, its short meaning and what happened', () => {
    const meaning = {
      code: 230008,
      msg: '',
      http_status: 400,
      meaning: { en: 'It has bubbles.', zh: '已有气泡。' },
      advice: { en: '', zh: '' },
      retryable: false,
      source: '',
    }
    const run = done({ pushes: [sampleExchange({ code: 230008, meaning })] })
    const text = announcement(run, runSteps(run).at(-1) ?? null, 'en')
    expect(text).toBe('Code 230008: Already has bubbles. It has bubbles.')
  })

  test('of a rejection by the console gives its message', () => {
    const run = { status: 'refused', kind: 'message', httpStatus: 429, refusal } as const
    expect(announcement(run, null, 'zh')).toMatch(/未发送.*Later/)
  })
})
