import { readEvidence } from '#contract/evidence'
import type { Exchange } from '#contract/exchange'
import type { Database } from '../storage/database.ts'
import { type Repeat, resolutionFrom, type Word } from './resolution.ts'
import { rowExchange, type SendRow } from './row-exchange.ts'

/** The sends with these sequence numbers as their rows tell them, newest first. */
export function readRows(db: Database, seqs: readonly number[]): Promise<SendRow[]> {
  if (seqs.length === 0) return Promise.resolve([])
  return db
    .selectFrom('intents as i')
    .leftJoin('departures as d', 'd.seq', 'i.seq')
    .leftJoin('settlements as s', 's.seq', 'i.seq')
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
      'i.url',
      'i.body',
      'i.started_at_ms',
      'd.at_ms as departed_at_ms',
      'd.request',
      's.exchange',
    ])
    .where('i.seq', 'in', seqs)
    .orderBy('i.seq', 'desc')
    .execute()
}

/** The exchanges of these rows with what is known of the unknown ones by now. */
export async function readExchanges(db: Database, rows: readonly SendRow[]): Promise<Exchange[]> {
  const exchanges = rows.map(rowExchange)
  const open = rows.filter((_, i) => exchanges[i]?.state === 'unknown')
  if (open.length === 0) return exchanges
  const words = await readWords(db, open)
  const repeats = await readRepeats(db, open)
  return exchanges.map((exchange, i) => ({
    ...exchange,
    resolution: resolutionFrom(
      words.get(rows[i]?.seq ?? 0) ?? [],
      repeats.get(rows[i]?.seq ?? 0) ?? [],
    ),
  }))
}

async function readWords(db: Database, rows: readonly SendRow[]): Promise<Map<number, Word[]>> {
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
  const groups = Map.groupBy(found, ({ seq }) => seq)
  return new Map([...groups].map(([seq, group]) => [seq, group.map(({ seq: _, ...word }) => word)]))
}

async function readRepeats(db: Database, rows: readonly SendRow[]): Promise<Map<number, Repeat[]>> {
  const originals = new Map(rows.map((row) => [row.id, row]))
  const found = await db
    .selectFrom('intents as i')
    .innerJoin('settlements as s', 's.seq', 'i.seq')
    .select(['i.seq', 'i.id', 'i.attempt_of', 'i.actor', 's.outcome', 's.code', 's.at_ms'])
    .where('i.attempt_of', 'in', [...originals.keys()])
    .orderBy('i.seq')
    .execute()
  const repeats = new Map<number, Repeat[]>()
  for (const { seq, id, attempt_of, actor, at_ms, ...end } of found) {
    const original = originals.get(attempt_of ?? '')
    if (!original) continue
    const others = end.code === 230008 && (await othersMayHaveWorked(db, original, seq))
    const repeat = { exchange_id: id, evidence: readEvidence(end, others), actor, at_ms }
    repeats.set(original.seq, [...(repeats.get(original.seq) ?? []), repeat])
  }
  return repeats
}

/** Whether a send other than the original, before the repeat, may have put bubbles on the message. */
async function othersMayHaveWorked(
  db: Database,
  original: SendRow,
  repeatSeq: number,
): Promise<boolean> {
  const other = await db
    .selectFrom('intents as i')
    .innerJoin('departures as d', 'd.seq', 'i.seq')
    .leftJoin('settlements as s', 's.seq', 'i.seq')
    .select('i.seq')
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
