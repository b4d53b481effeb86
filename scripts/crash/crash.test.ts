import { describe, expect, onTestFinished, test } from 'vitest'
import { HAS_POSTGRES, startPostgres } from '../../server/testing/postgres-cluster.ts'
import { driveCrashes } from './drive.ts'
import { judgeLedger } from './verdict.ts'

const NOTHING = {
  missing: [],
  doubled: [],
  denied: [],
  invented: [],
  unfinished: [],
  contradicted: [],
  repeatedKeys: [],
}

test('a console that is killed at any moment loses no send, doubles none and denies none', async () => {
  const report = await driveCrashes({ kills: 5, seed: Date.now() % 1e9, print: () => {} })
  expect(report.findings).toEqual(NOTHING)
  expect(report.flaw).toBeNull()
  expect(report.executed).toBeGreaterThan(10)
}, 120_000)

test.skipIf(!HAS_POSTGRES)(
  'nor do two consoles on one PostgreSQL',
  async () => {
    const cluster = await startPostgres()
    onTestFinished(() => cluster.close())
    const databaseUrl = await cluster.newDatabase()
    const seed = Date.now() % 1e9
    const report = await driveCrashes({ kills: 4, seed, databaseUrl, print: () => {} })
    expect(report.findings).toEqual(NOTHING)
    expect(report.executed).toBeGreaterThan(10)
  },
  120_000,
)

describe('the judgement of a ledger finds', () => {
  const row = (key: string, state: 'sending' | 'answered' | 'not_sent' | 'unknown') => ({
    id: `id of ${key}`,
    idempotency_key: key,
    state,
    outcome: state === 'sending' ? ('unknown' as const) : state,
    code: state === 'answered' ? 0 : null,
  })
  const judge = (
    rows: ReturnType<typeof row>[],
    executed: Record<string, number>,
    told: Parameters<typeof judgeLedger>[2] = new Map(),
  ) => judgeLedger(rows, new Map(Object.entries(executed)), told)

  test('nothing where all is well', () => {
    const rows = [
      row('a', 'answered'),
      row('b', 'unknown'),
      row('c', 'unknown'),
      row('d', 'not_sent'),
    ]
    expect(judge(rows, { a: 1, b: 1 })).toEqual(NOTHING)
  })

  test.each([
    ['a send without a row', [], { a: 1 }, { missing: ['a'] }],
    ['a send made twice', [row('a', 'answered')], { a: 2 }, { doubled: ['a'] }],
    ['a send denied', [row('a', 'not_sent')], { a: 1 }, { denied: ['a'] }],
    ['a success that was none', [row('a', 'answered')], {}, { invented: ['a'] }],
    ['a send left running', [row('a', 'sending')], { a: 1 }, { unfinished: ['a'] }],
    ['two rows for a key', [row('a', 'unknown'), row('a', 'unknown')], {}, { repeatedKeys: ['a'] }],
  ] as const)('%s', (_, rows, executed, finding) => {
    expect(judge([...rows], executed)).toEqual({ ...NOTHING, ...finding })
  })

  test('what was told otherwise, unless it was said not to be recorded', () => {
    const rows = [row('a', 'unknown')]
    const told = (recorded: boolean) =>
      new Map([['a', [{ id: 'id of a', outcome: 'answered' as const, recorded }]]])
    expect(judge(rows, { a: 1 }, told(true))).toEqual({ ...NOTHING, contradicted: ['a'] })
    expect(judge(rows, { a: 1 }, told(false))).toEqual(NOTHING)
  })
})
