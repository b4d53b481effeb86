import { EVIDENCE_MEANINGS, readEvidence } from '#contract/evidence'
import type { Exchange } from '#contract/exchange'
import type { Evidence, Resolution, ResolutionVerdict } from '#contract/ledger'
import type { Database } from '../storage/database.ts'
import { type ExchangeRow, rowExchange } from './row-exchange.ts'
import type { DeliveryFacts } from './search-terms.ts'

/** A row with what its delivery adds to it. */
export type ListedRow = ExchangeRow & DeliveryFacts

/** Returns the rows with these sequence numbers, newest first. */
export function readRows(db: Database, found: readonly { seq: number }[]): Promise<ListedRow[]> {
  if (found.length === 0) return Promise.resolve([])
  const seqs = found.map(({ seq }) => seq)
  return db
    .selectFrom('intents as i')
    .leftJoin('departures as d', 'd.seq', 'i.seq')
    .leftJoin('settlements as s', 's.seq', 'i.seq')
    .leftJoin('deliveries as y', 'y.id', 'i.delivery')
    .select([
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
  const byPerson = await readPersonResolutions(db, open)
  const repeats = await readRepeats(db, open)
  return exchanges.map((exchange, i) => ({
    ...exchange,
    resolution: resolveFrom(
      byPerson.get(rows[i]?.seq ?? 0) ?? [],
      repeats.get(rows[i]?.seq ?? 0) ?? [],
    ),
  }))
}

async function readPersonResolutions(
  db: Database,
  rows: readonly ExchangeRow[],
): Promise<Map<number, PersonResolution[]>> {
  const found = await db
    .selectFrom('resolutions')
    .select(['seq', 'verdict', 'note', 'actor', 'at_ms'])
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
    const others = end.code === 230008 && (await hasOtherCandidate(db, original, seq))
    const repeat = { exchange_id: id, evidence: readEvidence(end, others), actor, at_ms }
    repeats.set(original.seq, [...(repeats.get(original.seq) ?? []), repeat])
  }
  return repeats
}

/** Whether a send before the repeat, other than the original, may have added bubbles to the message. */
async function hasOtherCandidate(
  db: Database,
  original: ExchangeRow,
  repeatSeq: number,
): Promise<boolean> {
  const other = await db
    .selectFrom('intents as i')
    .innerJoin('departures as d', 'd.seq', 'i.seq')
    .leftJoin('settlements as s', 's.seq', 'i.seq')
    .select('i.seq')
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
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

type PersonResolution = Pick<Resolution, 'verdict' | 'note' | 'actor'> & { at_ms: number }
type RepeatEvidence = { exchange_id: string; evidence: Evidence; actor: string; at_ms: number }

/**
 * Returns the current resolution of an `unknown` send: a person's last one, else the last conclusive
 * evidence of a repeat, else the last inconclusive one.
 * @param byPerson oldest first
 * @param repeats oldest first
 */
export function resolveFrom(
  byPerson: readonly PersonResolution[],
  repeats: readonly RepeatEvidence[],
): Resolution | null {
  const latest = byPerson.at(-1)
  if (latest) {
    const { verdict, note, actor, at_ms } = latest
    const at = isoTime(at_ms)
    return { verdict, note, actor, by: 'person', evidence: null, exchange_id: null, at }
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

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
