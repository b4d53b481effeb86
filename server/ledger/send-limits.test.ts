import { describe, expect, onTestFinished, test } from 'vitest'
import { createEmulator } from '../emulator/emulator.ts'
import { systemClock } from '../feishu/clock.ts'
import { EMULATOR } from '../testing/emulated-console.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { AT, sampleIntent } from '../testing/sample-send.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'
import { createLedger } from './create-ledger.ts'
import type { Intent } from './ledger.ts'
import {
  checkSendLimits,
  describeSendLimit,
  NO_LIMITS,
  parseSendLimits,
  SendLimitError,
  type SendLimits,
} from './send-limits.ts'

describe('the settings of send limits', () => {
  test.each([
    ['5/10m', 5, 600_000],
    ['200/h', 200, 3_600_000],
    ['1/30s', 1, 30_000],
    ['1000/7d', 1000, 604_800_000],
    ['999999/d', 999_999, 86_400_000],
    [' 1/s ', 1, 1_000],
    ['1/m', 1, 60_000],
    ['1/9999s', 1, 9_999_000],
    ['10/168h', 10, 604_800_000],
  ])('%s', (text, count, periodMs) => {
    expect(parseSendLimits({ LIMIT_PER_RECIPIENT: text })).toEqual({
      perRecipient: { count, periodMs },
      perSender: null,
    })
  })

  test.each([
    '0/10m',
    '5',
    '5/10',
    '5/8d',
    '5 / 10m',
    '-1/h',
    '5/0m',
    '1e3/h',
    '1000000/d',
    '1/10080s0',
    '1/169h',
    '1/10081m',
    'x1/h',
    '1/hx',
    '1/x',
    '05/h',
    '1/05m',
    '1/10000s',
  ])('refuse %s', (text) => {
    expect(parseSendLimits({ LIMIT_PER_SENDER: text })).toHaveLength(1)
  })
})

test('says how long a limit lasts, in both languages', () => {
  const limit = new SendLimitError('perRecipient', { count: 5, periodMs: 600_000 }, 240_000)
  expect(describeSendLimit(limit, 1)).toEqual({
    zh: '此人在 10 分钟内已收到 5 次发送，达到上限。未发送，请 4 分钟后再试。',
    en: 'This person already got 5 sends within 10 min, which is the limit. Not sent: try again in 4 min.',
  })
})

const deliveryAt = (created_at_ms: number, receive_id: string, actor: string) => {
  const id = `${receive_id}-${actor}-${created_at_ms}`
  return {
    ...{ id, idempotency_key: id, fingerprint: '', actor, profile: 'p', base_url: 'http://u' },
    ...{ receive_id_type: 'open_id' as const, receive_id, label: null, template_id: null },
    ...{ template_version: null, template_values: null, template_language: null, message: null },
    ...{ message_id: null, follow_ups: '[]', exact: 1, uuid: id, list_id: null, created_at_ms },
    search: '',
  }
}

