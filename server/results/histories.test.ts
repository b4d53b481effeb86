import { setImmediate } from 'node:timers/promises'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Exchange } from '#contract/exchange'
import type { ResultKind } from '#contract/results/result-kinds'
import { createLedger } from '../ledger/create-ledger.ts'
import type { Storage } from '../storage/storage.ts'
import { type ChatMessage, createChatPlatform } from '../testing/chat-platform.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { record, sampleIntent } from '../testing/sample-send.ts'
import { testProfile } from '../testing/test-console.ts'
import { manualSchedule } from '../testing/watched-console.ts'
import { createResults } from './create-results.ts'

/** `npm run histories` tries 10,000. */
const HISTORIES = Number(process.env.RESULT_HISTORIES ?? 40)
const SEED = Number(process.env.RESULT_SEED ?? 20_261_130)

const START = Date.parse('2026-11-30T08:00:00.000Z')
const BUBBLES = ['A', 'B', 'C']

type Step =
  /** A message with bubbles: `landed` is the truth, `outcome` what the console knows. */
  | { do: 'push'; outcome: 'success' | 'rejected' | 'lost'; landed: boolean }
  | { do: 'user'; text: string | null; report: boolean }
  | { do: 'bot' }
  | { do: 'console_message' }
  | { do: 'recall'; which: number; here: boolean }
  | { do: 'resolve'; which: number; verdict: 'truth' | 'undecided' }
  /** An event comes late, or once more. */
  | { do: 'report'; which: number }
  | { do: 'look'; ms: number }
  | { do: 'restart' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('push' as const),
      outcome: fc.constantFrom('success', 'success', 'success', 'rejected', 'lost' as const),
      landed: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('user' as const),
      text: fc.constantFrom('A', ' B ', 'C', 'x', null),
      report: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'bot' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'console_message' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('recall' as const),
      which: fc.nat(20),
      here: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('resolve' as const),
      which: fc.nat(20),
      verdict: fc.constantFrom('truth' as const, 'undecided' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('report' as const), which: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('look' as const), ms: fc.nat(400_000) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
)

type Push = {
  message: ChatMessage
  id: string
  outcome: 'success' | 'rejected' | 'lost'
  landed: boolean
  known: boolean
  /** When this console took the message back. */
  recalled_at: number | null
}

let number = 0

/** One chat on a platform of its own, and the console that sends there. */
function startHistory(storage: Storage) {
  number += 1
  const base_url = `https://h${number}.example`
  const profile = testProfile(base_url, { id: `profile-${number}` })
  const messages: ChatMessage[] = []
  const pushes: Push[] = []
  let now = START
  let ticks = 0
  // Time passes between any two calls, so that the rate budget never waits.
  const clock = { wall: () => now, monotonic: () => (ticks += 1_000) }
  const skews = { record: () => {}, read: () => ({ ms: 0, margin_ms: 0 }) }
  const { feishu } = createChatPlatform(messages, () => now)
  const time = manualSchedule()
  const plain = createLedger(storage, clock)
  const start = () => {
    const profiles = {
      find: async (id: string | undefined) => (id === profile.id ? profile : null),
    }
    const deps = { storage, profiles, feishu, skews, clock, log: () => {} }
    const results = createResults({ ...deps, schedule: time.schedule })
    const sent: Exchange[] = []
    const sender = {
      push: async () => ({ sent: 'done', exchange: sent.at(-1) }),
    } as unknown as Parameters<typeof results.follow>[0]
    const { sender: followed, ledger } = results.follow(sender, plain)
    return {
      results,
      ledger,
      settled: async (exchange: Exchange) => {
        sent.push(exchange)
        await followed.push(profile, '', '', { actor: 'local' })
      },
    }
  }
  let console = start()

  const write = (sender: ChatMessage['sender'], text: string | null) => {
    now += 1 + ((messages.length * 7919) % 90_000)
    const message = {
      message_id: `om_${number}x${messages.length}`,
      at_ms: now,
      sender,
      text,
      deleted: false,
    }
    messages.push(message)
    return message
  }

  async function create() {
    const message = write('app', 'How was it?')
    const intent = sampleIntent({
      profile: profile.id,
      base_url,
      message_id: null,
      body: JSON.stringify({ receive_id: 'ou_user', msg_type: 'text', content: '{}' }),
      url: `${base_url}/open-apis/im/v1/messages?receive_id_type=open_id`,
      started_at_ms: now,
    })
    const data = {
      message_id: message.message_id,
      chat_id: `oc_${number}`,
      create_time: String(message.at_ms),
      msg_type: 'text',
      sender: { id: 'cli_test', id_type: 'app_id', sender_type: 'app' },
    }
    const body = JSON.stringify({ code: 0, msg: 'success', data })
    const request = { method: 'POST', url: intent.url, headers: {}, body: intent.body }
    const response = { http_status: 200, headers: {}, body, truncated: false }
    const end = { outcome: 'answered', code: 0, request, response } as const
    const ended = { ...end, message_id: message.message_id }
    const { exchange } = await record(plain, intent, ended)
    await console.settled(exchange)
    return message
  }

  async function push({ outcome, landed }: Extract<Step, { do: 'push' }>) {
    const message = await create()
    const intent = sampleIntent({
      profile: profile.id,
      base_url,
      message_id: message.message_id,
      body: JSON.stringify({ follow_ups: BUBBLES.map((content) => ({ content })) }),
      started_at_ms: now,
    })
    const ended = (code: number) => ({ outcome: 'answered', code }) as const
    const end =
      outcome === 'lost'
        ? ({ outcome: 'unknown' } as const)
        : ended(outcome === 'success' ? 0 : 230006)
    await record(plain, intent, end)
    const exchange = await plain.find(intent.id)
    if (!exchange) throw new Error('the push is not stored')
    await console.settled(exchange)
    const known = outcome === 'success'
    const isThere = outcome === 'success' || (outcome === 'lost' && landed)
    pushes.push({ message, id: intent.id, outcome, landed: isThere, known, recalled_at: null })
  }

  async function report(message: ChatMessage | undefined) {
    if (message?.sender !== 'user') return
    const { message_id, at_ms: create_time_ms, text } = message
    const event = {
      kind: 'user_message',
      message_id,
      create_time_ms,
      message_type: 'text',
      text,
    } as const
    await console.results.observe({
      profile: profile.id,
      chat_id: `oc_${number}`,
      source: 'webhook',
      event,
    })
  }

  async function recall({ which, here }: Extract<Step, { do: 'recall' }>) {
    const one = pushes[which % Math.max(pushes.length, 1)]
    if (!one || one.message.deleted) return
    now += 1_000
    one.message.deleted = true
    if (!here) return
    one.recalled_at = Math.floor(now / 1000) * 1000 + 999
    const intent = sampleIntent({
      profile: profile.id,
      base_url,
      message_id: one.message.message_id,
      endpoint: 'recall_message',
      started_at_ms: now,
    })
    const headers = { date: new Date(now).toUTCString() }
    const response = { http_status: 200, headers, body: '{"code":0}', truncated: false }
    const end = { outcome: 'answered', code: 0, response } as const
    await console.settled((await record(plain, intent, end)).exchange)
  }

  async function look(ms: number) {
    now += ms
    for (let i = 0; i < 6; i += 1) {
      await time.pass(100 + ms / 4)
      await settle()
    }
  }

  /** Lets everything end that does not wait for time. */
  async function settle() {
    for (let i = 0; i < 20; i += 1) await setImmediate()
  }

  async function restart() {
    await console.results.close()
    console = start()
    await console.results.watching(profile.id)
  }

  async function resolve({ which, verdict }: Extract<Step, { do: 'resolve' }>) {
    const lost = pushes.filter(({ outcome }) => outcome === 'lost')
    const one = lost[which % Math.max(lost.length, 1)]
    if (!one) return
    one.known = verdict === 'truth' && one.landed
    const said = verdict === 'undecided' ? 'undecided' : one.landed ? 'delivered' : 'not_delivered'
    await console.ledger.resolve(one.id, { verdict: said, note: null, actor: 'local' })
  }

  return {
    pushes,
    messages,
    async take(step: Step) {
      switch (step.do) {
        case 'push':
          return push(step)
        case 'user': {
          const message = write('user', step.text)
          return step.report ? report(message) : undefined
        }
        case 'bot':
          return void write('app', 'Hello')
        case 'console_message':
          return void (await create())
        case 'recall':
          return recall(step)
        case 'resolve':
          return resolve(step)
        case 'report':
          return report(messages[step.which % Math.max(messages.length, 1)])
        case 'look':
          return look(step.ms)
        case 'restart':
          return restart()
      }
    },
    report,
    look,
    kindOf: async (id: string) => (await plain.find(id))?.result,
    summary: () => console.results.summarize({ profile: profile.id }),
    close: () => console.results.close(),
  }
}

/** What happened to the bubbles under a message, read from the chat itself. */
function truth(messages: readonly ChatMessage[], { message, recalled_at }: Push): ResultKind {
  const next = messages[messages.indexOf(message) + 1]
  const isLate = (at_ms: number) => at_ms - message.at_ms > 600_000
  if (recalled_at !== null && (!next || recalled_at < next.at_ms)) {
    return isLate(recalled_at) ? 'untouched' : 'recalled'
  }
  if (!next) return message.deleted ? 'recalled' : 'untouched'
  const isBubble = next.text !== null && BUBBLES.includes(next.text.trim())
  if (next.sender === 'user' && isBubble) return 'clicked'
  if (isLate(next.at_ms)) return 'untouched'
  return next.sender === 'user' ? 'wrote' : 'superseded'
}

describe('in any history of a chat', () => {
  let storage = memoryStorage()
  let histories = 0
  afterAll(() => storage.close())
  /** A full one would be slow. */
  async function renewStorage() {
    histories += 1
    if (histories % 50 !== 0) return
    await storage.close()
    storage = memoryStorage()
  }

  test(
    'each push that landed has exactly one result, which is what happened first',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
          await renewStorage()
          const history = startHistory(storage)
          const untouched = new Set<string>()
          try {
            for (const one of steps) {
              await history.take(one)
              const { total, counts } = await history.summary()
              const known = history.pushes.filter((push) => push.known)
              expect(total).toBe(known.length)
              expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(total)
              for (const { id } of known) {
                if ((await history.kindOf(id))?.kind === 'untouched') untouched.add(id)
              }
            }
            // Every event comes at last, and some of them once more.
            for (const message of history.messages.toReversed()) await history.report(message)
            for (let i = 0; i < 20; i += 1) {
              await history.look(700_000)
              if (i > 1 && (await history.summary()).counts.waiting === 0) break
            }
            for (const push of history.pushes) {
              const result = await history.kindOf(push.id)
              expect(result !== undefined).toBe(push.known)
              if (!result) continue
              const expected = truth(history.messages, push)
              // Once the time to watch is over, only what is reported is noticed.
              const mayBeMissed = untouched.has(push.id) && result.kind === 'untouched'
              const next = history.messages[history.messages.indexOf(push.message) + 1]
              if (mayBeMissed && next?.sender !== 'user') continue
              expect(result.kind).toBe(expected)
              if (result.kind === 'clicked') {
                expect(BUBBLES[result.bubble ?? -1]).toBe(next?.text?.trim())
                expect(result.after_ms).toBe((next?.at_ms ?? 0) - push.message.at_ms)
              }
            }
          } finally {
            await history.close()
          }
        }),
        { numRuns: HISTORIES, seed: SEED },
      )
    },
    HISTORIES * 1_000 + 20_000,
  )
})
