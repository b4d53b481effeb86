import { describe, expect, test } from 'vitest'
import type { Evidence, ResolutionVerdict } from '#contract/ledger'
import { AT, sampleIntent } from '../testing/sample-send.ts'
import { resolveFrom } from './read-exchanges.ts'
import { brokenExchange, rowExchange } from './row-exchange.ts'

const byPerson = (verdict: ResolutionVerdict, at_ms = 0) => ({
  verdict,
  note: 'seen',
  actor: 'a',
  at_ms,
  source: 'person' as const,
  message_id: null,
})
const repeat = (evidence: Evidence, exchange_id = 'x') => ({
  evidence,
  exchange_id,
  actor: 'b',
  at_ms: 1000,
})

describe('the resolution of an unknown send', () => {
  test('is null without resolutions and repeats', () => {
    expect(resolveFrom([], [])).toBeNull()
  })

  test('is the last one by a person if there is one', () => {
    const resolutions = [byPerson('delivered'), byPerson('undecided', 2000)]
    expect(resolveFrom(resolutions, [repeat('already_there')])).toEqual({
      verdict: 'undecided',
      by: 'person',
      actor: 'a',
      evidence: null,
      exchange_id: null,
      note: 'seen',
      at: '1970-01-01T00:00:02.000Z',
    })
  })

  test('is otherwise the last conclusive evidence, else the last inconclusive one', () => {
    const undecided = [repeat('unknown_again', '1'), repeat('too_late_to_tell', '2')]
    expect(resolveFrom([], undecided)).toMatchObject({
      verdict: 'undecided',
      exchange_id: '2',
    })
    expect(resolveFrom([], [repeat('already_there', '0'), ...undecided])).toEqual({
      verdict: 'delivered',
      by: 'repeat',
      actor: 'b',
      evidence: 'already_there',
      exchange_id: '0',
      note: null,
      at: '1970-01-01T00:00:01.000Z',
    })
  })
})

test.each([
  ['delivered', 'om_1', 'found_in_chat', { message_id: 'om_1' }],
  ['not_delivered', null, 'not_in_chat', {}],
] as const)('a chat that shows it as %s says so', (verdict, message_id, evidence, more) => {
  const stored = { ...byPerson(verdict), source: 'chat' as const, message_id }
  expect(resolveFrom([byPerson('undecided'), stored], [])).toEqual({
    ...{ verdict, by: 'chat', actor: 'a', evidence, exchange_id: null, note: 'seen' },
    ...{ at: '1970-01-01T00:00:00.000Z', ...more },
  })
})

test('of several conclusive repeats the last one counts', () => {
  const repeats = [repeat('already_there', '1'), repeat('repeat_took_effect', '2')]
  expect(resolveFrom([], [...repeats, repeat('nothing_learned', '3')])).toMatchObject({
    ...{ verdict: 'not_delivered', exchange_id: '2' },
  })
})

describe('a send that has no end of its own', () => {
  const intent = sampleIntent({ id: 'x', idempotency_key: 'k', message_id: 'om_a', body: '{}' })
  const row = { ...intent, seq: 7, departed_at_ms: null, request: null, exchange: null }
  const begun = {
    ...{ id: 'x', idempotency_key: 'k', profile: 'feishu', endpoint: 'push_follow_up' },
    ...{ message_id: 'om_a', actor: 'local', attempt_of: null, delivery: null, body: '{}' },
    ...{ resolution: null, recorded: true, response: null, code: null, msg: null, log_id: null },
    ...{ troubleshooter: null, meaning: null, notes: [], duration_ms: 0 },
    started_at: '2026-11-22T08:00:00.000Z',
    request: {
      ...{ method: 'POST', headers: {}, body: '{}' },
      url: 'https://open.feishu.cn/open-apis/im/v1/messages/om_a/push_follow_up',
    },
  }

  test('is not sent before its call', () => {
    const before = { ...begun, outcome: 'not_sent', failure: null, attempts: [] }
    expect(rowExchange(row)).toEqual({ ...before, state: 'intent' })
    const failure = { stage: 'call', kind: 'crashed', detail: 'd' }
    expect(brokenExchange(row, 'crashed', 'd')).toEqual({ ...before, state: 'not_sent', failure })
  })

  test('is unknown during its call', () => {
    const request = { method: 'POST', url: 'https://a.test/', headers: { a: 'b' }, body: '[]' }
    const sent = { ...row, departed_at_ms: AT + 5, request: JSON.stringify(request) }
    const failure = { stage: 'call', kind: 'storage', detail: 'full' }
    const attempt = {
      ...{ request, response: null, code: null, duration_ms: 0 },
      started_at: '2026-11-22T08:00:00.005Z',
    }
    const during = { ...begun, outcome: 'unknown', request }
    expect(rowExchange(sent)).toEqual({
      ...{ ...during, state: 'sending', failure: null, attempts: [{ ...attempt, failure: null }] },
    })
    expect(brokenExchange(sent, 'storage', 'full')).toEqual({
      ...{ ...during, state: 'unknown', failure, attempts: [{ ...attempt, failure }] },
    })
  })

  test('of a recall is a DELETE', () => {
    expect(rowExchange({ ...row, endpoint: 'recall_message' }).request.method).toBe('DELETE')
  })

  test('that has one is as it was stored, with the delivery of its row', () => {
    const exchange = JSON.stringify({ id: 'x', outcome: 'answered', delivery: undefined })
    expect(rowExchange({ ...row, exchange, delivery: 'd1' })).toEqual({
      ...{ id: 'x', outcome: 'answered', delivery: 'd1', resolution: null, recorded: true },
    })
  })
})
