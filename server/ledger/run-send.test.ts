import { randomUUID } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WAITING } from '#contract/results/result-kinds'
import type { ExchangeDeps } from '../feishu/exchange.ts'
import { pushFollowUp, recallMessage } from '../feishu/message-calls.ts'
import type { RateSlot, RateTicket } from '../feishu/rate-queue.ts'
import type { UpstreamResult } from '../feishu/upstream.ts'
import type { LogEntry } from '../logging/log.ts'
import { StorageError } from '../storage/storage.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { AT, record, sampleIntent } from '../testing/sample-send.ts'
import { testProfile } from '../testing/test-console.ts'
import { createLedger } from './create-ledger.ts'
import { createSender } from './create-sender.ts'
import type { Ledger } from './ledger.ts'
import { createSendRunner } from './run-send.ts'
import { NO_LIMITS } from './send-limits.ts'
import { TransitionError } from './transition.ts'
import { createUnwrittenEnds } from './unwritten-ends.ts'

const PROFILE = testProfile('https://open.feishu.cn')
const clock = { wall: () => AT, monotonic: () => 0 }
const answer = (code: number): UpstreamResult => ({
  ...{ failure: null, sent: true, started_at_ms: AT, duration_ms: 1 },
  response: {
    http_status: code === 0 ? 200 : 400,
    headers: { 'content-type': 'application/json' },
    bytes: Buffer.from(JSON.stringify({ code })),
    truncated: false,
  },
})
const LOST: UpstreamResult = {
  ...{ failure: { kind: 'reset', detail: 'ECONNRESET' }, sent: true, response: null },
  ...{ started_at_ms: AT, duration_ms: 1 },
}
const ticket = (more: Partial<RateTicket> = {}): RateTicket => ({
  wait: async () => 'go',
  isFree: () => true,
  depart: () => {},
  end: () => {},
  ...more,
})

function start({
  limits = NO_LIMITS,
  result = answer(0),
  wrap = (ledger: Ledger) => ledger,
  isStopping = () => false,
}: {
  limits?: typeof NO_LIMITS
  result?: UpstreamResult
  wrap?: (ledger: Ledger) => Ledger
  isStopping?: () => boolean
} = {}) {
  const storage = memoryStorage()
  const ledger = wrap(createLedger(storage, clock, limits))
  const logged: LogEntry[] = []
  const log = (entry: LogEntry) => void logged.push(entry)
  const call = vi.fn(async () => result)
  const queued: string[] = []
  const feishu: ExchangeDeps = {
    upstream: { call, close: async () => {} },
    tokens: {
      get: async () => ({ ok: true, token: 't-token-of-the-test' }),
      has: () => true,
      secrets: () => [],
      invalidate: () => {},
      forget: () => {},
      resendTicket: async () => null,
    },
    clock,
    budgets: {
      queue(_, endpoint, use) {
        queued.push(`${endpoint} ${use}`)
        return ticket({ end: () => void queued.push(`${endpoint} ends`) })
      },
      take: async () => 'go',
      observe: () => {},
      read: () => ({}) as never,
    },
  }
  const unwritten = createUnwrittenEnds(ledger, log)
  const runSend = createSendRunner({ ledger, feishu, log, unwritten, isStopping })
  const run = (intent = sampleIntent(), slot: RateSlot = ticket()) =>
    runSend(intent, PROFILE, pushFollowUp(intent.message_id ?? '', intent.body), slot)
  const sender = createSender({ ledger, feishu, newId: randomUUID, log })
  return { storage, ledger, logged, call, run, runSend, queued, sender }
}

