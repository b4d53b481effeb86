import type { ResultsFilter } from '#contract/results/summary'
import { BYTE_ORDER_MARK, type CsvColumns, csvLine } from '../exports/export-exchanges.ts'
import type { Storage } from '../storage/storage.ts'
import { type PushRow, toChange } from './apply-event.ts'
import { matching } from './summarize.ts'

/** Rows of one statement: more would delay other requests. */
const CHUNK = 500

type ResultLine = PushRow & { result: NonNullable<ReturnType<typeof toChange>['result']> }

/** The columns in order, each with a function that returns a result's cell. */
const COLUMNS: CsvColumns<ResultLine> = {
  sent_at: ({ started_at_ms }) => new Date(started_at_ms).toISOString(),
  profile: ({ profile }) => profile,
  template: ({ template_id }) => template_id,
  list: ({ list_id }) => list_id,
  result: ({ result }) => result.kind,
  bubble: ({ result }) => (result.bubble === undefined ? null : result.bubble + 1),
  text: ({ result }) => result.text,
  matched: ({ result }) => result.matched,
  language: ({ result }) => result.language,
  language_from: ({ result }) => result.language_from,
  client: ({ result }) => result.client,
  after_ms: ({ result }) => result.after_ms,
  at: ({ result }) => (result.at_ms === undefined ? null : new Date(result.at_ms).toISOString()),
  source: ({ result }) => result.source,
  certainty: ({ result }) => result.certainty,
  why: ({ result }) => result.why,
  exchange: ({ id }) => id,
  delivery: ({ delivery }) => delivery,
}

/** Yields the lines of a CSV file with a line for each push, newest first. */
export async function* writeResultsCsv(
  { scan }: Pick<Storage, 'scan'>,
  filter: ResultsFilter,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(Object.keys(COLUMNS))
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const rows = await scan((db) =>
      matching(db, filter)
        .innerJoin('intents as i', 'i.seq', 'r.seq')
        .selectAll('r')
        .select(['i.id', 'i.delivery', 'i.message_id', 'i.body', 'i.body_sha256'])
        .where('r.seq', '<', before)
        .orderBy('r.seq', 'desc')
        .limit(CHUNK)
        .execute(),
    )
    for (const row of rows) {
      const { result } = toChange(row)
      if (result) yield csvLine(Object.values(COLUMNS).map((cellOf) => cellOf({ ...row, result })))
    }
    before = rows.at(-1)?.seq ?? 0
    if (rows.length < CHUNK) return
  }
}
