import type { DraftFollowUps } from '#contract/draft'
import { TEMPLATE_LIMITS } from '#contract/limits'
import type { NewTemplate, TemplateFile } from '#contract/template'
import type { Tx } from '../storage/database.ts'
import { normalizeText } from '../storage/text-search.ts'
import { findByName, keptTemplates } from './read-templates.ts'
import type { TemplateRejection } from './templates.ts'

/** A transaction with the actor and time of its changes. */
export type TemplateWriter = {
  tx: Tx
  actor: string
  /** Milliseconds since 1970. */
  at_ms: number
  newId: () => string
}

/** Thrown inside a transaction to roll it back. */
export class TemplateRejectedError extends Error {
  override readonly name = 'TemplateRejectedError'
  readonly rejected: TemplateRejection['rejected']
  constructor(rejected: TemplateRejection['rejected']) {
    super(rejected)
    this.rejected = rejected
  }
}

/**
 * Inserts a template and returns its id.
 * @throws TemplateRejectedError if the name is taken or there are too many
 */
export async function insertTemplate(
  writer: TemplateWriter,
  template: NewTemplate,
): Promise<string> {
  const { tx, actor, at_ms, newId } = writer
  const { name, note, follow_ups } = template
  const { count } = await keptTemplates(tx)
    .select((is) => is.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (count >= TEMPLATE_LIMITS.templates.max) throw new TemplateRejectedError('full')

  const written = await tx
    .insertInto('templates')
    .values({
      id: newId(),
      name,
      note,
      version: 1,
      search: templateSearchText(name, note, follow_ups),
      actor,
      created_at_ms: at_ms,
      updated_at_ms: at_ms,
      deleted_at_ms: null,
    })
    .onConflict((any) => any.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!written) throw new TemplateRejectedError('name_taken')
  await insertVersion(writer, written.id, 1, follow_ups)
  return written.id
}

/**
 * Adds a version to a template, unless the newest one is the same.
 * @returns whether it was added; null if there is no such template
 */
export async function extendTemplate(
  writer: TemplateWriter,
  id: string,
  followUps: DraftFollowUps,
): Promise<boolean | null> {
  const { tx, at_ms } = writer
  // Changes nothing, but locks the template against concurrent writers.
  const row = await tx
    .updateTable('templates')
    .set((is) => ({ version: is.ref('version') }))
    .where('id', '=', id)
    .where('deleted_at_ms', 'is', null)
    .returning(['name', 'note', 'version'])
    .executeTakeFirst()
  if (!row) return null

  const newest = await tx
    .selectFrom('template_versions')
    .select('follow_ups')
    .where('template_id', '=', id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (newest?.follow_ups === JSON.stringify(followUps)) return false

  const version = row.version + 1
  await insertVersion(writer, id, version, followUps)
  const search = templateSearchText(row.name, row.note, followUps)
  await tx
    .updateTable('templates')
    .set({ version, search, updated_at_ms: at_ms })
    .where('id', '=', id)
    .execute()
  return true
}

/** Imports one template of a file. */
export async function importTemplate(
  writer: TemplateWriter,
  { name, note, versions }: TemplateFile['templates'][number],
): Promise<'created' | 'extended' | 'unchanged'> {
  const [first, ...later] = versions
  const newest = versions.at(-1)
  if (!first || !newest) return 'unchanged'
  const known = await findByName(writer.tx, name)
  if (known !== null) {
    return (await extendTemplate(writer, known, newest.follow_ups)) ? 'extended' : 'unchanged'
  }
  const id = await insertTemplate(writer, { name, note, ...first })
  for (const { follow_ups } of later) await extendTemplate(writer, id, follow_ups)
  return 'created'
}

/** Returns the text that a search looks at. */
export function templateSearchText(name: string, note: string, followUps: DraftFollowUps): string {
  const texts = followUps.flatMap(({ content, i18n_contents = [] }) => [
    content,
    ...i18n_contents.map((row) => row.content),
  ])
  return normalizeText([name, note, ...texts].join('\n'))
}

async function insertVersion(
  { tx, actor, at_ms }: TemplateWriter,
  template_id: string,
  version: number,
  followUps: DraftFollowUps,
): Promise<void> {
  const follow_ups = JSON.stringify(followUps)
  await tx
    .insertInto('template_versions')
    .values({ template_id, version, follow_ups, actor, at_ms })
    .execute()
}
