import type { ListRow } from '#contract/deliveries/list'
import { LIST_LIMITS } from '#contract/deliveries/list-limits'
import { readValue } from '#contract/template-variables'
import { BYTE_ORDER_MARK, type CsvCell, csvLine } from '../exports/export-exchanges.ts'
import type { ListStore } from './lists.ts'

/** Yields all rows of a list in the order of the input, read page by page on demand. */
export async function* everyRow(
  lists: Pick<ListStore, 'read'>,
  id: string,
): AsyncGenerator<ListRow> {
  let after: number | null = 0
  while (after !== null) {
    const page = { after, limit: LIST_LIMITS.page.max }
    const list: Awaited<ReturnType<ListStore['read']>> = await lists.read(id, page)
    yield* list?.rows ?? []
    after = list?.next_after ?? null
  }
}

/** Yields the pieces of one JSON document, `{"rows":[…]}` with a line for each row. */
export async function* writeRowsJson(rows: AsyncIterable<ListRow>): AsyncGenerator<string> {
  yield '{"rows":['
  let separator = '\n'
  for await (const row of rows) {
    yield separator + JSON.stringify(row)
    separator = ',\n'
  }
  yield '\n]}\n'
}

/** The columns before and after those of the variables. */
const BEFORE: Readonly<Record<string, (row: ListRow) => CsvCell>> = {
  row: ({ n }) => n,
  recipient: ({ typed }) => typed,
  receive_id_type: ({ recipient }) => recipient?.receive_id_type,
  receive_id: ({ recipient }) => recipient?.receive_id,
  language: ({ language }) => language,
}
const AFTER: Readonly<Record<string, (row: ListRow) => CsvCell>> = {
  state: ({ state }) => state,
  issues: ({ issues }) => issues.map(({ kind }) => kind).join(' '),
  code: ({ code }) => code,
  msg: ({ msg }) => msg,
  log_id: ({ log_id }) => log_id,
  message_id: ({ message_id }) => message_id,
  sent_at: ({ sent_at }) => sent_at,
  delivery_id: ({ delivery_id }) => delivery_id,
  result: ({ result }) => result?.kind,
  bubble: ({ result }) => (result?.bubble === undefined ? null : result.bubble + 1),
  bubble_text: ({ result }) => result?.text,
  user_language: ({ result }) => result?.language,
  client: ({ result }) => result?.client,
  after_ms: ({ result }) => result?.after_ms,
}

/** Yields the lines of a CSV file, with a column for each variable. */
export async function* writeRowsCsv(
  variables: readonly string[],
  rows: AsyncIterable<ListRow>,
): AsyncGenerator<string> {
  const names = variables.map((name) => `{{${name}}}`)
  yield BYTE_ORDER_MARK + csvLine([...Object.keys(BEFORE), ...names, ...Object.keys(AFTER)])
  for await (const row of rows) {
    yield csvLine([
      ...Object.values(BEFORE).map((cellOf) => cellOf(row)),
      ...variables.map((name) => readValue(row.values, name)),
      ...Object.values(AFTER).map((cellOf) => cellOf(row)),
    ])
  }
}
