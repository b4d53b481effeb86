import { type Selectable, sql } from 'kysely'
import type { DraftFollowUps } from '#contract/draft'
import { draftBodySchema } from '#contract/follow-ups'
import {
  type Template,
  type TemplateMessage,
  type TemplateSummary,
  type TemplateVersion,
  templateTexts,
} from '#contract/template'
import { findVariables } from '#contract/template-variables'
import type { Database, Tables } from '../storage/database.ts'
import { searchPatterns } from '../storage/search-index.ts'

/** Returns the templates that match every word of the query, latest change first. */
export async function readSummaries(db: Database, query: string): Promise<TemplateSummary[]> {
  let found = db
    .selectFrom('templates')
    .innerJoin('template_versions', (join) =>
      join
        .onRef('template_versions.template_id', '=', 'templates.id')
        .onRef('template_versions.version', '=', 'templates.version'),
    )
    .selectAll('templates')
    .select(['template_versions.follow_ups', 'template_versions.message'])
    .where('deleted_at_ms', 'is', null)
  for (const pattern of searchPatterns(query)) {
    found = found.where(sql<boolean>`search like ${pattern} escape '\\'`)
  }
  const rows = await found.orderBy('updated_at_ms', 'desc').orderBy('templates.id').execute()
  return rows.map((row) => toSummary(row, row))
}

/** Selects from the templates that are not deleted. */
export const keptTemplates = (db: Database) =>
  db.selectFrom('templates').where('deleted_at_ms', 'is', null)

/** Returns a template with all its versions; null if there is none or it is deleted. */
export async function readTemplate(db: Database, id: string): Promise<Template | null> {
  const row = await keptTemplates(db).selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const versions = await db
    .selectFrom('template_versions')
    .selectAll()
    .where('template_id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  return toTemplate(row, versions)
}

/** Returns one version of a template, even a deleted one; null if there is none. */
export async function readVersion(
  db: Database,
  id: string,
  version: number,
): Promise<TemplateVersion | null> {
  const row = await db
    .selectFrom('template_versions')
    .selectAll()
    .where('template_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return row ? toVersion(row) : null
}

/** Returns the ids of all templates, or of the given one if it exists, by name. */
export async function readIds(db: Database, id: string | undefined): Promise<string[]> {
  let wanted = keptTemplates(db).select('id')
  if (id !== undefined) wanted = wanted.where('id', '=', id)
  const rows = await wanted.orderBy('name').orderBy('id').execute()
  return rows.map((row) => row.id)
}

/** Returns the id of the template with a name; null if there is none. */
export async function findByName(db: Database, name: string): Promise<string | null> {
  const row = await keptTemplates(db).select('id').where('name', '=', name).executeTakeFirst()
  return row?.id ?? null
}

type TemplateRow = Selectable<Tables['templates']>
type VersionRow = Selectable<Tables['template_versions']>

const time = (ms: number) => new Date(ms).toISOString()

function readFollowUps(json: string): DraftFollowUps {
  return draftBodySchema.parse({ follow_ups: JSON.parse(json) }).follow_ups
}

function readMessage(json: string | null): TemplateMessage {
  return json === null ? null : (readFollowUps(`[${json}]`)[0] ?? null)
}

/** Returns a template's summary from its row and its newest version. */
function toSummary(
  row: TemplateRow,
  newest: Pick<VersionRow, 'follow_ups' | 'message'>,
): TemplateSummary {
  const message = readMessage(newest.message)
  const follow_ups = readFollowUps(newest.follow_ups)
  return {
    id: row.id,
    name: row.name,
    note: row.note,
    version: row.version,
    message,
    follow_ups,
    variables: findVariables(templateTexts({ message, follow_ups })),
    actor: row.actor,
    created_at: time(row.created_at_ms),
    updated_at: time(row.updated_at_ms),
  }
}

/** Returns a template with its versions, which must be newest first. */
function toTemplate(row: TemplateRow, versions: readonly VersionRow[]): Template {
  const [newest] = versions
  if (!newest) throw new Error(`template ${row.id} has no version`)
  return { ...toSummary(row, newest), versions: versions.map(toVersion) }
}

function toVersion({ version, message, follow_ups, actor, at_ms }: VersionRow): TemplateVersion {
  return {
    version,
    message: readMessage(message),
    follow_ups: readFollowUps(follow_ups),
    actor,
    created_at: time(at_ms),
  }
}
