import type { Delivery } from '#contract/deliveries/delivery'
import type { DeliveryState } from '#contract/deliveries/delivery-states'
import type {
  DeliveryList,
  ListRow,
  ListRowState,
  ListState,
  ListSummary,
} from '#contract/deliveries/list'
import { LIST_LIMITS } from '#contract/deliveries/list-limits'
import { LIMITS } from '#contract/limits'
import { toDelivery } from '../deliveries/read-deliveries.ts'
import { isoTime } from '../iso-time.ts'
import { parseCursor } from '../ledger/list-exchanges.ts'
import { readDeliveryExchanges } from '../ledger/read-exchanges.ts'
import type { Database } from '../storage/database.ts'
import type { RowQuery } from './lists.ts'
import { type ListTexts, listVariables } from './plan-row.ts'
import {
  countRows,
  type ListRecord,
  type PlannedRow,
  type RowStatus,
  readPlannedRows,
  readRowStatuses,
  rowKey,
} from './read-rows.ts'
import { quietUntil } from './schedule.ts'

/** Returns what every row says, with its variables. */
export function textsOf({ message, message_i18n, follow_ups }: ListRecord): ListTexts {
  return {
    message: message === null ? null : JSON.parse(message),
    message_i18n: message_i18n === null ? [] : JSON.parse(message_i18n),
    follow_ups: JSON.parse(follow_ups),
  }
}

/** Returns a list by its id; null if there is none. */
export async function findList(db: Database, id: string): Promise<ListRecord | null> {
  const found = db.selectFrom('lists').selectAll().where('id', '=', id).executeTakeFirst()
  return (await found) ?? null
}

/** Returns a list with one page of its rows. */
export async function readList(
  db: Database,
  record: ListRecord,
  { states, issue, after, limit }: RowQuery,
  { now_ms, checking, waits }: { now_ms: number } & Pick<DeliveryList, 'checking' | 'waits'>,
): Promise<DeliveryList> {
  const texts = textsOf(record)
  const { counts, invalid_by } = await countRows(db, record)
  const isFiltered = states !== undefined || issue !== undefined
  // One more row than a page shows whether there is a next one.
  const range = { after, limit: isFiltered ? LIST_LIMITS.rows : limit + 1 }
  let matching = await readRowStatuses(db, record, range)
  if (states) matching = matching.filter(({ state }) => states.includes(state))
  if (issue !== undefined) {
    const withIssue = await readRowsWithIssue(db, record.id, issue)
    matching = matching.filter(({ n }) => withIssue.has(n))
  }
  const page = matching.slice(0, limit)
  const { template_id, template_version, pause_percent } = record
  return {
    ...(await toSummary(record, counts, now_ms)),
    template:
      template_id === null || template_version === null
        ? null
        : { id: template_id, version: template_version },
    message: texts.message,
    message_i18n: [...texts.message_i18n],
    follow_ups: texts.follow_ups,
    variables: listVariables(texts),
    pause_at: pause_percent === null ? null : pause_percent / 100,
    invalid_by,
    checking,
    seconds_left: secondsLeft(record.state, counts),
    waits: record.state === 'running' ? waits : null,
    rows: await readPage(db, record.id, page),
    next_after: matching.length > limit ? (page.at(-1)?.n ?? null) : null,
  }
}

/** Returns one page of lists, newest first. @throws CursorError if the cursor is malformed */
export async function readLists(
  db: Database,
  { state, apps }: { state?: ListState | undefined; apps?: readonly string[] | undefined },
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  now_ms: number,
): Promise<{ lists: ListSummary[]; next_cursor: string | null }> {
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(cursor)
  let query = db
    .selectFrom('lists')
    .selectAll()
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit + 1)
  if (state !== undefined) query = query.where('state', '=', state)
  if (apps !== undefined) query = query.where('profile', 'in', apps)
  const found = await query.execute()
  const lists: ListSummary[] = []
  for (const record of found.slice(0, limit)) {
    const { counts } = await countRows(db, record)
    lists.push(await toSummary(record, counts, now_ms))
  }
  return { lists, next_cursor: found.length > limit ? String(found[limit - 1]?.seq) : null }
}

