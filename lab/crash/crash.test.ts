import { describe, expect, test } from 'vitest'
import { HAS_POSTGRES } from '../../server/testing/postgres-cluster.ts'
import { newDatabase } from '../../server/testing/shared-postgres.ts'
import { compareAudit } from './audit-clients.ts'
import { compareDeliveries } from './compare-deliveries.ts'
import { compareLedger } from './compare-ledger.ts'
import { runCrashTest } from './drive.ts'
import { compareLists } from './list-clients.ts'

const NOTHING_DELIVERED_WRONG = {
  missing: [],
  repeatedKeys: [],
  doubledMessages: [],
  doubledPushes: [],
  lies: [],
  unfinished: [],
  invented: [],
}

const NO_LIST_WRONG = { unfinished: [], wrongSum: [], rowLies: [] }

const NOTHING = {
  missing: [],
  doubled: [],
  denied: [],
  invented: [],
  unfinished: [],
  contradicted: [],
  repeatedKeys: [],
}

const SLICE = { leastExecuted: 10, print: () => {} }

test('a console that is killed at any moment loses, repeats and denies no send and no delivery', async () => {
  const report = await runCrashTest({ ...SLICE, kills: 3, seed: Date.now() % 1e9 })
  expect(report.findings).toEqual(NOTHING)
  expect(report.deliveryFindings).toEqual(NOTHING_DELIVERED_WRONG)
  expect(report.listFindings).toEqual(NO_LIST_WRONG)
  expect(report.auditFindings).toEqual([])
  expect(report.fileIssue).toBeNull()
  expect(report.executed).toBeGreaterThan(10)
  expect(report.deliveries).toBeGreaterThan(10)
}, 120_000)

test.skipIf(!HAS_POSTGRES)(
  'two consoles on one PostgreSQL that are killed lose, repeat and deny no send',
  async () => {
    const databaseUrl = await newDatabase()
    const seed = Date.now() % 1e9
    const report = await runCrashTest({ ...SLICE, kills: 2, seed, databaseUrl })
    expect(report.findings).toEqual(NOTHING)
    expect(report.deliveryFindings).toEqual(NOTHING_DELIVERED_WRONG)
    expect(report.listFindings).toEqual(NO_LIST_WRONG)
    expect(report.auditFindings).toEqual([])
    expect(report.executed).toBeGreaterThan(10)
  },
  120_000,
)

describe('compareLedger', () => {
  const row = (key: string, state: 'sending' | 'answered' | 'not_sent' | 'unknown') => ({
    id: `id of ${key}`,
    idempotency_key: key,
    state,
    outcome: state === 'sending' ? ('unknown' as const) : state,
    code: state === 'answered' ? 0 : null,
  })
  const compare = (
    rows: ReturnType<typeof row>[],
    executed: Record<string, number>,
    reported: Parameters<typeof compareLedger>[2] = new Map(),
  ) => compareLedger(rows, new Map(Object.entries(executed)), reported)

  test('finds nothing in a correct ledger', () => {
    const rows = [
      row('a', 'answered'),
      row('b', 'unknown'),
      row('c', 'unknown'),
      row('d', 'not_sent'),
    ]
    expect(compare(rows, { a: 1, b: 1 })).toEqual(NOTHING)
  })

  test.each([
    ['a send without a row', [], { a: 1 }, { missing: ['a'] }],
    ['a send made twice', [row('a', 'answered')], { a: 2 }, { doubled: ['a'] }],
    ['a send denied', [row('a', 'not_sent')], { a: 1 }, { denied: ['a'] }],
    ['a success that did not happen', [row('a', 'answered')], {}, { invented: ['a'] }],
    ['a send that is still in progress', [row('a', 'sending')], { a: 1 }, { unfinished: ['a'] }],
    ['two rows for a key', [row('a', 'unknown'), row('a', 'unknown')], {}, { repeatedKeys: ['a'] }],
  ] as const)('finds %s', (_, rows, executed, finding) => {
    expect(compare([...rows], executed)).toEqual({ ...NOTHING, ...finding })
  })

  test('finds a different reported outcome, unless it was reported as not recorded', () => {
    const rows = [row('a', 'unknown')]
    const reported = (recorded: boolean) =>
      new Map([['a', [{ id: 'id of a', outcome: 'answered' as const, recorded }]]])
    expect(compare(rows, { a: 1 }, reported(true))).toEqual({ ...NOTHING, contradicted: ['a'] })
    expect(compare(rows, { a: 1 }, reported(false))).toEqual(NOTHING)
  })
})

