import { hash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { ResultChange } from '#contract/results/result'
import type { ResultReason, ResultSource } from '#contract/results/result-kinds'
import type { Database, Tables, Tx } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import { type ChatEvent, type Decision, decide, takesPlace, UNDECIDED } from './decide-result.ts'
import { bubbleTexts, toResult } from './result-columns.ts'

/** A result with what its push adds to it. */
export type PushRow = Selectable<Tables['results']> &
  Pick<Selectable<Tables['intents']>, 'id' | 'delivery' | 'message_id' | 'body' | 'body_sha256'>

const pushRows = (db: Database) =>
  db
    .selectFrom('results as r')
    .innerJoin('intents as i', 'i.seq', 'r.seq')
    .selectAll('r')
    .select(['i.id', 'i.delivery', 'i.message_id', 'i.body', 'i.body_sha256'])

/** Returns pushes with their results, in no particular order. */
export function readPushes(db: Database, seqs: readonly number[]): Promise<PushRow[]> {
  return seqs.length === 0 ? Promise.resolve([]) : pushRows(db).where('r.seq', 'in', seqs).execute()
}

/** A changed result, or only that its chat is not read any more. */
type ResultUpdate =
  | (Decision & { watched: number; looks?: number })
  | { watched: number; kind?: never }

/** An event in a chat of an upstream. */
export type ChatReport = {
  base_url: string
  chat_id: string | null
  event: ChatEvent
  source: ResultSource
  /** Applies only to pushes before this one, whose message the event reports. */
  before_seq?: number
}

/**
 * Applies an event to the push that it belongs to: the newest one in the chat whose message is not later.
 * @returns the push whose result changed; null if none did
 */
export async function applyEvent(storage: Storage, report: ChatReport): Promise<PushRow | null> {
  const push = await storage.read((db) => findPush(db, report))
  return push && applyToPush(storage, push.seq, report)
}

/** Applies an event that is known to belong to a push. @returns the push if its result changed */
export async function applyToPush(
  storage: Storage,
  seq: number,
  { event, source }: Pick<ChatReport, 'event' | 'source'>,
  looks?: number,
): Promise<PushRow | null> {
  return changeResult(storage, seq, (push) => {
    const { message_at_ms, pushed_at_ms } = push
    const redacted = hash('sha256', push.body) !== push.body_sha256
    const next = decide(
      { bubbles: bubbleTexts(push.body), message_at_ms, pushed_at_ms, redacted },
      event,
      source,
    )
    // A source that does not report everything is confirmed by one more look.
    const watched = Number(source !== 'poll')
    if (takesPlace(next, push)) return { ...next, watched, ...(looks !== undefined && { looks }) }
    return source === 'poll' ? { watched } : null
  })
}

/** Ends the wait for a push without an event; a later event still changes it. */
export function endWait(
  storage: Storage,
  seq: number,
  end: { kind: 'untouched' } | { kind: 'unknown'; why: ResultReason },
  looks: number,
): Promise<PushRow | null> {
  const { kind } = end
  const certainty = kind === 'untouched' ? 'certain' : 'unknown'
  const why = kind === 'unknown' ? end.why : null
  return changeResult(storage, seq, (push) =>
    push.kind === 'waiting'
      ? { ...UNDECIDED, kind, certainty, why, looks, watched: 0 }
      : { watched: 0 },
  )
}

/** Changes a result in one transaction; on PostgreSQL other consoles wait for it. */
function changeResult(
  storage: Storage,
  seq: number,
  change: (push: PushRow) => ResultUpdate | null,
): Promise<PushRow | null> {
  return storage.write(async (tx) => {
    const [push] = await readLocked(tx, storage, seq)
    const next = push ? change(push) : null
    if (!push || !next) return null
    await tx.updateTable('results').set(next).where('seq', '=', seq).execute()
    return next.kind ? { ...push, ...next } : null
  })
}

function readLocked(tx: Tx, { kind }: Storage, seq: number): Promise<PushRow[]> {
  const found = pushRows(tx).where('r.seq', '=', seq)
  return (kind === 'postgres' ? found.forUpdate('r') : found).execute()
}

/** Messages of one chat in the same millisecond, at most. */
const SAME_TIME = 8

async function findPush(
  db: Database,
  { base_url, chat_id, event, before_seq }: ChatReport,
): Promise<{ seq: number } | null> {
  if (event.kind === 'recalled') return findRecalled(db, base_url, event.message_id)
  if (chat_id === null) return null
  let found = db
    .selectFrom('results as r')
    .innerJoin('intents as i', 'i.seq', 'r.seq')
    .select(['r.seq', 'r.why', 'i.message_id'])
    .where('r.chat_id', '=', chat_id)
    .where('r.base_url', '=', base_url)
    .where('r.message_at_ms', '<=', event.create_time_ms)
  if (before_seq !== undefined) found = found.where('r.seq', '<', before_seq)
  const pushes = await found
    .orderBy('r.message_at_ms', 'desc')
    .orderBy('r.seq', 'desc')
    .limit(SAME_TIME)
    .execute()
  return (
    pushes.find(
      ({ why, message_id }) => why !== 'counted_elsewhere' && message_id !== event.message_id,
    ) ?? null
  )
}

async function findRecalled(db: Database, base_url: string, message_id: string) {
  const newest = await db
    .selectFrom('intents as i')
    .innerJoin('results as r', 'r.seq', 'i.seq')
    .select('r.seq')
    .where('i.message_id', '=', message_id)
    .where('i.base_url', '=', base_url)
    .where((is) => is.or([is('r.why', 'is', null), is('r.why', '<>', 'counted_elsewhere')]))
    .orderBy('i.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return newest ?? null
}

/** Returns the change that is announced for a push. */
export function toChange(push: PushRow): ResultChange {
  const { id, delivery, list_id, profile, body, kind, ...columns } = push
  const result = toResult({ ...columns, result_kind: kind }, body) ?? null
  return { exchange_id: id, delivery, list: list_id, profile, result }
}