describe('a send', () => {
  test('that landed waits for a click, and is logged without its texts', async () => {
    const { run, logged } = start()
    const intent = sampleIntent({ id: 'x', message_id: 'om_a' })
    expect(await run(intent)).toMatchObject({
      ...{ sent: 'done', exchange: { id: 'x', recorded: true, result: WAITING } },
    })
    expect(logged).toEqual([
      {
        ...{ level: 'info', event: 'send_settled', exchange: 'x', profile: 'feishu' },
        ...{ endpoint: 'push_follow_up', message_id: 'om_a', outcome: 'answered', code: 0 },
        duration_ms: 0,
      },
    ])
  })

  test.each([
    ['another code', answer(230001), { outcome: 'answered', code: 230001 }],
    ['no response', LOST, { outcome: 'unknown', failure: 'reset' }],
  ])('with %s waits for none', async (_, result, entry) => {
    const { run, logged } = start({ result })
    expect((await run()) as object).not.toHaveProperty('exchange.result')
    expect(logged).toMatchObject([entry])
    expect('code' in (logged[0] ?? {})).toBe(entry.outcome === 'answered')
    expect('failure' in (logged[0] ?? {})).toBe(entry.outcome === 'unknown')
  })

  test('of another kind has no click to wait for', async () => {
    const { runSend } = start()
    const intent = sampleIntent({ endpoint: 'recall_message', body: '' })
    const sent = await runSend(intent, PROFILE, recallMessage('om_a'), ticket())
    expect(sent).toMatchObject({ sent: 'done', exchange: { code: 0 } })
    expect(sent).not.toHaveProperty('exchange.result')
  })

  test('without a slot leaves no trace, and a repeated one needs none', async () => {
    const { run, ledger, call } = start()
    const slot = { wait_until: AT + 5 }
    const intent = sampleIntent()
    expect(await run(intent, slot)).toEqual({ sent: 'rate_limited', resets_at_ms: AT + 5 })
    expect(await ledger.find(intent.id)).toBeNull()
    const first = await run(intent)
    expect(await run({ ...intent, id: 'again' }, slot)).toEqual(first)
    expect(await run({ ...intent, fingerprint: 'other' }, slot)).toEqual({ sent: 'key_reused' })
    expect(call).toHaveBeenCalledOnce()
  })

  test('beyond a limit of the operator is not made, whether it has to wait or not', async () => {
    const limits = { ...NO_LIMITS, perSender: { count: 1, periodMs: 1_000 } }
    const { run, call } = start({ limits })
    await run()
    for (const isFree of [true, false]) {
      expect(await run(sampleIntent(), ticket({ isFree: () => isFree }))).toMatchObject({
        ...{ sent: 'limited', limit: { by: 'perSender', resets_at_ms: AT + 1_000 } },
      })
    }
    expect(call).toHaveBeenCalledOnce()
  })

  test('whose slot was taken meanwhile is recorded as not sent', async () => {
    const { run, ledger, call } = start()
    const intent = sampleIntent()
    const slot = ticket({ wait: async () => ({ wait_until: AT }) })
    expect(await run(intent, slot)).toMatchObject({
      sent: 'done',
      exchange: { outcome: 'not_sent' },
    })
    expect(await ledger.find(intent.id)).toMatchObject({ failure: { kind: 'rate_limited' } })
    expect(call).not.toHaveBeenCalled()
  })

  test('is not made while the console stops, and recorded if it had begun', async () => {
    let stopping = false
    const { run, ledger, call } = start({ isStopping: () => stopping })
    const intent = sampleIntent()
    const slot = ticket({
      isFree: () => false,
      async wait() {
        stopping = true
        return 'go'
      },
    })
    expect(await run(intent, slot)).toEqual({ sent: 'stopping' })
    expect(call).not.toHaveBeenCalled()
    expect(await ledger.find(intent.id)).toMatchObject({
      ...{ outcome: 'not_sent', failure: { kind: 'crashed', detail: 'stopped before the call' } },
    })
    const other = sampleIntent()
    expect(await run(other)).toEqual({ sent: 'stopping' })
    expect(await ledger.find(other.id)).toBeNull()
  })

  test.each([
    [new StorageError('full', 'SQLite 13'), 'storage full: SQLite 13', 'full'],
    [new TransitionError('x has ended'), 'x has ended', 'other'],
    [new RangeError('quotes a secret'), 'RangeError', 'other'],
  ])('that cannot be recorded is not made: %s', async (error, shown, detail) => {
    for (const isFree of [true, false]) {
      const fail = vi.fn(() => Promise.reject(error))
      const { run, ledger, logged, call } = start({
        wrap: (kept) => ({ ...kept, ...(isFree ? { begin: fail } : { depart: fail }) }),
      })
      const intent = sampleIntent()
      expect(await run(intent, ticket({ isFree: () => isFree }))).toEqual({ sent: 'not_recorded' })
      expect(logged[0]).toEqual({
        ...{ event: 'send_not_recorded', exchange: intent.id, error: shown },
      })
      expect(call).not.toHaveBeenCalled()
      const found = await ledger.find(intent.id)
      if (isFree) expect(found).toBeNull()
      else
        expect(found).toMatchObject({ outcome: 'not_sent', failure: { kind: 'storage', detail } })
    }
  })
})