test('compareAudit finds a change without an event', () => {
  const action = 'PATCH /api/templates/:id'
  const event = (name: string, status = 200) => ({
    ...{
      action,
      subject: 't',
      status,
      details: status === 200 ? { changes: { name: [null, name] as [null, string] } } : {},
    },
  })
  const compare = (...events: ReturnType<typeof event>[]) =>
    compareAudit([{ id: 't', name: 'b' }], events, new Map([['t', ['a']]]))
  expect(compare(event('a'), event('b'))).toEqual([])
  // Whether the change to `b` took effect is unknown.
  expect(compare(event('a'), event('', 0))).toEqual([])
  expect(compare(event('a'))).toEqual(['t'])
  expect(compare(event('b'), event('', 0))).toEqual(['t'])
})

describe('compareDeliveries', () => {
  const DONE = { messages: 1, bubbles: 1, recalled: 0 }
  const compare = (
    states: Parameters<typeof compareDeliveries>[0][number]['state'][],
    effects: Parameters<typeof compareDeliveries>[1] extends ReadonlyMap<string, infer E>
      ? E
      : never,
    reported: Parameters<typeof compareDeliveries>[2] = new Map(),
  ) =>
    compareDeliveries(
      states.map((state) => ({ message: { text: 'a' }, state })),
      new Map([['a', effects]]),
      reported,
    )

  test('finds nothing in a correct delivery', () => {
    expect(compare(['sent'], DONE)).toEqual(NOTHING_DELIVERED_WRONG)
    expect(compare(['unknown'], DONE)).toEqual(NOTHING_DELIVERED_WRONG)
  })

  test.each([
    ['one without a record', [], DONE, { missing: ['a'] }],
    ['two records', ['sent', 'sent'], DONE, { repeatedKeys: ['a'] }],
    ['a second message', ['unknown'], { ...DONE, messages: 2 }, { doubledMessages: ['a'] }],
    ['a second push', ['unknown'], { ...DONE, bubbles: 2 }, { doubledPushes: ['a'] }],
    ['bubbles denied', ['message_only'], DONE, { lies: ['a'] }],
    ['a message denied', ['not_sent'], { ...DONE, bubbles: 0 }, { lies: ['a'] }],
    ['a recall that did not happen', ['recalled'], DONE, { lies: ['a'] }],
    ['one that is still in progress', ['running'], DONE, { unfinished: ['a'] }],
  ] as const)('finds %s', (_, states, effects, finding) => {
    const reported = new Map([['a', ['sent' as const]]])
    expect(compare([...states], effects, reported)).toEqual({
      ...NOTHING_DELIVERED_WRONG,
      ...finding,
      ...(effects.bubbles === 0 && { invented: ['a'] }),
    })
  })
})

describe('compareLists', () => {
  const counts = {
    ...{ ready: 0, invalid: 0, waiting: 0, running: 0, sent: 1, message_only: 0 },
    ...{ refused: 0, not_sent: 1, unknown: 0, stopped: 0 },
  }
  const list = {
    ...({ id: 'l', state: 'finished', total: 2, counts } as const),
    rows: [
      { n: 1, state: 'sent', values: { key: 'a' } },
      { n: 2, state: 'not_sent', values: { key: 'b' } },
    ] as const,
  }
  const DONE = { messages: 1, bubbles: 1, recalled: 0 }
  const effects = new Map([['a', DONE]])

  test('finds nothing in a correct list', () => {
    expect(compareLists([list], effects)).toEqual(NO_LIST_WRONG)
  })

  test.each([
    ['one that does not end', { state: 'running' }, { unfinished: ['l'] }],
    ['a row too few', { rows: list.rows.slice(1) }, { wrongSum: ['l'] }],
    ['a wrong count', { counts: { ...counts, sent: 2 } }, { wrongSum: ['l'] }],
    [
      'a message denied, and one invented',
      {
        rows: [
          { n: 1, state: 'stopped', values: { key: 'a' } },
          { n: 2, state: 'sent', values: { key: 'b' } },
        ],
      },
      { rowLies: ['l:1', 'l:2'] },
    ],
  ] as const)('finds %s', (_, more, finding) => {
    expect(compareLists([{ ...list, ...more }], effects)).toEqual({ ...NO_LIST_WRONG, ...finding })
  })
})