describe('a limit', () => {
  const minute = 60_000
  const limits = {
    perRecipient: { count: 2, periodMs: 10 * minute },
    perSender: { count: 3, periodMs: 60 * minute },
  }

  async function deliver(
    storage: ReturnType<typeof memoryStorage>,
    row: ReturnType<typeof deliveryAt>,
  ) {
    const { actor, base_url, receive_id, created_at_ms: at_ms } = row
    try {
      await storage.write(async (tx) => {
        await tx.insertInto('deliveries').values(row).execute()
        await checkSendLimits(storage, tx, limits, { actor, base_url, receive_id, at_ms })
      })
      return 'sent'
    } catch (error) {
      if (!(error instanceof SendLimitError)) throw error
      return [error.by, error.resets_at_ms / minute]
    }
  }

  test('counts a sliding period, and refuses until the oldest send has left it', async () => {
    const storage = memoryStorage()
    const at = (minutes: number, to = 'ou_a', by = 'anna') =>
      deliver(storage, deliveryAt(minutes * minute, to, by))
    expect(await at(100)).toBe('sent')
    expect(await at(104)).toBe('sent')
    expect(await at(105)).toEqual(['perRecipient', 110])
    expect(await at(105, 'ou_a', 'ben'), 'for every sender').toEqual(['perRecipient', 110])
    expect(await at(105, 'ou_b')).toBe('sent')
    expect(await at(106, 'ou_c')).toEqual(['perSender', 160])
    expect(await at(106, 'ou_c', 'ben')).toBe('sent')
    expect(await at(110, 'ou_a', 'ben')).toBe('sent')
    expect(await at(161, 'ou_d')).toBe('sent')
  })

  test('is one for deliveries, new messages and pushes, and a refused send reaches no one', async () => {
    const emulator = await createEmulator({ port: 0 })
    onTestFinished(() => emulator.close())
    const { post, request } = createTestConsole([testProfile(emulator.url, EMULATOR)], {
      sendLimits: {
        perRecipient: { count: 2, periodMs: 10 * minute },
        perSender: { count: 4, periodMs: minute },
      },
    })
    const state = await (await fetch(`${emulator.url}/_emulator/state`)).json()
    const { default_receiver } = state as { default_receiver: { receive_id: string } }
    const message = { ...default_receiver, text: 'hello' }
    const [first, second, third] = [
      await post('/api/messages', message),
      await post('/api/messages_with_follow_ups', { ...message, follow_ups: [{ content: 'x' }] }),
      await post('/api/messages', message),
    ]
    expect([first.status, second.status, third.status]).toEqual([200, 200, 429])
    const refusal = await third.json()
    expect(refusal).toMatchObject({ error: 'send_limit' })
    expect(Date.parse(refusal.resets_at)).toBeGreaterThan(Date.now())
    const { message_id } = await first.json()
    const push = () =>
      post(`/api/messages/${message_id}/push_follow_up`, { follow_ups: [{ content: 'x' }] })
    const pushes = [await push(), await push(), await push()]
    expect(pushes.map(({ status }) => status)).toEqual([200, 200, 429])
    const { exchanges } = await (await request('/api/exchanges')).json()
    expect(exchanges).toHaveLength(5)
  })

  test('makes the rows of a list wait, and none of them is lost', async () => {
    const emulator = await createEmulator({ port: 0 })
    onTestFinished(() => emulator.close())
    const { post, request } = createTestConsole([testProfile(emulator.url, EMULATOR)], {
      sendLimits: { perRecipient: null, perSender: { count: 2, periodMs: 600 } },
    })
    const state = await (await fetch(`${emulator.url}/_emulator/state`)).json()
    const { users } = state as { users: { open_id: string; available: boolean }[] }
    // The app is not available to one of them.
    const rows = users.slice(0, 4).map(({ open_id }) => ({ recipient: open_id }))
    const texts = { message: { text: 'hello' }, follow_ups: [{ content: 'x' }] }
    const { list } = await (await post('/api/lists', { ...texts, rows, pause_at: null })).json()
    await post(`/api/lists/${list.id}/start`, {})
    const read = async () => (await (await request(`/api/lists/${list.id}`)).json()).list
    await expect.poll(async () => (await read()).state).toBe('finished')
    const { counts } = await read()
    expect(counts).toMatchObject({ sent: 3, invalid: 1, unknown: 0 })
  })
  test('a running list says which limit its rows wait for', async () => {
    const emulator = await createEmulator({ port: 0 })
    onTestFinished(() => emulator.close())
    const { post, request } = createTestConsole([testProfile(emulator.url, EMULATOR)], {
      sendLimits: { perRecipient: null, perSender: { count: 1, periodMs: 3_600_000 } },
    })
    const state = await (await fetch(`${emulator.url}/_emulator/state`)).json()
    const { users } = state as { users: { open_id: string }[] }
    const rows = users.slice(0, 2).map(({ open_id }) => ({ recipient: open_id }))
    const texts = { message: { text: 'hello' }, follow_ups: [{ content: 'x' }] }
    const { list } = await (await post('/api/lists', { ...texts, rows })).json()
    expect(list.waits).toBeNull()
    await post(`/api/lists/${list.id}/start`, {})
    const waits = async () => (await (await request(`/api/lists/${list.id}`)).json()).list.waits
    await expect.poll(waits).toMatchObject({ limit: 'sender' })
    expect(Date.parse((await waits()).until)).toBeGreaterThan(Date.now() + 3_500_000)
    await post(`/api/lists/${list.id}/stop`, {})
    expect(await waits()).toBeNull()
  })
})

test('every invalid setting has a line, and no setting is no limit', () => {
  expect(parseSendLimits({ LIMIT_PER_RECIPIENT: 'a', LIMIT_PER_SENDER: '0/h' })).toEqual([
    'LIMIT_PER_RECIPIENT: expected a number and a period of up to 7d such as 5/10m, got "a"',
    'LIMIT_PER_SENDER: expected a number and a period of up to 7d such as 5/10m, got "0/h"',
  ])
  const none = { perRecipient: null, perSender: null }
  expect(parseSendLimits({ LIMIT_PER_RECIPIENT: ' ', LIMIT_PER_SENDER: '' })).toEqual(none)
  expect(parseSendLimits({})).toEqual(none)
  expect(NO_LIMITS).toEqual(none)
  expect(parseSendLimits({ LIMIT_PER_SENDER: '2/h' })).toEqual({
    ...{ perRecipient: null, perSender: { count: 2, periodMs: 3_600_000 } },
  })
})

