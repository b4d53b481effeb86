import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Tables } from './database.ts'

/**
 * Finds rows by terms: plain lower-case words of letters, digits, `_` and `-`, at most one of each
 * per row. It is made from the history and can be made anew, so it alone is changed in place.
 */
export type SearchIndex = {
  put(transaction: Transaction<Tables>, seq: number, terms: readonly string[]): Promise<void>
  removeUpTo(transaction: Transaction<Tables>, upto: number): Promise<void>
  /** A table expression with the column `seq` of the rows that have every one of the terms. */
  rowsWith(terms: readonly string[]): RawBuilder<{ seq: number }>
}

/** An inverted index without the texts themselves: a tenth of the size of an ordinary table of terms. */
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
