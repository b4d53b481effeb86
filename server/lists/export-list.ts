import type { ListRow } from '#contract/deliveries/list'
import { LIST_LIMITS } from '#contract/deliveries/list-limits'
import { readValue } from '#contract/template-variables'
import type { CsvColumns } from '../exports/export-exchanges.ts'
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

/** The columns before and after those of the variables. */
const BEFORE: CsvColumns<ListRow> = {
  row: ({ n }) => n,
  recipient: ({ typed }) => typed,
  receive_id_type: ({ recipient }) => recipient?.receive_id_type,
  receive_id: ({ recipient }) => recipient?.receive_id,
  language: ({ language }) => language,
}
const AFTER: CsvColumns<ListRow> = {
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

/** Returns the columns of a CSV file, with one for each variable. */
export function listColumns(variables: readonly string[]): CsvColumns<ListRow> {
  const values = variables.map((name) => {
    const cellOf = (row: ListRow) => readValue(row.values, name)
    return [`{{${name}}}`, cellOf] as const
  })
  return { ...BEFORE, ...Object.fromEntries(values), ...AFTER }
}
