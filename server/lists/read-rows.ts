import { type Selectable, sql } from 'kysely'
import { LIST_ROW_STATES, type ListIssue, type ListRowState } from '#contract/deliveries/list'
import { LIST_LIMITS } from '#contract/deliveries/list-limits'
import { isLanguage } from '#contract/languages'
import {
  type DecisiveExchange,
  type DeliveryProgress,
  deliveryProgress,
} from '../deliveries/delivery-state.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { readDeliveryExchanges } from '../ledger/read-exchanges.ts'
import { ownerOf } from '../recipients/recipients.ts'
import type { Database, Tables } from '../storage/database.ts'
import type { ListTexts, Values } from './plan-row.ts'

export type ListRecord = Selectable<Tables['lists']>

/** A row as planned, with its JSON parsed. */
export type PlannedRow = Omit<
  Selectable<Tables['list_rows']>,
  'row_values' | 'issues' | 'blocked'
> & { values: Values; issues: ListIssue[] }

/** The idempotency key of a row's delivery. */
export function rowKey(list_id: string, n: number): string {
  return `${list_id}:${n}`
}

/** Returns rows in the order of the input: all, or those with these numbers. */
export async function readPlannedRows(
  db: Database,
  list_id: string,
  numbers?: readonly number[],
): Promise<PlannedRow[]> {
  let rows = db.selectFrom('list_rows').selectAll().where('list_id', '=', list_id).orderBy('n')
  if (numbers) rows = rows.where('n', 'in', numbers)
  return (await rows.execute()).map(({ row_values, issues, blocked: _, ...row }) => ({
    ...row,
    values: JSON.parse(row_values),
    issues: JSON.parse(issues),
  }))
}

export type RowStatus = { n: number; state: ListRowState }

type StatedList = Pick<ListRecord, 'id' | 'state' | 'instance'>

/** Rows after a number, at most so many. */
type RowRange = { after: number; limit: number }

/**
 * Returns what became of rows, by their deliveries, in the order of the input. A row that the list is
 * done with keeps its outcome if retention has removed its delivery.
 * @param range all rows by default
 */
export async function readRowStatuses(
  db: Database,
  list: StatedList,
  { after, limit }: RowRange = { after: 0, limit: LIST_LIMITS.rows },
): Promise<RowStatus[]> {
  const rows = await db
    .selectFrom('list_rows')
    .select(['n', 'outcome', 'blocked'])
    .where('list_id', '=', list.id)
    .where('n', '>', after)
    .orderBy('n')
    .limit(limit)
    .execute()
  const last = rows.at(-1)?.n ?? after
  const deliveries = await readDeliveryStates(db, list.id, { after, last })
  return rows.map((row) => ({ n: row.n, state: rowState(list, row, deliveries.get(row.n)) }))
}

/** Returns the number of rows in each state, and of blocked ones by the issue that blocks them. */
export async function countRows(db: Database, list: StatedList) {
  const groups = await db
    .selectFrom('list_rows')
    .select((is) => ['outcome', 'blocked', is.fn.countAll<number>().as('count')])
    .where('list_id', '=', list.id)
    .groupBy(['outcome', 'blocked'])
    .execute()
  const zero = LIST_ROW_STATES.map((state) => [state, 0] as const)
  const counts = Object.fromEntries(zero) as Record<ListRowState, number>
  const invalid_by: Record<string, number> = {}
  for (const { count, ...row } of groups) {
    const state = rowState(list, row, undefined)
    counts[state] += Number(count)
    if (state === 'invalid' && row.blocked !== null) {
      invalid_by[row.blocked] = (invalid_by[row.blocked] ?? 0) + Number(count)
    }
  }
  // The deliveries know better than the rows.
  for (const delivery of (await readDeliveryStates(db, list.id)).values()) {
    counts[rowState(list, delivery, undefined)] -= 1
    counts[rowState(list, delivery, delivery)] += 1
  }
  return { counts, invalid_by }
}

type RowPlan = { outcome: ListRowState | null; blocked: string | null }
type DeliveryStatus = RowPlan & { state: DeliveryProgress['state']; begun: boolean }