async function toSummary(
  record: ListRecord,
  counts: ListSummary['counts'],
  now_ms: number,
): Promise<ListSummary> {
  const { id, name, actor, profile, state, paused_by, total, again_of } = record
  const schedule: ListSummary['schedule'] =
    record.schedule === null ? null : JSON.parse(record.schedule)
  const isQuiet = schedule !== null && state === 'running'
  return {
    ...{ id, name, actor, profile, state, total, again_of, counts, schedule },
    paused_by: state === 'paused' ? paused_by : null,
    starts_at: state === 'scheduled' ? isoTime(record.starts_at_ms) : null,
    quiet_until: isQuiet ? isoTime(await quietUntil(now_ms, schedule)) : null,
    created_at: new Date(record.created_at_ms).toISOString(),
    checked_at: isoTime(record.checked_at_ms),
    started_at: isoTime(record.started_at_ms),
    finished_at: isoTime(record.finished_at_ms),
  }
}

const { perSecond, perMinute } = LIMITS.rate

/** Estimates the time for the rows that are left from the rate limit. */
function secondsLeft(state: ListState, counts: ListSummary['counts']): number | null {
  const left = counts.ready + counts.waiting + counts.running
  if (left === 0 || state === 'stopped' || state === 'finished') return null
  const minutes = Math.floor((left - 1) / perMinute)
  return minutes * 60 + Math.ceil((left - minutes * perMinute) / perSecond)
}

async function readRowsWithIssue(db: Database, id: string, kind: string): Promise<Set<number>> {
  const rows = await db
    .selectFrom('list_rows')
    .select('n')
    .where('list_id', '=', id)
    .where('issues', 'like', `%"kind":"${kind}"%`)
    .execute()
  return new Set(rows.map(({ n }) => n))
}

async function readPage(
  db: Database,
  id: string,
  statuses: readonly RowStatus[],
): Promise<ListRow[]> {
  if (statuses.length === 0) return []
  const numbers = statuses.map(({ n }) => n)
  const rows = await readPlannedRows(db, id, numbers)
  const deliveries = await readRowDeliveries(db, id, numbers)
  const states = new Map(statuses.map(({ n, state }) => [n, state]))
  return rows.map((row) =>
    toRow(row, states.get(row.n) ?? 'waiting', deliveries.get(row.n) ?? null),
  )
}

/** Deliveries of one statement. */
const CHUNK = 500

/** Returns the deliveries of rows that have one, by the row's number. */
export async function readRowDeliveries(
  db: Database,
  id: string,
  numbers: readonly number[],
): Promise<Map<number, Delivery>> {
  const deliveries = new Map<number, Delivery>()
  for (let i = 0; i < numbers.length; i += CHUNK) {
    const keys = new Map(numbers.slice(i, i + CHUNK).map((n) => [rowKey(id, n), n]))
    const records = await db
      .selectFrom('deliveries')
      .selectAll()
      .where('idempotency_key', 'in', [...keys.keys()])
      .execute()
    const exchanges = await readDeliveryExchanges(
      db,
      records.map((record) => record.id),
    )
    for (const record of records) {
      const delivery = toDelivery(record, exchanges.get(record.id) ?? [])
      deliveries.set(keys.get(record.idempotency_key) ?? 0, delivery)
    }
  }
  return deliveries
}

function toRow(row: PlannedRow, state: ListRowState, delivery: Delivery | null): ListRow {
  const { n, typed, receive_id_type, receive_id, label, values, issues, included, language } = row
  const last = delivery?.push ?? delivery?.create ?? null
  return {
    n,
    typed,
    recipient:
      receive_id_type === null || receive_id === null
        ? null
        : { receive_id_type, receive_id, label },
    values: { ...values },
    language,
    state,
    issues,
    include: included === 1,
    message_id: delivery?.message_id ?? row.message_id,
    delivery_id: delivery?.id ?? null,
    code: last?.code ?? null,
    msg: last?.msg ?? null,
    log_id: last?.log_id ?? null,
    sent_at: last?.started_at ?? null,
    ...(delivery?.push?.result && { result: delivery.push.result }),
  }
}

/** Maps the state of a delivery to that of its row. */
export function toOutcome(state: DeliveryState): ListRowState {
  return state === 'recalled' ? 'sent' : state
}
