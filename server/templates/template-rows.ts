import type { Selectable } from 'kysely'
import { draftBodySchema } from '#contract/draft-schema'
import type { FollowUps, Template, TemplateSummary, TemplateVersion } from '#contract/template'
import { findVariables } from '#contract/template-variables'
import type { Tables } from '../storage/database.ts'

type Row = Selectable<Tables['templates']>
type VersionRow = Selectable<Tables['template_versions']>

const time = (ms: number) => new Date(ms).toISOString()

function readFollowUps(json: string): FollowUps {
  return draftBodySchema.parse({ follow_ups: JSON.parse(json) }).follow_ups
}

/** A template as it is listed, from its row and that of its newest version. */
export function toSummary(row: Row, newest: Pick<VersionRow, 'follow_ups'>): TemplateSummary {
  const follow_ups = readFollowUps(newest.follow_ups)
  return {
    id: row.id,
    name: row.name,
    note: row.note,
    version: row.version,
    follow_ups,
    variables: findVariables(follow_ups),
    actor: row.actor,
    created_at: time(row.created_at_ms),
    updated_at: time(row.updated_at_ms),
  }
}

/** A template with its versions, given newest first. */
export function toTemplate(row: Row, versions: readonly VersionRow[]): Template {
  const [newest] = versions
  if (!newest) throw new Error(`template ${row.id} has no version`)
  return { ...toSummary(row, newest), versions: versions.map(toVersion) }
}

function toVersion({ version, follow_ups, actor, at_ms }: VersionRow): TemplateVersion {
  return { version, follow_ups: readFollowUps(follow_ups), actor, created_at: time(at_ms) }
}