describe('the same send of another console', () => {
  const delay = vi.fn(async () => {})
  beforeEach(() => {
    delay.mockClear()
    vi.spyOn(timers, 'setTimeout').mockImplementation(delay as never)
    syncBuiltinESMExports()
  })
  afterEach(() => {
    vi.restoreAllMocks()
    syncBuiltinESMExports()
  })

  test('is waited for as long as it can take, ending it if that console has crashed', async () => {
    const recover = vi.fn(async () => 0)
    const { run, ledger } = start({ wrap: (kept) => ({ ...kept, recover }) })
    const intent = sampleIntent({ actor: 'anna' })
    await record(ledger, intent)
    expect(await run({ ...intent, id: 'again' })).toEqual({
      sent: 'in_flight',
      in_flight: {
        ...{ exchange_id: intent.id, actor: 'anna', started_at: '2026-11-22T08:00:00.000Z' },
      },
    })
    expect(delay.mock.calls).toEqual(Array(650).fill([100]))
    expect(recover).toHaveBeenCalledTimes(650)
  })

  test('that has not departed yet is waited for too', async () => {
    const { run, ledger } = start({ wrap: (kept) => ({ ...kept, recover: async () => 0 }) })
    const intent = sampleIntent()
    await ledger.begin(intent)
    expect(await run({ ...intent, id: 'again' })).toMatchObject({ sent: 'in_flight' })
  })
})

describe('the sender', () => {
  const OPTIONS = { actor: 'anna' }
  const MESSAGE = { receive_id_type: 'open_id', receive_id: 'ou_1', text: 'hi' } as const
  const uuids = (call: { mock: { calls: unknown[][] } }) =>
    call.mock.calls.map(([request]) => JSON.parse((request as { body: string }).body).uuid)

  test('takes a slot of a person or a list, for a message also one for its bubbles', async () => {
    const { sender, queued } = start()
    await sender.push(PROFILE, 'om_a', '{}', { ...OPTIONS, for_list: true })
    await sender.create(PROFILE, MESSAGE, { ...OPTIONS, then_push: '{}' })
    await sender.create(PROFILE, MESSAGE, OPTIONS)
    expect(queued).toEqual([
      ...['push_follow_up list', 'push_follow_up ends', 'push_follow_up ends'],
      ...['push_follow_up person', 'push_follow_up ends', 'create_message person'],
      ...['create_message ends', 'create_message ends'],
      ...['create_message person', 'create_message ends', 'create_message ends'],
    ])
  })

  test('has a key and a uuid of its own for each send, unless they are given', async () => {
    const { sender, ledger, call } = start()
    await sender.create(PROFILE, MESSAGE, OPTIONS)
    await sender.create(PROFILE, MESSAGE, OPTIONS)
    await sender.create(PROFILE, MESSAGE, {
      ...{ ...OPTIONS, uuid: 'u', idempotency_key: 'k', delivery: undefined },
    })
    const [first, second, third] = uuids(call)
    expect(new Set([first, second, third, 'u']).size).toBe(3)
    expect(third).toBe('u')
    const { exchanges } = await ledger.list({}, { limit: 9 })
    expect(exchanges[0]).toMatchObject({
      ...{ idempotency_key: 'k', actor: 'anna', message_id: null, delivery: null },
    })
    expect(new Set(exchanges.map(({ idempotency_key }) => idempotency_key)).size).toBe(3)
  })

  test('covers the uuid and the bubbles that follow by the key of a message', async () => {
    const { sender } = start()
    const options = { ...OPTIONS, idempotency_key: 'k', uuid: 'u', then_push: '{"a":1}' }
    const first = await sender.create(PROFILE, MESSAGE, options)
    expect(await sender.create(PROFILE, MESSAGE, options)).toEqual(first)
    const reused = { sent: 'key_reused' }
    expect(await sender.create(PROFILE, MESSAGE, { ...options, uuid: 'v' })).toEqual(reused)
    expect(await sender.create(PROFILE, MESSAGE, { ...options, then_push: '{}' })).toEqual(reused)
    expect(await sender.create(PROFILE, { ...MESSAGE, text: 'a' }, options)).toEqual(reused)
  })

  test('repeats nothing but an unknown push with its exact body', async () => {
    const { sender, ledger } = start({ result: LOST })
    const found = async (id: string) => {
      const exchange = await ledger.find(id)
      if (!exchange) throw new Error('not in the ledger')
      return exchange
    }
    const repeat = async (more: object, end: Parameters<typeof record>[2]) => {
      const { intent } = await record(ledger, sampleIntent(more), end)
      return (await sender.repeat(PROFILE, await found(intent.id), OPTIONS)).sent
    }
    expect(await repeat({}, { outcome: 'unknown' })).toBe('done')
    expect(await repeat({}, { outcome: 'answered', code: 0 })).toBe('not_repeatable')
    expect(await repeat({ endpoint: 'recall_message' }, { outcome: 'unknown' })).toBe(
      'not_repeatable',
    )
    expect(await repeat({ message_id: null }, { outcome: 'unknown' })).toBe('not_repeatable')
    expect(await repeat({ body_sha256: 'other' }, { outcome: 'unknown' })).toBe('not_repeatable')
  })

  test('keeps an end that it cannot record, answers its key with it, and sends nothing else', async () => {
    let full = true
    const { sender, call } = start({
      wrap: (kept) => ({
        ...kept,
        settle: (exchange) =>
          full ? Promise.reject(new StorageError('full', 'x')) : kept.settle(exchange),
      }),
    })
    const options = { ...OPTIONS, idempotency_key: 'k' }
    const sent = await sender.push(PROFILE, 'om_a', '{}', options)
    expect(sent).toMatchObject({ sent: 'done', exchange: { recorded: false } })
    expect(sent).not.toHaveProperty('exchange.result')
    const { id } = (sent as { exchange: { id: string } }).exchange
    expect(sender.unwritten(id)).toMatchObject({ id, recorded: false })
    expect(sender.unwritten('other')).toBeNull()
    expect(await sender.push(PROFILE, 'om_a', '{}', options)).toMatchObject({
      ...{ sent: 'done', exchange: { id, recorded: false } },
    })
    expect(await sender.push(PROFILE, 'om_a', '[]', options)).toEqual({ sent: 'key_reused' })
    expect(await sender.push(PROFILE, 'om_b', '{}', OPTIONS)).toEqual({ sent: 'not_recorded' })
    expect(call).toHaveBeenCalledOnce()
    full = false
    expect(await sender.push(PROFILE, 'om_b', '{}', OPTIONS)).toMatchObject({ sent: 'done' })
    expect(sender.unwritten(id)).toBeNull()
    full = true
    await sender.push(PROFILE, 'om_c', '{}', OPTIONS)
    expect(await sender.close()).toBe(1)
    expect(await sender.push(PROFILE, 'om_d', '{}', OPTIONS)).toEqual({ sent: 'stopping' })
  })

  test('sends nothing once it was told to stop', async () => {
    const { sender, call } = start()
    sender.stop()
    expect(await sender.push(PROFILE, 'om_a', '{}', OPTIONS)).toEqual({ sent: 'stopping' })
    expect(call).not.toHaveBeenCalled()
  })
})

