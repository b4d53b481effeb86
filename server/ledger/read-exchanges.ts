import type { DeliveryState } from '#contract/deliveries/delivery-states'
import { EVIDENCE_MEANINGS, readEvidence } from '#contract/evidence'
import type { Exchange } from '#contract/exchange'
import type { Evidence, Resolution, ResolutionVerdict } from '#contract/ledger'
import { deliveryProgress } from '../deliveries/delivery-state.ts'
import { isoTime } from '../iso-time.ts'
import { RESULT_COLUMNS } from '../results/result-columns.ts'
import type { Database } from '../storage/database.ts'
import { type ExchangeRow, rowExchange } from './row-exchange.ts'
import type { DeliveryFacts } from './search-terms.ts'

/** A row with what its delivery adds to it. */
export type ListedRow = ExchangeRow & DeliveryFacts & { list_id: string | null }

/** Returns the rows with these sequence numbers, newest first. */
export function readRows(db: Database, found: readonly { seq: number }[]): Promise<ListedRow[]> {
  if (found.length === 0) return Promise.resolve([])
  const seqs = found.map(({ seq }) => seq)
  return db
    .selectFrom('intents as i')
    .leftJoin('departures as d', 'd.seq', 'i.seq')
    .leftJoin('settlements as s', 's.seq', 'i.seq')
    .leftJoin('deliveries as y', 'y.id', 'i.delivery')
    .leftJoin('results as r', 'r.seq', 'i.seq')
    .select([
      ...RESULT_COLUMNS,
      'i.seq',
      'i.id',
      'i.idempotency_key',
      'i.actor',
      'i.profile',
      'i.base_url',
      'i.endpoint',
      'i.message_id',
      'i.attempt_of',
      'i.delivery',
      'i.url',
      'i.body',
      'i.started_at_ms',
      'd.at_ms as departed_at_ms',
      'd.request',
      's.exchange',
      'y.receive_id',
      'y.label',
      'y.template_id',
      'y.list_id',
    ])
    .where('i.seq', 'in', seqs)
    .orderBy('i.seq', 'desc')
    .execute()
}

/** Returns the exchanges of these rows; unknown ones with their current resolution. */
export async function readExchanges(
  db: Database,
  rows: readonly ExchangeRow[],
): Promise<Exchange[]> {
  const exchanges = rows.map(rowExchange)
  const open = rows.filter((_, i) => exchanges[i]?.state === 'unknown')
  if (open.length === 0) return exchanges
  const stored = await readResolutions(db, open)
  const repeats = await readRepeats(db, open)
  return exchanges.map((exchange, i) => ({
    ...exchange,
    resolution: resolveFrom(
      stored.get(rows[i]?.seq ?? 0) ?? [],
      repeats.get(rows[i]?.seq ?? 0) ?? [],
    ),
  }))
}

async function readResolutions(
  db: Database,
  rows: readonly ExchangeRow[],
): Promise<Map<number, StoredResolution[]>> {
  const found = await db
    .selectFrom('resolutions')
    .select(['seq', 'verdict', 'note', 'actor', 'at_ms', 'source', 'message_id'])
    .where(
      'seq',
      'in',
      rows.map(({ seq }) => seq),
    )
    .orderBy('n')
    .execute()
  return Map.groupBy(found, ({ seq }) => seq)
}

async function readRepeats(
  db: Database,
  rows: readonly ExchangeRow[],
): Promise<Map<number, RepeatEvidence[]>> {
  const originals = new Map(rows.map((row) => [row.id, row]))
  const found = await db
    .selectFrom('intents as i')
    .innerJoin('settlements as s', 's.seq', 'i.seq')
    .select(['i.seq', 'i.id', 'i.attempt_of', 'i.actor', 's.outcome', 's.code', 's.at_ms'])
    .where('i.attempt_of', 'in', [...originals.keys()])
    .orderBy('i.seq')
    .execute()
  const repeats = new Map<number, RepeatEvidence[]>()
  for (const { seq, id, attempt_of, actor, at_ms, ...end } of found) {
    const original = originals.get(attempt_of ?? '')
    if (!original) continue
    const others = end.code === 230008 ? await otherCandidates(db, original, seq) : 'none'
    const repeat = { exchange_id: id, evidence: readEvidence(end, others), actor, at_ms }
    repeats.set(original.seq, [...(repeats.get(original.seq) ?? []), repeat])
  }
  return repeats
}

