import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../feishu/clock.ts'
import { createRateBudgets } from '../feishu/rate-budget.ts'
import type { TenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { notCalled } from '../feishu/token-requests.ts'
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
const OPTIONS = { actor: 'local' }

function senderOn(
  call: Upstream['call'],
  ledger = createLedger(memoryStorage(), systemClock),
  tokens: Partial<TenantAccessTokens> = {},
  budgets = createRateBudgets({ clock: systemClock }),
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
      budgets,
    },
    newId: randomUUID,
    log: () => {},
  })
  return { ledger, sender }
}

const latestOf = async ({ ledger }: ReturnType<typeof senderOn>) =>
  (await ledger.list({}, { limit: 1 })).exchanges[0]

describe('the sender', () => {
  test('ends a send as unknown if it crashes after the call has left', async () => {
    const parts = senderOn(() => Promise.reject(new RangeError('planted')))
    await expect(parts.sender.push(PROFILE, 'om_a', '{}', OPTIONS)).rejects.toThrow('planted')
    expect(await latestOf(parts)).toMatchObject({
      outcome: 'unknown',
      failure: { kind: 'crashed', detail: 'failed during the call' },
    })
  })

  test.each([
    ['begins and departs with one commit if it has a token', true, ['begin and depart']],
    ['records the intent before it waits for a token', false, ['begin', 'token', 'depart']],
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
    await parts.sender.push(PROFILE, 'om_a', '{}', OPTIONS)
    expect(steps).toEqual(expected)
    expect(await latestOf(parts)).toMatchObject({ outcome: 'answered', recorded: true })
  })

  test('records a send whose token is lost meanwhile', async () => {
    const parts = senderOn(async () => SUCCESS, undefined, {
      get: async () => notCalled(systemClock, PROFILE.base_url, 'no_secret', 'app_secret'),
    })
    const sent = await parts.sender.push(PROFILE, 'om_a', '{}', OPTIONS)
    expect(sent).toMatchObject({ sent: 'done', exchange: { outcome: 'not_sent', recorded: true } })
    expect(await latestOf(parts)).toMatchObject({ outcome: 'not_sent' })
  })

  test('makes no call for a used key or for a message with a running send', async () => {
    let calls = 0
    const answered = Promise.withResolvers<void>()
    const parts = senderOn(async () => {
      calls += 1
      await answered.promise
      return SUCCESS
    })
    const first = parts.sender.push(PROFILE, 'om_a', '{}', { ...OPTIONS, idempotency_key: 'one' })
    await expect.poll(() => calls).toBe(1)
    expect(await parts.sender.push(PROFILE, 'om_a', '{}', OPTIONS)).toMatchObject({
      sent: 'in_flight',
    })
    answered.resolve()
    const sent = await first
    const again = { ...OPTIONS, idempotency_key: 'one' }
    expect(await parts.sender.push(PROFILE, 'om_a', '{}', again)).toEqual(sent)
    expect(await parts.sender.push(PROFILE, 'om_b', '{}', again)).toEqual({ sent: 'key_reused' })
    expect(calls).toBe(1)
  })

  test('refuses another body under the key of a send that is still running', async () => {
    let calls = 0
    const answered = Promise.withResolvers<void>()
    const parts = senderOn(async () => {
      calls += 1
      await answered.promise
      return SUCCESS
    })
    const options = { ...OPTIONS, idempotency_key: 'one' }
    const first = parts.sender.push(PROFILE, 'om_a', '{"a":1}', options)
    await expect.poll(() => calls).toBe(1)
    for (const [message_id, body] of [
      ['om_a', '{"a":2}'],
      ['om_b', '{"a":1}'],
    ] as const) {
      expect(await parts.sender.push(PROFILE, message_id, body, options)).toEqual({
        sent: 'key_reused',
      })
    }
    const same = parts.sender.push(PROFILE, 'om_a', '{"a":1}', options)
    answered.resolve()
    expect(await same).toEqual(await first)
    expect(calls).toBe(1)
  })

  test('covers app, address, message and kind of call by a key', async () => {
    const parts = senderOn(async () => SUCCESS)
    const options = { ...OPTIONS, idempotency_key: 'one' }
    const sent = await parts.sender.push(PROFILE, 'om_a', '{}', options)
    expect(sent).toMatchObject({ sent: 'done', exchange: { code: 0 } })
    const message = { receive_id_type: 'open_id', receive_id: 'ou_1', text: 'hi' } as const
    expect([
      await parts.sender.push({ ...PROFILE, id: 'other' }, 'om_a', '{}', options),
      await parts.sender.push(
        { ...PROFILE, base_url: 'http://127.0.0.1:2' },
        'om_a',
        '{}',
        options,
      ),
      await parts.sender.push(PROFILE, 'om_b', '{}', options),
      await parts.sender.push(PROFILE, 'om_a', '{ }', options),
      await parts.sender.recall(PROFILE, 'om_a', options),
      await parts.sender.create(PROFILE, message, options),
    ]).toEqual(Array(6).fill({ sent: 'key_reused' }))
    expect(await parts.sender.push(PROFILE, 'om_a', '{}', options)).toEqual(sent)
  })

  test('releases every slot of the rate limit, also the one for the bubbles of a message', async () => {
    const budgets = createRateBudgets({ clock: systemClock })
    let open = 0
    const counted: typeof budgets = {
      ...budgets,
      queue(...call) {
        const slot = budgets.queue(...call)
        if (!('end' in slot)) return slot
        open += 1
        let ended = false
        return {
          ...slot,
          end() {
            if (!ended) open -= 1
            ended = true
            slot.end()
          },
        }
      },
    }
    const parts = senderOn(async () => SUCCESS, undefined, {}, counted)
    const message = { receive_id_type: 'open_id', receive_id: 'ou_1', text: 'hi' } as const
    await parts.sender.create(PROFILE, message, { ...OPTIONS, then_push: '{}' })
    await parts.sender.push(PROFILE, 'om_a', '{}', OPTIONS)
    expect(open).toBe(0)
    expect(budgets.read(PROFILE, 'create_message').per_minute.left).toBe(999)
    expect(budgets.read(PROFILE, 'push_follow_up').per_minute.left).toBe(999)
  })

  test('waits for the same send of another console and returns its end', async () => {
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
    const options = { ...OPTIONS, idempotency_key: 'one' }
    const one = first.sender.push(PROFILE, 'om_a', '{}', options)
    await expect.poll(() => calls).toBe(1)
    const other = second.sender.push(PROFILE, 'om_a', '{}', options)
    answer()
    expect(await other).toEqual(await one)
    expect(calls).toBe(1)
  })

  test('finishes a send without a waiting caller before it closes', async () => {
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const parts = senderOn(async () => {
      await answered
      return SUCCESS
    })
    void parts.sender.push(PROFILE, 'om_a', '{}', OPTIONS)
    await expect.poll(async () => (await latestOf(parts))?.state).toBe('sending')
    const closed = parts.sender.close()
    answer()
    expect(await closed).toBe(0)
    expect(await latestOf(parts)).toMatchObject({ state: 'answered', code: 0 })
  })

  test('repeats an unknown push with its exact bytes as a separate exchange', async () => {
    const bodies: (string | null)[] = []
    const parts = senderOn(async ({ body }) => {
      bodies.push(body)
      const failure = { kind: 'reset', detail: 'ECONNRESET' } as const
      return { failure, sent: true, response: null, started_at_ms: 0, duration_ms: 1 }
    })
    const body = '{ "follow_ups" : [ ] , "x": "\\u597d" }'
    await parts.sender.push(PROFILE, 'om_a', body, OPTIONS)
    const original = await latestOf(parts)
    if (!original) throw new Error('not in the ledger')
    const repeated = await parts.sender.repeat(PROFILE, original, OPTIONS)
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
    ['a token that is not fetched yet', 't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234'],
  ])('sends a body with %s unchanged, but never stores it', async (_, secret) => {
    const bodies: (string | null)[] = []
    const parts = senderOn(async ({ body }) => {
      bodies.push(body)
      const failure = { kind: 'reset', detail: 'ECONNRESET' } as const
      return { failure, sent: true, response: null, started_at_ms: 0, duration_ms: 1 }
    })
    const body = JSON.stringify({ follow_ups: [{ content: `see ${secret}` }] })
    await parts.sender.push(PROFILE, 'om_a', body, OPTIONS)
    expect(bodies).toEqual([body])
    const original = await latestOf(parts)
    expect(await parts.ledger.exactBody(original?.id ?? '')).toBeNull()
    if (!original) throw new Error('not in the ledger')
    expect(await parts.sender.repeat(PROFILE, original, OPTIONS)).toEqual({
      sent: 'not_repeatable',
    })
  })
})
