import { TEMPLATE_LIMITS } from '#contract/limits'
import {
  type NewTemplate,
  type NewVersion,
  type TemplateFile,
  type TemplateVersion,
  templateTexts,
} from '#contract/template'
import type { Tx } from '../storage/database.ts'
import { normalizeText } from '../storage/search-index.ts'
import { findByName, keptTemplates } from './read-templates.ts'
import type { TemplateRejection } from './templates.ts'

/** What a version says. */
type Contents = Pick<TemplateVersion, 'message' | 'follow_ups'>

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
  const { name, note, message = null, follow_ups } = template
  const contents = { message, follow_ups }
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
      search: templateSearchText(name, note, contents),
      actor,
      created_at_ms: at_ms,
      updated_at_ms: at_ms,
      deleted_at_ms: null,
    })
    .onConflict((any) => any.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!written) throw new TemplateRejectedError('name_taken')
  await insertVersion(writer, written.id, 1, contents)
  return written.id
}

/**
 * Adds a version to a template, unless the newest one is the same.
 * @returns null if there is no such template; `conflict` if `base_version` is not the newest one
 */
export async function extendTemplate(
  writer: TemplateWriter,
  id: string,
  { message: newMessage, follow_ups, base_version }: NewVersion,
): Promise<'added' | 'same' | 'conflict' | null> {
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
    .select(['message', 'follow_ups'])
    .where('template_id', '=', id)
    .where('version', '=', row.version)
    .executeTakeFirstOrThrow()
  const kept: Contents['message'] = newest.message === null ? null : JSON.parse(newest.message)
  const contents = { message: newMessage === undefined ? kept : newMessage, follow_ups }
  const stored = toColumns(contents)
  if (newest.follow_ups === stored.follow_ups && newest.message === stored.message) return 'same'
  if (base_version !== undefined && base_version !== row.version) return 'conflict'

  const version = row.version + 1
  await insertVersion(writer, id, version, contents)
  const search = templateSearchText(row.name, row.note, contents)
  await tx
    .updateTable('templates')
    .set({ version, search, updated_at_ms: at_ms })
    .where('id', '=', id)
    .execute()
  return 'added'
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
    const extended = await extendTemplate(writer, known, versionOf(newest))
    return extended === 'added' ? 'extended' : 'unchanged'
  }
  const id = await insertTemplate(writer, { name, note, ...first })
  for (const version of later) await extendTemplate(writer, id, versionOf(version))
  return 'created'
}

/** Returns the text that a search looks at. */
export function templateSearchText(name: string, note: string, contents: Contents): string {
  const texts = templateTexts(contents).flatMap(({ content, i18n_contents = [] }) => [
    content,
    ...i18n_contents.map((row) => row.content),
  ])
  return normalizeText([name, note, ...texts].join('\n'))
}

async function insertVersion(
  { tx, actor, at_ms }: TemplateWriter,
  template_id: string,
  version: number,
  contents: Contents,
): Promise<void> {
  await tx
    .insertInto('template_versions')
    .values({ template_id, version, ...toColumns(contents), actor, at_ms })
    .execute()
}

function toColumns({ message, follow_ups }: Contents) {
  return { message: message && JSON.stringify(message), follow_ups: JSON.stringify(follow_ups) }
}

/** Returns a version of a file, in which a missing message means that there is none. */
function versionOf({
  message = null,
  follow_ups,
}: TemplateFile['templates'][number]['versions'][number]): NewVersion {
  return { message, follow_ups }
}
