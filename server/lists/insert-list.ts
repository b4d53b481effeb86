import { hash } from 'node:crypto'
import type { ListRowState, ListSchedule } from '#contract/deliveries/list'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Database } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import type { ListOptions, ListPlan, ListRejection } from './lists.ts'
import { markDuplicates } from './mark-duplicates.ts'
import { type ListTexts, ownIssues, targetOf, withBlocking } from './plan-row.ts'
import { readRowDeliveries } from './read-list.ts'
import {
  chooseLanguages,
  type ListRecord,
  type PlannedRow,
  readPlannedRows,
  readRowStatuses,
} from './read-rows.ts'
import { isZone, toInstant } from './schedule.ts'
import { writeList } from './write-rows.ts'

export type InsertDeps = {
  storage: Storage
  now: () => number
  /** Removes the secrets of a profile from a text that is stored. */
  redact: (text: string, profile: SecretProfile) => string
}

type NewList = {
  fields: Pick<
    ListRecord,
    'name' | 'template_id' | 'template_version' | 'pause_percent' | 'again_of'
  > & { schedule: ListSchedule | null }
  texts: ListTexts
  rows: readonly PlannedRow[]
}

/** Stores a new list as a draft, or as scheduled; the same key again returns the same list. */
export async function insertList(
  { storage, now, redact }: InsertDeps,
  profile: SecretProfile,
  { fields, texts, rows }: NewList,
  { actor, idempotency_key: key }: ListOptions,
): Promise<{ id: string } | ListRejection> {
  const [first] = rows
  if (!first) return { rejected: 'list_nothing_left' }
  const inputs = rows.map(({ list_id: _, issues: __, language: ___, ...input }) => input)
  const content = JSON.stringify([fields, texts, inputs])
  if (redact(content, profile) !== content) return { rejected: 'list_has_secret' }
  const { schedule, ...others } = fields
  const starts_at_ms = schedule && (await startOf(schedule, now()))
  if (starts_at_ms !== null && typeof starts_at_ms !== 'number') return starts_at_ms
  await storage.scan((db) => chooseLanguages(db, profile, texts, rows))
  for (const row of rows) row.issues = withBlocking(ownIssues(row, texts), row)
  markDuplicates(rows)
  const list: Omit<ListRecord, 'seq'> = {
    ...others,
    id: first.list_id,
    idempotency_key: key ?? first.list_id,
    fingerprint: hash('sha256', JSON.stringify([profile.id, profile.base_url, content])),
    actor,
    profile: profile.id,
    base_url: profile.base_url,
    message: texts.message && JSON.stringify(texts.message),
    message_i18n: texts.message_i18n.length === 0 ? null : JSON.stringify(texts.message_i18n),
    follow_ups: JSON.stringify(texts.follow_ups),
    state: schedule ? 'scheduled' : 'draft',
    paused_by: null,
    instance: null,
    schedule: schedule && JSON.stringify(schedule),
    starts_at_ms,
    total: rows.length,
    created_at_ms: now(),
    checked_at_ms: null,
    started_at_ms: null,
    finished_at_ms: null,
  }
  if (await storage.write((tx) => writeList(tx, list, rows))) return { id: list.id }
  const before = await storage.read((db) =>
    db
      .selectFrom('lists')
      .select(['id', 'fingerprint'])
      .where('idempotency_key', '=', list.idempotency_key)
      .executeTakeFirst(),
  )
  return before?.fingerprint === list.fingerprint ? { id: before.id } : { rejected: 'key_reused' }
}

/** Returns the rows of a new list in the order of the input. */
export function newRows(list_id: string, rows: ListPlan['rows']): PlannedRow[] {
  return rows.map(({ recipient, values = {} }, i) => ({
    list_id,
    n: i + 1,
    ...targetOf(recipient),
    message_id: null,
    message_at_ms: null,
    values,
    issues: [],
    included: 0,
    language: null,
    outcome: null,
  }))
}

/**
 * Returns the rows of a list in these states as those of a new one. A message that has arrived only
 * gets its bubbles.
 */
export async function failedRows(
  db: Database,
  list: ListRecord,
  states: readonly ListRowState[],
  list_id: string,
): Promise<PlannedRow[]> {
  const statuses = await readRowStatuses(db, list)
  const wanted = new Map(
    statuses.filter(({ state }) => states.includes(state)).map(({ n, state }) => [n, state]),
  )
  const arrived = [...wanted].filter(([, state]) => state === 'message_only').map(([n]) => n)
  const deliveries = await readRowDeliveries(db, list.id, arrived)
  const rows: PlannedRow[] = []
  for (const row of await readPlannedRows(db, list.id)) {
    const state = wanted.get(row.n)
    if (state === undefined) continue
    const fresh = { list_id, n: rows.length + 1, issues: [], included: 0, outcome: null }
    if (state !== 'message_only') {
      rows.push({ ...row, ...fresh })
      continue
    }
    const delivery = deliveries.get(row.n)
    // Without the id of its message, a row could only send a second message.
    if (!delivery || delivery.message_id === null) continue
    const message_at_ms = row.message_at_ms ?? Date.parse(delivery.created_at)
    rows.push({ ...row, ...fresh, message_id: delivery.message_id, message_at_ms })
  }
  return rows
}

/** Returns when a list starts, in milliseconds since 1970, or why it cannot. */
export async function startOf(
  { at, zone }: ListSchedule,
  now_ms: number,
): Promise<number | ListRejection> {
  if (!(await isZone(zone))) return { rejected: 'schedule_zone' }
  const starts = await toInstant(at, zone)
  if (starts === null) return { rejected: 'schedule_time' }
  return starts <= now_ms ? { rejected: 'schedule_past' } : starts
}