describe('the ledger', () => {
  test('gives up on a conflict that comes back each time', async () => {
    const storage = memoryStorage()
    const write = vi.fn(async () => null as never)
    const ledger = createLedger({ ...storage, write }, clock)
    await expect(ledger.begin(sampleIntent())).rejects.toThrow(
      new TransitionError('too many concurrent changes of the ledger'),
    )
    expect(write).toHaveBeenCalledTimes(5)
  })

  test('does not end the sends of a console that still runs', async () => {
    const { storage, ledger } = start()
    const { intent } = await record(ledger, sampleIntent({ actor: 'anna' }))
    const other = { ...storage, instance: 'other', isGone: async () => false }
    const second = createLedger(other, clock)
    expect(await second.recover()).toBe(0)
    expect(await second.begin(sampleIntent({ message_id: intent.message_id }))).toMatchObject({
      ...{ begun: 'in_flight', in_flight: { actor: 'anna' } },
    })
    expect(await ledger.find(intent.id)).toMatchObject({ state: 'sending' })
    // Only the console that began it may go on with it.
    await expect(second.depart(intent.id, {} as never)).rejects.toThrow(TransitionError)
  })

  test('stores what the chat showed', async () => {
    const { ledger } = start()
    const { intent } = await record(ledger, sampleIntent(), { outcome: 'unknown' })
    const resolution = { verdict: 'delivered', note: null, actor: 'anna' } as const
    expect(
      await ledger.resolve(intent.id, { ...resolution, chat: { message_id: 'om_1' } }),
    ).toMatchObject({
      resolution: { by: 'chat', evidence: 'found_in_chat', message_id: 'om_1', actor: 'anna' },
    })
    await expect(
      ledger.resolve((await record(ledger, sampleIntent())).intent.id, resolution),
    ).rejects.toThrow(/ is not unknown$/)
  })
})
