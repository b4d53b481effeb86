import type { Transaction } from 'kysely'
import type { Exchange, WireRequest } from '#contract/exchange'
import type { Tables } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import type { Intent } from './ledger.ts'
import { readRows } from './read-exchanges.ts'
import { brokenExchange, type StoredExchange } from './row-exchange.ts'
import { indexTerms, searchText } from './search-terms.ts'
import { mayFollow, NoSendError, TransitionError } from './transition.ts'

type Tx = Transaction<Tables>

/** Another send on the same message is running; thrown so that the intent is taken back with it. */
export class OccupiedError extends Error {
  override readonly name = 'OccupiedError'
}

/**
 * INTENT, unless the key was used before.
 * @returns the number of its row; `null` where none was written
 * @throws OccupiedError
 */
export async function writeIntent(
  { instance, search }: Storage,
  tx: Tx,
  intent: Intent,
): Promise<number | null> {
  const latest = await tx
    .selectFrom('intents')
    .select((is) => is.fn.max('latest_at_ms').as('at_ms'))
    .executeTakeFirst()
  const latest_at_ms = Math.max(intent.started_at_ms, latest?.at_ms ?? 0)
  const written = await tx
    .insertInto('intents')
    .values({ ...intent, instance, latest_at_ms })
    .onConflict((key) => key.column('idempotency_key').doNothing())
    .returning('seq')
    .executeTakeFirst()
  if (!written) return null

  const { seq } = written
  const { base_url, message_id, profile, body } = intent
  const running = await tx
    .insertInto('in_flight')
    .values({ seq, base_url, message_id, instance })
    .onConflict((target) => target.columns(['base_url', 'message_id']).doNothing())
    .returning('seq')
    .executeTakeFirst()
  if (!running) throw new OccupiedError()

  const text = searchText({ message_id, log_id: null, msg: null, body })
  await search.put(tx, seq, indexTerms(text, { profile, outcome: null, code: null }))
  return seq
}

/** INTENT and SENDING in one step, of a send whose call leaves at once; otherwise like `writeIntent`. */
export async function writeIntentAndDeparture(
  storage: Storage,
  tx: Tx,
  intent: Intent,
  request: WireRequest,
  at_ms: number,
): Promise<number | null> {
  const seq = await writeIntent(storage, tx, intent)
  if (seq === null) return null
  const departure = { seq, at_ms, request: JSON.stringify(request) }
  await tx.insertInto('departures').values(departure).execute()
  return seq
}

/**
 * SENDING.
 * @throws TransitionError where the send has ended or has left already
 */
export async function writeDeparture(
  { instance }: Storage,
  tx: Tx,
  id: string,
  request: WireRequest,
  at_ms: number,
): Promise<void> {
  const seq = await seqOf(tx, id)
  // Changes nothing, but holds the row: nobody can end the send at the same moment.
  const held = await tx
    .updateTable('in_flight')
    .set({ instance })
    .where('seq', '=', seq)
    .where('instance', '=', instance)
    .returning('seq')
    .executeTakeFirst()
  const left =
    held &&
    (await tx
      .insertInto('departures')
      .values({ seq, at_ms, request: JSON.stringify(request) })
      .onConflict((key) => key.column('seq').doNothing())
      .returning('seq')
      .executeTakeFirst())
  if (!left) throw new TransitionError(`${id} cannot leave any more`)
}

/**
 * The end of a send of this console.
 * @throws TransitionError where the state machine forbids it
 */
export async function writeEnd(
  storage: Storage,
  tx: Tx,
  exchange: Exchange,
  at_ms: number,
): Promise<void> {
  const { id, outcome } = exchange
  const seq = await seqOf(tx, id)
  const running = await tx
    .deleteFrom('in_flight')
    .where('seq', '=', seq)
    .where('instance', '=', storage.instance)
    .returning('seq')
    .executeTakeFirst()
  if (!running) {
    const [row] = await readRows(tx, [seq])
    if (row?.exchange === JSON.stringify(stored(exchange))) return
    throw new TransitionError(`${id} has ended otherwise or belongs to another console`)
  }
  const departed = await tx
    .selectFrom('departures')
    .select('seq')
    .where('seq', '=', seq)
    .executeTakeFirst()
  const state = departed ? 'sending' : 'intent'
  if (!mayFollow(state, outcome)) throw new TransitionError(`${state} cannot become ${outcome}`)
  await insertEnd(storage, tx, seq, exchange, at_ms)
}

/** Ends whatever the given console, which is gone, left running; says how much that was. */
export async function writeEndsOf(
  storage: Storage,
  tx: Tx,
  instance: string,
  at_ms: number,
): Promise<number> {
  const left = await tx
    .deleteFrom('in_flight')
    .where('instance', '=', instance)
    .returning('seq')
    .execute()
  const rows = await readRows(
    tx,
    left.map(({ seq }) => seq),
  )
  for (const row of rows) {
    const when = row.departed_at_ms === null ? 'before' : 'during'
    const exchange = brokenExchange(row, 'crashed', `crashed ${when} the call`)
    await insertEnd(storage, tx, row.seq, exchange, at_ms)
  }
  return rows.length
}

async function insertEnd(
  { search }: Storage,
  tx: Tx,
  seq: number,
  exchange: Exchange,
  at_ms: number,
): Promise<void> {
  const { outcome, code } = exchange
  await tx
    .insertInto('settlements')
    .values({ seq, outcome, code, at_ms, exchange: JSON.stringify(stored(exchange)) })
    .execute()
  await search.put(tx, seq, indexTerms(searchText(exchange), exchange))
}

function stored({ resolution: _, recorded: __, ...exchange }: Exchange): StoredExchange {
  return exchange
}

async function seqOf(tx: Tx, id: string): Promise<number> {
  const row = await tx.selectFrom('intents').select('seq').where('id', '=', id).executeTakeFirst()
  if (!row) throw new NoSendError(id)
  return row.seq
}