/** Derives the state of a row. */
function rowState(
  list: StatedList,
  { outcome, blocked }: RowPlan,
  delivery: DeliveryStatus | undefined,
): ListRowState {
  // Sent is final, so its delivery is not read.
  if (outcome === 'sent') return 'sent'
  if (delivery) {
    if (outcome === null && list.instance !== null) return 'running'
    if (delivery.begun) return delivery.state === 'recalled' ? 'sent' : delivery.state
  }
  if (outcome !== null) return outcome
  if (blocked !== null) return 'invalid'
  if (list.state === 'stopped') return 'stopped'
  // Its mobile number was never found.
  if (list.state === 'finished') return 'not_sent'
  return list.state === 'draft' || list.state === 'scheduled' ? 'ready' : 'waiting'
}

/** Returns the states of a list's deliveries by row, except those that are known to be sent. */
async function readDeliveryStates(
  db: Database,
  list_id: string,
  { after, last }: { after: number; last: number } = { after: 0, last: LIST_LIMITS.rows },
): Promise<Map<number, DeliveryStatus>> {
  const found = await db
    .selectFrom('list_rows as r')
    .innerJoin('deliveries as d', (join) =>
      join.on('d.idempotency_key', '=', sql<string>`r.list_id || ':' || r.n`),
    )
    .leftJoin('intents as i', 'i.delivery', 'd.id')
    .leftJoin('settlements as s', 's.seq', 'i.seq')
    .select([
      'r.n',
      'r.outcome as row_outcome',
      'r.blocked',
      'd.id',
      'd.message_id',
      sql<number>`case when d.message is null then 0 else 1 end`.as('makes_message'),
      'i.endpoint',
      's.outcome',
      's.code',
    ])
    .where('r.list_id', '=', list_id)
    .where('r.n', '>', after)
    .where('r.n', '<=', last)
    .where((is) => is.or([is('r.outcome', 'is', null), is('r.outcome', '<>', 'sent')]))
    .orderBy('r.n')
    .orderBy('i.seq')
    .execute()
  // Resolutions decide about unknown ones.
  const unknown = found.filter(({ outcome }) => outcome === 'unknown').map(({ id }) => id)
  const whole = await readDeliveryExchanges(db, [...new Set(unknown)])
  const states = new Map<number, DeliveryStatus>()
  for (const [n, parts] of Map.groupBy(found, (part) => part.n)) {
    const [first] = parts
    if (!first) continue
    const makesMessage = Number(first.makes_message) === 1
    const exchanges = whole.get(first.id) ?? parts.flatMap(toDecisive)
    const planned = { makesMessage, message_id: first.message_id }
    const { state } = deliveryProgress<DecisiveExchange>(planned, exchanges)
    const { row_outcome: outcome, blocked } = first
    states.set(n, { state, begun: exchanges.length > 0, outcome, blocked })
  }
  return states
}

function toDecisive({
  endpoint,
  outcome,
  code,
}: {
  endpoint: DecisiveExchange['endpoint'] | null
  outcome: DecisiveExchange['outcome'] | null
  code: number | null
}): DecisiveExchange[] {
  if (endpoint === null) return []
  return [
    {
      endpoint,
      // Which of the two a running one is does not matter here.
      state: outcome ?? 'sending',
      outcome: outcome ?? 'unknown',
      code,
      // Its id is not read: without one there is no push, and the state is the same.
      message_id: endpoint === 'create_message' && code === 0 ? 'om_' : null,
      resolution: null,
    },
  ]
}

/**
 * Chooses the language of each row's first message, in place: the one that its person reads, if that is
 * known and the message has a text in it.
 */
export async function chooseLanguages(
  db: Database,
  profile: Pick<SecretProfile, 'id' | 'base_url'>,
  { message_i18n }: ListTexts,
  rows: readonly PlannedRow[],
): Promise<void> {
  const offered = message_i18n.map(({ language }) => language).filter(isLanguage)
  const found =
    offered.length === 0
      ? []
      : await db
          .selectFrom('recipients')
          .select(['receive_id_type', 'receive_id', 'language'])
          .where((is) => is.and({ ...ownerOf(profile) }))
          .where('language', 'in', offered)
          .execute()
  const keyOf = (one: Pick<PlannedRow, 'receive_id_type' | 'receive_id'>) =>
    `${one.receive_id_type}:${one.receive_id}`
  const languages = new Map(found.map((person) => [keyOf(person), person.language]))
  for (const row of rows) row.language = languages.get(keyOf(row)) ?? null
}
