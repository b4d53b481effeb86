import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../feishu/clock.ts'
import { unmade } from '../feishu/fetch-token.ts'
import { createRateBudgets } from '../feishu/rate-budget.ts'
import type { TenantAccessTokens } from '../feishu/tenant-access-token.ts'
import type { Upstream, UpstreamResult } from '../feishu/upstream.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { testProfile } from '../testing/test-console.ts'
import { createLedger } from './create-ledger.ts'
import { createSender } from './create-sender.ts'
import type { Ledger } from './ledger.ts'

const SECRET = 'secret-of-the-test-app'
const PROFILE = testProfile('http://127.0.0.1:1')
const SUCCESS: UpstreamResult = {
  failure: null,
  sent: true,
  response: {
    http_status: 200,
    headers: { 'content-type': 'application/json' },
    bytes: Buffer.from('{"code":0}'),
    truncated: false,
  },
  started_at_ms: 0,
  duration_ms: 1,
}
const ORDER = { actor: 'local' }

function senderOn(
  call: Upstream['call'],
  ledger = createLedger(memoryStorage(), systemClock),
  tokens: Partial<TenantAccessTokens> = {},
) {
  const token = 't-token-of-the-test'
  const sender = createSender({
    ledger,
    feishu: {
      upstream: { call, close: async () => {} },
      tokens: {
        get: async () => ({ ok: true, token }),
        has: () => true,
        secrets: () => [SECRET, token],
        invalidate: () => {},
        forget: () => {},
        resendTicket: async () => null,
        ...tokens,
      },
      clock: systemClock,
      budgets: createRateBudgets({ clock: systemClock }),
    },
    newId: randomUUID,
    log: () => {},
  })
  return { ledger, sender }
}

const latest = async ({ ledger }: ReturnType<typeof senderOn>) =>
  (await ledger.list({}, { limit: 1 })).exchanges[0]

