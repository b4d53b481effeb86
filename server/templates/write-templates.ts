import type { Transaction } from 'kysely'
import type { FollowUps, NewTemplate, TemplateFile } from '#contract/template'
import { TEMPLATE_LIMITS } from '#contract/template-limits'
import type { Tables } from '../storage/database.ts'
import { findByName } from './read-templates.ts'
import { searchText } from './search-text.ts'
import type { Unkept } from './templates.ts'

/** A transaction, and who writes in it when. */
export type Writing = {
  tx: Transaction<Tables>
  actor: string
  /** Milliseconds since 1970. */
  at_ms: number
  newId: () => string
}

/** Thrown inside a transaction, so that all of it is taken back. */
export class UnkeptError extends Error {
  override readonly name = 'UnkeptError'
  readonly unkept: Unkept['unkept']
  constructor(unkept: Unkept['unkept']) {
    super(unkept)
    this.unkept = unkept
  }
}

/**
 * @returns the id of the new template
 * @throws UnkeptError
 */
export async function insertTemplate(writing: Writing, template: NewTemplate): Promise<string> {
  const { tx, actor, at_ms, newId } = writing
  const { name, note, follow_ups } = template
  const { count } = await tx
    .selectFrom('templates')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('deleted_at_ms', 'is', null)
    .executeTakeFirstOrThrow()
  if (count >= TEMPLATE_LIMITS.templates.max) throw new UnkeptError('full')

  const written = await tx
    .insertInto('templates')
    .values({
      id: newId(),
      name,
      note,
      version: 1,
      search: searchText(name, note, follow_ups),
      actor,
      created_at_ms: at_ms,
      updated_at_ms: at_ms,
      deleted_at_ms: null,
    })
    .onConflict((any) => any.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!written) throw new UnkeptError('name_taken')
  await insertVersion(writing, written.id, 1, follow_ups)
  return written.id
}

/** @returns whether the newest version said something else; `null` where there is no such template */
export async function extendTemplate(
  writing: Writing,
  id: string,
  followUps: FollowUps,
): Promise<boolean | null> {
  const { tx, at_ms } = writing
  // Changes nothing, but keeps every other writer of this template waiting until we are done.
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
  await insertVersion(writing, id, version, followUps)
  const search = searchText(row.name, row.note, followUps)
  await tx
    .updateTable('templates')
    .set({ version, search, updated_at_ms: at_ms })
    .where('id', '=', id)
    .execute()
  return true
}

/** Takes one template of a file over. */
export async function takeOver(
  writing: Writing,
  { name, note, versions }: TemplateFile['templates'][number],
): Promise<'created' | 'extended' | 'unchanged'> {
  const [first, ...later] = versions
  const newest = versions.at(-1)
  if (!first || !newest) return 'unchanged'
  const known = await findByName(writing.tx, name)
  if (known !== null) {
    return (await extendTemplate(writing, known, newest.follow_ups)) ? 'extended' : 'unchanged'
  }
  const id = await insertTemplate(writing, { name, note, ...first })
  for (const { follow_ups } of later) await extendTemplate(writing, id, follow_ups)
  return 'created'
}

async function insertVersion(
  { tx, actor, at_ms }: Writing,
  template_id: string,
  version: number,
  followUps: FollowUps,
): Promise<void> {
  const follow_ups = JSON.stringify(followUps)
  await tx
    .insertInto('template_versions')
    .values({ template_id, version, follow_ups, actor, at_ms })
    .execute()
}
