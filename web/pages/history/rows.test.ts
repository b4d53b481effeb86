import { expect, test } from 'vitest'
import type { HistoryRow } from '#contract/deliveries/delivery'
import { sampleExchange } from '../../features/exchange-view/testing/sample-exchange.ts'
import { decisiveExchange, exchangesOf, pushOf, tableRows } from './rows.ts'

const create = sampleExchange({ id: 'create', endpoint: 'create_message', delivery: 'd' })
const push = sampleExchange({ id: 'push', delivery: 'd', code: 230006 })
const alone = sampleExchange({ id: 'alone' })
const recall = sampleExchange({ id: 'recall', endpoint: 'recall_message', delivery: 'd' })
const delivery: NonNullable<HistoryRow['delivery']> = {
  id: 'd',
  actor: 'local',
  profile: 'emulator',
  recipient: { receive_id_type: 'open_id', receive_id: 'ou_1', label: '林晓雨' },
  template: null,
  list_id: null,
  state: 'message_only',
  message_id: 'om_1',
  next_step: 'push',
  created_at: '2026-11-22T06:02:11.084Z',
}
const history: HistoryRow[] = [
  { delivery, exchanges: [create, push] },
  { delivery: null, exchanges: [alone] },
]
const ids = (open: string[]) => tableRows(history, open).map(({ id }) => id)

test('a delivery is one row, and its requests follow it while it is open', () => {
  expect(ids([])).toEqual(['d', 'alone'])
  expect(ids(['d'])).toEqual(['d', 'create', 'push', 'alone'])
  expect(ids(['other'])).toEqual(['d', 'alone'])
})

test('a delivery without a request is a row that opens to none', () => {
  const unsent: HistoryRow[] = [{ delivery: { ...delivery, state: 'not_sent' }, exchanges: [] }]
  expect(tableRows(unsent, ['d']).map(({ id, kind }) => [id, kind])).toEqual([['d', 'delivery']])
  const [row] = tableRows(unsent, [])
  expect(row && pushOf(exchangesOf(row))).toBeUndefined()
  expect(decisiveExchange({ state: 'not_sent' }, [])).toBeNull()
})

test('a delivery opens its push in the editor, and a message alone opens nothing', () => {
  const [row, , own] = tableRows(history, ['d'])
  expect(row && pushOf(exchangesOf(row))?.id).toBe('push')
  expect(own && pushOf(exchangesOf(own))?.id).toBe('push')
  const [message] = tableRows([{ delivery: null, exchanges: [create] }], [])
  expect(message && pushOf(exchangesOf(message))).toBeUndefined()
})

test.each([
  ['message_only', [create, push], 'push'],
  ['refused', [create], 'create'],
  ['sent', [create, push], undefined],
  ['sent', [create, { ...push, code: 0 }], 'push'],
  ['recalled', [create, push, recall], 'recall'],
  ['unknown', [create, push], undefined],
] as const)('the code of a delivery that is %s', (state, exchanges, id) => {
  expect(decisiveExchange({ state }, [...exchanges])?.id).toBe(id)
})