describe('the sender', () => {
  test('calls a send unknown where it breaks itself after the call has left', async () => {
    const parts = senderOn(() => Promise.reject(new RangeError('planted')))
    await expect(parts.sender.push(PROFILE, 'om_a', '{}', ORDER)).rejects.toThrow('planted')
    expect(await latest(parts)).toMatchObject({
      outcome: 'unknown',
      failure: { kind: 'crashed', detail: 'failed during the call' },
    })
  })

  test.each([
    ['begins and leaves with one commit where the token is there', true, ['begin and depart']],
    ['is written down before it waits for a token', false, ['begin', 'token', 'depart']],
  ])('%s', async (_, there, expected) => {
    const steps: string[] = []
    const kept = createLedger(memoryStorage(), systemClock)
    const ledger: Ledger = {
      ...kept,
      begin(intent, request) {
        steps.push(request ? 'begin and depart' : 'begin')
        return kept.begin(intent, request)
      },
      depart(id, request) {
        steps.push('depart')
        return kept.depart(id, request)
      },
    }
    const parts = senderOn(async () => SUCCESS, ledger, {
      has: () => there,
      async get() {
        if (!there) steps.push('token')
        return { ok: true, token: 't-token-of-the-test' }
      },
    })
    await parts.sender.push(PROFILE, 'om_a', '{}', ORDER)
    expect(steps).toEqual(expected)
    expect(await latest(parts)).toMatchObject({ outcome: 'answered', recorded: true })
  })

  test('is in the ledger also where the token is gone after all', async () => {
    const parts = senderOn(async () => SUCCESS, undefined, {
      get: async () => unmade(systemClock, PROFILE.base_url, 'no_secret', 'app_secret'),
    })
    const sent = await parts.sender.push(PROFILE, 'om_a', '{}', ORDER)
    expect(sent).toMatchObject({ sent: 'done', exchange: { outcome: 'not_sent', recorded: true } })
    expect(await latest(parts)).toMatchObject({ outcome: 'not_sent' })
  })

  test('makes no call for a key that was used, or on a message that is being sent on', async () => {
    let calls = 0
    const answered = Promise.withResolvers<void>()
    const parts = senderOn(async () => {
      calls += 1
      await answered.promise
      return SUCCESS
    })
    const first = parts.sender.push(PROFILE, 'om_a', '{}', { ...ORDER, idempotency_key: 'one' })
    await expect.poll(() => calls).toBe(1)
    expect(await parts.sender.push(PROFILE, 'om_a', '{}', ORDER)).toMatchObject({
      sent: 'in_flight',
    })
    answered.resolve()
    const sent = await first
    const again = { ...ORDER, idempotency_key: 'one' }
    expect(await parts.sender.push(PROFILE, 'om_a', '{}', again)).toEqual(sent)
    expect(await parts.sender.push(PROFILE, 'om_b', '{}', again)).toEqual({ sent: 'key_reused' })
    expect(calls).toBe(1)
  })

  test('waits for the end of the same send by another console, and gives that', async () => {
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    let calls = 0
    const call = async () => {
      calls += 1
      await answered
      return SUCCESS
    }
    const first = senderOn(call)
    const second = senderOn(call, first.ledger)
    const order = { ...ORDER, idempotency_key: 'one' }
    const one = first.sender.push(PROFILE, 'om_a', '{}', order)
    await expect.poll(() => calls).toBe(1)
    const other = second.sender.push(PROFILE, 'om_a', '{}', order)
    answer()
    expect(await other).toEqual(await one)
    expect(calls).toBe(1)
  })

  test('goes on where nobody waits for it any more, and ends before it is closed', async () => {
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const parts = senderOn(async () => {
      await answered
      return SUCCESS
    })
    void parts.sender.push(PROFILE, 'om_a', '{}', ORDER)
    await expect.poll(async () => (await latest(parts))?.state).toBe('sending')
    const closed = parts.sender.close()
    answer()
    expect(await closed).toBe(0)
    expect(await latest(parts)).toMatchObject({ state: 'answered', code: 0 })
  })

  test('repeats an unknown push with its exact bytes, as an exchange of its own', async () => {
    const bodies: (string | null)[] = []
    const parts = senderOn(async ({ body }) => {
      bodies.push(body)
      const failure = { kind: 'reset', detail: 'ECONNRESET' } as const
      return { failure, sent: true, response: null, started_at_ms: 0, duration_ms: 1 }
    })
    const body = '{ "follow_ups" : [ ] , "x": "\\u597d" }'
    await parts.sender.push(PROFILE, 'om_a', body, ORDER)
    const original = await latest(parts)
    if (!original) throw new Error('not in the ledger')
    const repeated = await parts.sender.repeat(PROFILE, original, ORDER)
    expect(repeated).toMatchObject({ sent: 'done', exchange: { attempt_of: original.id } })
    expect(bodies).toEqual([body, body])
    expect(await parts.ledger.find(original.id)).toMatchObject({
      outcome: 'unknown',
      resolution: { verdict: 'undecided', evidence: 'unknown_again' },
    })
  })

  test.each([
    ['the app secret', SECRET],
    ['the token in use', 't-token-of-the-test'],
    ['what looks like a token that is not known yet', 't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234'],
  ])('sends a body that holds %s as it is, but never writes it down', async (_, secret) => {
    const bodies: (string | null)[] = []
    const parts = senderOn(async ({ body }) => {
      bodies.push(body)
      const failure = { kind: 'reset', detail: 'ECONNRESET' } as const
      return { failure, sent: true, response: null, started_at_ms: 0, duration_ms: 1 }
    })
    const body = JSON.stringify({ follow_ups: [{ content: `see ${secret}` }] })
    await parts.sender.push(PROFILE, 'om_a', body, ORDER)
    expect(bodies).toEqual([body])
    const original = await latest(parts)
    expect(await parts.ledger.exactBody(original?.id ?? '')).toBeNull()
    if (!original) throw new Error('not in the ledger')
    expect(await parts.sender.repeat(PROFILE, original, ORDER)).toEqual({ sent: 'not_repeatable' })
  })
})
