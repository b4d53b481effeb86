import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EVENT_SOURCE_KINDS } from '#contract/event-sources/event-source'
import type { Result } from '#contract/results/result'
import { createEvidence } from '../evidence/evidence.ts'
import type { Observation } from '../results/results.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { testProfile } from '../testing/test-console.ts'
import { createTaker } from './take-event.ts'

const HOUR = 60 * 60_000
const PROFILES = ['a', 'b'].map((id) => testProfile('https://open.feishu.cn', { id }))

const message = (n: number) => ({
  schema: '2.0',
  header: { event_id: `e${n}`, event_type: 'im.message.receive_v1', app_id: 'cli_test' },
  event: {
    message: {
      message_id: `om_${n}`,
      chat_id: 'oc_1',
      chat_type: n % 3 === 0 ? 'group' : 'p2p',
      create_time: '1796000000000',
      message_type: 'text',
      content: `{"text":"${n}"}`,
    },
    sender: { sender_type: 'user' },
  },
})

function start(observe: (one: Observation) => Promise<null> = async () => null) {
  const storage = memoryStorage()
  const clock = { now: 0 }
  const now = () => clock.now
  const observed: string[] = []
  const tickets: string[] = []
  const taker = createTaker({
    storage,
    now,
    evidence: createEvidence({ storage, now, log: () => {} }),
    profiles: { storeTicket: async (_, ticket) => void tickets.push(ticket) },
    results: {
      async observe(observation) {
        const result = await observe(observation)
        observed.push(`${observation.profile} ${observation.event.message_id}`)
        return result
      },
    },
  })
  return { storage, clock, observed, tickets, take: taker }
}

const steps = fc.array(
  fc.record({
    app: fc.nat(1),
    n: fc.integer({ min: 1, max: 6 }),
    source: fc.constantFrom(...EVENT_SOURCE_KINDS),
    /** Another event_id, as a repeat may have. */
    renamed: fc.boolean(),
    hours: fc.constantFrom(0, 0, 0, 1, 6),
    together: fc.boolean(),
  }),
  { maxLength: 25 },
)

test('in any history each message is used once within 7 h, whatever way and however often it comes', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const { storage, clock, observed, take } = start()
      const usedAt = new Map<string, number>()
      let counted = 0
      const running: Promise<unknown>[] = []
      for (const { app, n, source, renamed, hours, together } of history) {
        await Promise.all(running.splice(0))
        clock.now += hours * HOUR
        const event = message(n)
        if (renamed) event.header.event_id += '-again'
        const profile = PROFILES[app]
        if (!profile) continue
        const copies = together ? 2 : 1
        counted += copies
        const outcomes = await Promise.all(
          Array.from({ length: copies }, () => take(profile, source, event)),
        )
        const key = `${profile.id} om_${n}`
        const before = usedAt.get(key)
        const isKnown = before !== undefined && clock.now - before <= 7 * HOUR
        const first = n % 3 === 0 ? 'ignored' : 'used'
        const firsts = outcomes.filter((outcome) => outcome === first)
        if (isKnown) expect(firsts).toEqual([])
        else {
          // After 8 h it may be forgotten; before that, it is one of both.
          expect(firsts.length).toBeLessThanOrEqual(1)
          if (before === undefined) expect(firsts).toHaveLength(1)
          if (firsts.length > 0) usedAt.set(key, clock.now)
        }
      }
      const rows = await storage.read((db) => db.selectFrom('event_counts').selectAll().execute())
      expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(counted)
      expect(observed.every((one) => usedAt.has(one))).toBe(true)
      await storage.close()
    }),
    { numRuns: 40 },
  )
})

test('an event that could not be observed is not remembered, so its repeat is used', async () => {
  let works = false
  const { take, observed } = start(async () => {
    if (!works) throw new Error('the storage is full')
    return null
  })
  const [profile] = PROFILES
  if (!profile) throw new Error('no profile')
  await expect(take(profile, 'webhook', message(1))).rejects.toThrow()
  works = true
  expect(await take(profile, 'webhook', message(1))).toBe('used')
  expect(observed).toEqual(['a om_1'])
  expect(await take(profile, 'stdin', 'text')).toBe('unreadable')
  const foreign = { ...message(2), header: { ...message(2).header, app_id: 'cli_another' } }
  expect(await take(profile, 'stdin', foreign)).toBe('unreadable')
})

test('a ticket of a store app is taken from the event URL only, and once', async () => {
  const { take, tickets } = start()
  const [profile] = PROFILES
  if (!profile) throw new Error('no profile')
  const ticket = (n: number, app_id = profile.app_id) => ({
    ...{ ts: '1796000000.1', uuid: `u${n}`, token: 't', type: 'event_callback' },
    event: { app_id, app_ticket: `ticket-${n}`, type: 'app_ticket' },
  })
  const outcomes = [
    await take(profile, 'webhook', ticket(1)),
    await take(profile, 'webhook', ticket(1)),
    await take(profile, 'stdin', ticket(2)),
    await take(profile, 'webhook', ticket(3, 'cli_other')),
    await take(profile, 'webhook', ticket(4)),
  ]
  expect(outcomes).toEqual(['used', 'duplicate', 'ignored', 'unreadable', 'used'])
  expect(tickets).toEqual(['ticket-1', 'ticket-4'])
})

test('a click is counted as evidence for the platform and emulators apart, once per message', async () => {
  const storage = memoryStorage()
  const evidence = createEvidence({ storage, now: () => 1_000, log: () => {} })
  const result: Result = {
    kind: 'clicked',
    certainty: 'likely',
    bubble: 0,
    text: 'Standard',
    language: 'fr_fr',
    language_from: 'client',
  }
  const change = { exchange_id: 'push', delivery: null, list: null, profile: 'a', result }
  const take = createTaker({
    storage,
    now: () => 1_000,
    results: { observe: async () => change },
    profiles: { storeTicket: async () => {} },
    evidence: {
      ...evidence,
      bubblesOf: async () => [
        { content: 'Standard', i18n_contents: [{ content: 'English', language: 'en_us' }] },
      ],
    },
  })
  const [real] = PROFILES
  const emulated = testProfile('http://127.0.0.1:4311', { id: 'e' })
  if (!real) throw new Error('no profile')
  await take(real, 'webhook', message(1))
  await take(real, 'webhook', message(1))
  await take(real, 'webhook', message(2))
  await take(emulated, 'webhook', message(1))
  const fallback = (await evidence.list()).filter((one) => one.assumption === 'fallback_language')
  const at = new Date(1_000).toISOString()
  const seen = { assumption: 'fallback_language', variant: 'content', detail: 'fr_fr' }
  expect(fallback).toEqual([
    { ...seen, brand: 'emulator', count: 1, first_at: at, last_at: at },
    { ...seen, brand: 'feishu', count: 2, first_at: at, last_at: at },
  ])
})
