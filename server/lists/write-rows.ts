import type { Tx } from '../storage/database.ts'
import type { ListRecord, PlannedRow } from './read-rows.ts'

/** Rows of one statement; SQLite accepts 32,766 values. */
const CHUNK = 200

/** Adds a list with its rows; returns false if its key was used. */
export async function writeList(
  tx: Tx,
  list: Omit<ListRecord, 'seq'>,
  rows: readonly PlannedRow[],
): Promise<boolean> {
  const written = await tx
    .insertInto('lists')
    .values(list)
    .onConflict((key) => key.column('idempotency_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!written) return false
  for (let i = 0; i < rows.length; i += CHUNK) {
    await tx
      .insertInto('list_rows')
      .values(rows.slice(i, i + CHUNK).map(toRecord))
      .execute()
  }
  return true
}

/** Writes changed rows. */
export async function updateRows(tx: Tx, rows: readonly PlannedRow[]): Promise<void> {
  for (const row of rows) {
    const { list_id, n, outcome: _, ...changed } = toRecord(row)
    await tx
      .updateTable('list_rows')
      .set(changed)
      .where('list_id', '=', list_id)
      .where('n', '=', n)
      // A row that the list is done with stays.
      .where('outcome', 'is', null)
      .execute()
  }
}

/** Writes what a check has found out about rows, except those that were changed meanwhile. */
export async function updateChecked(tx: Tx, rows: readonly PlannedRow[]): Promise<void> {
  for (const row of rows) {
    const { list_id, n, receive_id_type, receive_id, language, issues, blocked, ...input } =
      toRecord(row)
    await tx
      .updateTable('list_rows')
      .set({ receive_id_type, receive_id, language, issues, blocked })
      .where('typed', '=', input.typed)
      .where('row_values', '=', input.row_values)
      .where('included', '=', input.included)
      .where('list_id', '=', list_id)
      .where('n', '=', n)
      // A row that the list is done with stays.
      .where('outcome', 'is', null)
      .execute()
  }
}

function toRecord({ values, issues, ...row }: PlannedRow) {
  return {
    ...row,
    row_values: JSON.stringify(values),
    issues: JSON.stringify(issues),
    blocked: issues.find(({ blocking }) => blocking)?.kind ?? null,
  }
}