/**
 * Returns which sends before the repeat, other than the original, may have added bubbles to the
 * message. Those of its own delivery are told apart if that made the message: then they all sent the
 * same bubbles, so that whichever of them worked, the delivery has.
 */
async function otherCandidates(
  db: Database,
  original: ExchangeRow,
  repeatSeq: number,
): Promise<'none' | 'same_delivery' | 'any'> {
  const others = await db
    .selectFrom('intents as i')
    .innerJoin('departures as d', 'd.seq', 'i.seq')
    .leftJoin('settlements as s', 's.seq', 'i.seq')
    .leftJoin('deliveries as y', 'y.id', 'i.delivery')
    .select(['i.delivery', 'y.message'])
    .where('i.endpoint', '=', original.endpoint)
    .where('i.message_id', '=', original.message_id)
    .where('i.base_url', '=', original.base_url)
    .where('i.seq', '<', repeatSeq)
    .where('i.seq', '!=', original.seq)
    .where((is) =>
      is.or([
        is('s.outcome', 'is', null),
        is('s.outcome', '=', 'unknown'),
        is.and([is('s.outcome', '=', 'answered'), is('s.code', '=', 0)]),
      ]),
    )
    .execute()
  if (others.length === 0) return 'none'
  const own = others.every(
    ({ delivery, message }) => delivery === original.delivery && message !== null,
  )
  return own ? 'same_delivery' : 'any'
}

type StoredResolution = Pick<Resolution, 'verdict' | 'note' | 'actor'> & {
  at_ms: number
  source: 'person' | 'chat'
  message_id: string | null
}
type RepeatEvidence = { exchange_id: string; evidence: Evidence; actor: string; at_ms: number }

/**
 * Returns the current resolution of an `unknown` send: the last one by a person or from the chat, else
 * the last conclusive evidence of a repeat, else the last inconclusive one.
 * @param stored oldest first
 * @param repeats oldest first
 */
export function resolveFrom(
  stored: readonly StoredResolution[],
  repeats: readonly RepeatEvidence[],
): Resolution | null {
  const latest = stored.at(-1)
  if (latest) {
    const { verdict, note, actor, at_ms, source: by, message_id } = latest
    const inChat = verdict === 'delivered' ? 'found_in_chat' : 'not_in_chat'
    return {
      ...{ verdict, note, actor, by, exchange_id: null, at: isoTime(at_ms) },
      evidence: by === 'chat' ? inChat : null,
      ...(message_id !== null && { message_id }),
    }
  }
  const last = repeats.findLast(({ evidence }) => verdictOf(evidence) !== 'undecided')
  const repeat = last ?? repeats.at(-1)
  if (!repeat) return null
  const { at_ms, ...shown } = repeat
  const verdict = verdictOf(repeat.evidence)
  return { ...shown, verdict, by: 'repeat', note: null, at: isoTime(at_ms) }
}

function verdictOf(evidence: Evidence): ResolutionVerdict {
  return EVIDENCE_MEANINGS[evidence].verdict
}

/** Returns the exchanges of deliveries by the delivery's id, oldest first. */
export async function readDeliveryExchanges(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, Exchange[]>> {
  if (ids.length === 0) return new Map()
  const found = await db.selectFrom('intents').select('seq').where('delivery', 'in', ids).execute()
  const exchanges = await readExchanges(db, await readRows(db, found))
  return Map.groupBy(exchanges.toReversed(), ({ delivery }) => delivery ?? '')
}

/** Returns the states of deliveries by their ids. */
export async function readDeliveryStates(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, DeliveryState>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'message', 'message_id'])
    .where('id', 'in', ids)
    .execute()
  const exchanges = await readDeliveryExchanges(db, ids)
  return new Map(
    rows.map(({ id, message, message_id }) => {
      const planned = { makesMessage: message !== null, message_id }
      return [id, deliveryProgress(planned, exchanges.get(id) ?? []).state]
    }),
  )
}
