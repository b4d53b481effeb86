import { sql } from 'kysely'
import type { Exchange, WireRequest } from '#contract/exchange'
import { beginResult, syncResult } from '../results/landed.ts'
import type { Tx } from '../storage/database.ts'
import type { SearchIndex } from '../storage/search-index.ts'
import type { Storage } from '../storage/storage.ts'
import type { Intent } from './ledger.ts'
import { readRows } from './read-exchanges.ts'
import { brokenExchange, rowExchange, type StoredExchange } from './row-exchange.ts'
import { type DeliveryFacts, indexTerms, searchText } from './search-terms.ts'
import { isAllowedNext, TransitionError, UnknownSendError } from './transition.ts'

/** Another send on the same message is running; thrown to roll back the intent. */
export class OccupiedError extends Error {
  override readonly name = 'OccupiedError'
}

/**
 * Writes INTENT, unless the key was used before.
 * @returns the sequence number of its row; null if the key was used
 * @throws OccupiedError if another send on the message is running
 */
export async function writeIntent(
  { instance, search }: Storage,
  tx: Tx,
  intent: Intent,
): Promise<number | null> {
  const { started_at_ms } = intent
  const latest_at_ms = sql<number>`coalesce((select latest_at_ms from intents
    where latest_at_ms > ${started_at_ms} order by latest_at_ms desc limit 1), ${started_at_ms})`
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

  const facts = await beginDelivery(tx, intent.delivery)
  const text = searchText({ message_id, log_id: null, msg: null, body }, facts)
  const { template_id } = facts
  await search.put(tx, seq, indexTerms(text, { profile, outcome: null, code: null, template_id }))
  return seq
}

/** Writes INTENT and SENDING of a send whose call is made at once; otherwise like `writeIntent`. */
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
 * Writes SENDING.
 * @throws TransitionError if the send has ended or was sent already
 */
export async function writeDeparture(
  { instance }: Storage,
  tx: Tx,
  id: string,
  request: WireRequest,
  at_ms: number,
): Promise<void> {
  const seq = await seqOf(tx, id)
  // Changes nothing, but locks the row, so that the send cannot be ended concurrently.
  const locked = await tx
    .updateTable('in_flight')
    .set({ instance })
    .where('seq', '=', seq)
    .where('instance', '=', instance)
    .returning('seq')
    .executeTakeFirst()
  const departed =
    locked &&
    (await tx
      .insertInto('departures')
      .values({ seq, at_ms, request: JSON.stringify(request) })
      .onConflict((key) => key.column('seq').doNothing())
      .returning('seq')
      .executeTakeFirst())
  if (!departed) throw new TransitionError(`${id} has ended or was sent already`)
}

/**
 * Writes the end of a send of this console.
 * @throws TransitionError if the state machine forbids it
 */
export async function writeEnd(
  storage: Storage,
  tx: Tx,
  exchange: Exchange,
  at_ms: number,
): Promise<void> {
  const { id, outcome } = exchange
  const running = await tx
    .deleteFrom('in_flight')
    .where('seq', '=', (is) => is.selectFrom('intents').select('seq').where('id', '=', id))
    .where('instance', '=', storage.instance)
    .returning([
      'seq',
      (is) =>
        is
          .selectFrom('departures as d')
          .select('d.seq')
          .whereRef('d.seq', '=', 'in_flight.seq')
          .as('departed'),
    ])
    .executeTakeFirst()
  if (!running) {
    const [row] = await readRows(tx, [{ seq: await seqOf(tx, id) }])
    if (row?.exchange === JSON.stringify(stored(exchange))) return
    throw new TransitionError(`${id} has another end or belongs to another console`)
  }
  const state = running.departed === null ? 'intent' : 'sending'
  if (!isAllowedNext(state, outcome)) throw new TransitionError(`${state} cannot become ${outcome}`)
  await insertEnd(storage, tx, running.seq, exchange, at_ms)
}

/** Ends the running sends of a crashed console. @returns the number of sends */
export async function writeEndsOf(
  storage: Storage,
  tx: Tx,
  instance: string,
  at_ms: number,
): Promise<number> {
  const running = await tx
    .deleteFrom('in_flight')
    .where('instance', '=', instance)
    .returning('seq')
    .execute()
  const rows = await readRows(tx, running)
  for (const row of rows) {
    const when = row.departed_at_ms === null ? 'before' : 'during'
    const exchange = brokenExchange(row, 'crashed', `crashed ${when} the call`)
    await insertEnd(storage, tx, row.seq, exchange, at_ms)
  }
  return rows.length
}

async function insertEnd(
  { search, instance }: Storage,
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
  await indexSend(search, tx, seq, exchange, await readDeliveryFacts(tx, exchange.delivery))
  if (exchange.endpoint !== 'push_follow_up') return
  if (outcome === 'answered' && code === 0) await beginResult(tx, seq, instance)
  // The response to a repeat is evidence about the first one.
  if (exchange.attempt_of !== null) await syncResult(tx, { id: exchange.attempt_of }, instance)
}

/** Updates the search index after the recipients of deliveries have changed, for example lost their labels. */
export async function reindexDeliveries(
  { search }: Storage,
  tx: Tx,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) {
    const found = await tx.selectFrom('intents').select('seq').where('delivery', '=', id).execute()
    for (const row of await readRows(tx, found)) {
      await indexSend(search, tx, row.seq, rowExchange(row), row)
    }
  }
}

function indexSend(
  search: SearchIndex,
  tx: Tx,
  seq: number,
  exchange: Exchange,
  facts: DeliveryFacts,
): Promise<void> {
  const { profile, state, outcome, code } = exchange
  const running = state === 'intent' || state === 'sending'
  const { template_id } = facts
  const terms = { profile, outcome: running ? null : outcome, code, template_id }
  return search.put(tx, seq, indexTerms(searchText(exchange, facts), terms))
}

const NO_DELIVERY: DeliveryFacts = { receive_id: null, label: null, template_id: null }

/** Returns what a delivery adds to its send, and notes that it has one. */
async function beginDelivery(tx: Tx, id: string | null): Promise<DeliveryFacts> {
  if (id === null) return NO_DELIVERY
  const found = await tx
    .updateTable('deliveries')
    .set({ unsent: 0 })
    .where('id', '=', id)
    .returning(['receive_id', 'label', 'template_id'])
    .executeTakeFirst()
  return found ?? NO_DELIVERY
}

async function readDeliveryFacts(tx: Tx, id: string | null): Promise<DeliveryFacts> {
  if (id === null) return NO_DELIVERY
  const found = await tx
    .selectFrom('deliveries')
    .select(['receive_id', 'label', 'template_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  return found ?? NO_DELIVERY
}

function stored({
  resolution: _,
  recorded: __,
  result: ___,
  ...exchange
}: Exchange): StoredExchange {
  return exchange
}

async function seqOf(tx: Tx, id: string): Promise<number> {
  const row = await tx.selectFrom('intents').select('seq').where('id', '=', id).executeTakeFirst()
  if (!row) throw new UnknownSendError(id)
  return row.seq
}
