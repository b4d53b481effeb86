import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OUTCOMES } from '#contract/exchange-filter'
import type { ExchangeFilter } from '#contract/exchanges'
import { systemClock } from '../feishu/clock.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { AT, record, sampleIntent } from '../testing/sample-send.ts'
import { createLedger } from './create-ledger.ts'
import type { Ledger } from './ledger.ts'
import { matches, searchText, wordsOf } from './search-terms.ts'

// Few letters, so that words match by chance, including a letter outside the BMP.
const letter = fc.constantFrom('a', 'B', 'é', '物', '流', '客', '🚚', '"', '*', '-', '_', '0', '\\')
const word = fc.string({ unit: letter, minLength: 1, maxLength: 4 })
const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
const profile = fc.constantFrom('feishu', 'p"x', '')
const minute = fc.nat({ max: 5 })

const send = fc.record({
  text,
  profile,
  outcome: fc.constantFrom(...OUTCOMES),
  code: fc.constantFrom(0, 230008, -1, null),
  minute,
})

const filter: fc.Arbitrary<ExchangeFilter> = fc.record(
  {
    query: text,
    profile,
    outcome: fc.constantFrom(...OUTCOMES),
    code: fc.constantFrom(0, 230008, -1),
    from_ms: minute.map((m) => AT + m * 60_000),
    to_ms: minute.map((m) => AT + m * 60_000),
  },
  { requiredKeys: [] },
)

async function everyPage(ledger: Ledger, wanted: ExchangeFilter, limit: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await ledger.list(wanted, { limit, cursor })
    expect(page.exchanges.length).toBeLessThanOrEqual(limit)
    ids.push(...page.exchanges.map(({ id }) => id))
    cursor = page.next_cursor ?? undefined
  } while (cursor !== undefined)
  return ids
}

test('the pages of any filter have the same exchanges as a full scan', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(send, { maxLength: 25 }),
      fc.array(filter, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 7 }),
      async (sends, filters, limit) => {
        const storage = memoryStorage()
        const ledger = createLedger(storage, systemClock)
        for (const one of sends) {
          const intent = sampleIntent({
            body: JSON.stringify({ follow_ups: [{ content: one.text }] }),
            profile: one.profile,
            started_at_ms: AT + one.minute * 60_000,
          })
          await record(ledger, intent, { outcome: one.outcome, code: one.code })
        }
        const all = (await ledger.list({}, { limit: 100 })).exchanges
        for (const wanted of filters) {
          const right = all.filter((exchange) => {
            const at = Date.parse(exchange.started_at)
            return (
              matches(searchText(exchange), wordsOf(wanted.query ?? '')) &&
              (wanted.profile === undefined || exchange.profile === wanted.profile) &&
              (wanted.outcome === undefined || exchange.outcome === wanted.outcome) &&
              (wanted.code === undefined || exchange.code === wanted.code) &&
              (wanted.from_ms === undefined || at >= wanted.from_ms) &&
              (wanted.to_ms === undefined || at <= wanted.to_ms)
            )
          })
          expect(await everyPage(ledger, wanted, limit)).toEqual(right.map(({ id }) => id))
        }
        await storage.close()
      },
    ),
    { numRuns: 50 },
  )
})
