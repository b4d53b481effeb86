import { sql, type Transaction } from 'kysely'
import type { Template, TemplateSummary } from '#contract/template'
import type { Database, Tables } from '../storage/database.ts'
import { searchPatterns } from './search-text.ts'
import { toSummary, toTemplate } from './template-rows.ts'

type Reader = Database | Transaction<Tables>

/** Those that match every word of the query, latest change first. */
export async function readSummaries(db: Reader, query: string): Promise<TemplateSummary[]> {
  let found = db
    .selectFrom('templates')
    .innerJoin('template_versions', (join) =>
      join
        .onRef('template_versions.template_id', '=', 'templates.id')
        .onRef('template_versions.version', '=', 'templates.version'),
    )
    .selectAll('templates')
    .select('template_versions.follow_ups')
    .where('deleted_at_ms', 'is', null)
  for (const pattern of searchPatterns(query)) {
    found = found.where(sql<boolean>`search like ${pattern} escape '\\'`)
  }
  const rows = await found.orderBy('updated_at_ms', 'desc').orderBy('templates.id').execute()
  return rows.map((row) => toSummary(row, row))
}

/** One template with all its versions; `null` where there is none, or it is deleted. */
export async function readTemplate(db: Reader, id: string): Promise<Template | null> {
  const row = await db
    .selectFrom('templates')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at_ms', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const versions = await db
    .selectFrom('template_versions')
    .selectAll()
    .where('template_id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  return toTemplate(row, versions)
}

/** The ids of all templates, or of the one that is asked for, in the order of their names. */
export async function readIds(db: Reader, id: string | undefined): Promise<string[]> {
  let wanted = db.selectFrom('templates').select('id').where('deleted_at_ms', 'is', null)
  if (id !== undefined) wanted = wanted.where('id', '=', id)
  const rows = await wanted.orderBy('name').orderBy('id').execute()
  return rows.map((row) => row.id)
}

/** The template that has a name now, if any. */
export async function findByName(db: Reader, name: string): Promise<string | null> {
  const row = await db
    .selectFrom('templates')
    .select('id')
    .where('name', '=', name)
    .where('deleted_at_ms', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}