describe('the words of a limit', () => {
  const said = (periodMs: number, left: number, by: 'perSender' | 'perRecipient' = 'perSender') =>
    describeSendLimit({ by, limit: { count: 3, periodMs }, resets_at_ms: left }, 0)

  test('name who reached it', () => {
    expect(said(60_000, 1_000)).toEqual({
      zh: '你在 60 秒内已发送 3 次，达到上限。未发送，请 1 秒后再试。',
      en: 'You already made 3 sends within 60 s, which is the limit. Not sent: try again in 1 s.',
    })
    expect(said(60_000, 1_000, 'perRecipient').en).toMatch(/^This person already got 3 sends/)
  })

  test.each([
    [-5, '1 s', '1 秒'],
    [999, '1 s', '1 秒'],
    [1_000, '1 s', '1 秒'],
    [1_001, '2 s', '2 秒'],
    [90_000, '90 s', '90 秒'],
    [90_001, '2 min', '2 分钟'],
    [7_199_999, '120 min', '120 分钟'],
    [7_200_000, '2 h', '2 小时'],
    [7_200_001, '3 h', '3 小时'],
    [172_799_999, '48 h', '48 小时'],
    [172_800_000, '2 d', '2 天'],
    [604_800_000, '7 d', '7 天'],
  ])('round %i ms up to %s', (ms, en, zh) => {
    const limit = said(1_000, ms)
    expect(limit.en).toContain(`try again in ${en}.`)
    expect(limit.zh).toContain(`请 ${zh}后再试`)
  })
})

test('an error of a limit says which it is', () => {
  const limit = { count: 1, periodMs: 1_000 }
  expect(new SendLimitError('perSender', limit, 7)).toMatchObject({
    ...{ name: 'SendLimitError', message: 'perSender limit' },
    ...{ by: 'perSender', limit, resets_at_ms: 7 },
  })
})

describe('the sends that count', () => {
  const start = (limits: Partial<SendLimits>) => {
    const storage = memoryStorage()
    const ledger = createLedger(storage, systemClock, { ...NO_LIMITS, ...limits })
    /** Begins a send and returns whether it may go on, or when. */
    return async (ms: number, more: Partial<Intent> = {}) => {
      const { delivery } = more
      if (delivery) {
        // Its own time is outside of the period.
        const row = { ...deliveryAt(0, 'ou_d', 'local'), id: delivery }
        await storage.write((tx) =>
          tx
            .insertInto('deliveries')
            .values(row)
            .onConflict((of) => of.doNothing())
            .execute(),
        )
      }
      const begun = await ledger.begin(sampleIntent({ started_at_ms: AT + ms, ...more }))
      return begun.begun === 'limited' ? begun.limit.resets_at_ms - AT : begun.begun
    }
  }
  const to = (receive_id: string) => ({
    ...{ message_id: null, body: JSON.stringify({ receive_id, text: 'a' }) },
  })

  test('to a recipient are new messages on the same platform within the period', async () => {
    const begin = start({ perRecipient: { count: 1, periodMs: 1_000 } })
    expect(await begin(0, to('ou_a'))).toBe('now')
    expect(await begin(999, to('ou_a'))).toBe(1_000)
    expect(await begin(999, to('ou_aa'))).toBe('now')
    expect(await begin(999, { ...to('ou_a'), base_url: 'https://a.test' })).toBe('now')
    expect(await begin(999, { ...to('ou_a'), actor: 'anna' })).toBe(1_000)
    expect(await begin(999, {})).toBe('now')
    expect(await begin(999, { message_id: null, body: '{"receive_id":7}' })).toBe('now')
    expect(await begin(1_000, to('ou_a'))).toBe('now')
    expect(await begin(1_999, to('ou_a'))).toBe(2_000)
  })

  test('with signs of a pattern in their recipient are theirs alone', async () => {
    const begin = start({ perRecipient: { count: 1, periodMs: 1_000 } })
    expect(await begin(0, to('a%'))).toBe('now')
    expect(await begin(0, to('abc'))).toBe('now')
    expect(await begin(0, to('a%'))).toBe(1_000)
    expect(await begin(0, to('%'))).toBe('now')
    expect(await begin(0, to('a"b'))).toBe('now')
  })

  test('of a sender are new messages and bubbles, no recalls', async () => {
    const begin = start({ perSender: { count: 2, periodMs: 1_000 } })
    expect(await begin(0, { endpoint: 'recall_message' })).toBe('now')
    expect(await begin(1)).toBe('now')
    expect(await begin(2, to('ou_a'))).toBe('now')
    expect(await begin(3)).toBe(1_001)
    expect(await begin(3, { endpoint: 'recall_message' })).toBe('now')
    expect(await begin(3, { actor: 'anna' })).toBe('now')
    expect(await begin(1_001)).toBe('now')
    expect(await begin(1_001)).toBe(1_002)
    expect(await begin(1_002, to('ou_b'))).toBe('now')
  })

  test('of a delivery count once', async () => {
    const begin = start({ perSender: { count: 1, periodMs: 1_000 } })
    expect(await begin(0, { delivery: 'd1' })).toBe('now')
    expect(await begin(0, { delivery: 'd1' })).toBe('now')
    expect(await begin(0)).toBe('now')
    expect(await begin(0)).toBe(1_000)
  })
})
