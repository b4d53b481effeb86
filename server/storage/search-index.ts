import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './database.ts'

/**
 * Finds rows by terms: distinct lower-case words of letters, digits, `_` and `-`. It is derived from
 * the history and can be rebuilt, so only its rows are updated.
 */
export type SearchIndex = {
  put(transaction: Tx, seq: number, terms: readonly string[]): Promise<void>
  removeUpTo(transaction: Tx, upto: number): Promise<void>
  /** Returns a table expression with the `seq` of the rows that have all terms. */
  rowsWith(terms: readonly string[]): RawBuilder<{ seq: number }>
}

/** A contentless FTS5 index: a tenth of the size of an ordinary table of terms. */
export const sqliteSearchIndex: SearchIndex = {
  async put(transaction, seq, terms) {
    await sql`insert or replace into search (rowid, terms) values (${seq}, ${terms.join(' ')})`.execute(
      transaction,
    )
  },
  async removeUpTo(transaction, upto) {
    await sql`delete from search where rowid <= ${upto}`.execute(transaction)
  },
  rowsWith(terms) {
    const all = terms.map((term) => `"${term}"`).join(' AND ')
    return sql`(select rowid as seq from search where search match ${all})`
  },
}

export const postgresSearchIndex: SearchIndex = {
  async put(transaction, seq, terms) {
    await sql`insert into search (seq, terms) values (${seq}, string_to_array(${terms.join(' ')}, ' '))
      on conflict (seq) do update set terms = excluded.terms`.execute(transaction)
  },
  async removeUpTo(transaction, upto) {
    await sql`delete from search where seq <= ${upto}`.execute(transaction)
  },
  rowsWith(terms) {
    return sql`(select seq from search where terms @> string_to_array(${terms.join(' ')}, ' '))`
  },
}
