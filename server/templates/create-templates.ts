import type { Transaction } from 'kysely'
import type { Template, TemplateFile } from '#contract/template'
import type { Tables } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import { findByName, readIds, readSummaries, readTemplate } from './read-templates.ts'
import { searchText } from './search-text.ts'
import type { Templates, Unkept } from './templates.ts'
import { extendTemplate, insertTemplate, takeOver, UnkeptError } from './write-templates.ts'

type Deps = {
  /** Milliseconds since 1970. */
  now: () => number
  newId: () => string
}

/** Keeps templates in the console's database. */
export function createTemplates(storage: Storage, { now, newId }: Deps): Templates {
  /** Runs the work whole or not at all; what could not be kept comes back as that. */
  async function keep<T>(work: (tx: Transaction<Tables>) => Promise<T>): Promise<T | Unkept> {
    try {
      return await storage.write(work)
    } catch (error) {
      if (error instanceof UnkeptError) return { unkept: error.unkept }
      throw error
    }
  }

  /** Gives a template a name, which another writer may take in the same moment. */
  async function keepName(
    id: string,
    nameOf: (tx: Transaction<Tables>) => Promise<string | null>,
    write: (tx: Transaction<Tables>) => Promise<unknown>,
  ): Promise<Template | Unkept | null> {
    let name: string | null = null
    try {
      return await keep(async (tx) => {
        name = await nameOf(tx)
        if (name === null) return null
        const other = await findByName(tx, name)
        if (other !== null && other !== id) throw new UnkeptError('name_taken')
        await write(tx)
        return readTemplate(tx, id)
      })
    } catch (error) {
      if (!(error instanceof StorageError) || error.fault !== 'other' || name === null) throw error
      const wanted: string = name
      const taken = await storage.read((db) => findByName(db, wanted))
      if (taken !== null && taken !== id) return { unkept: 'name_taken' }
      throw error
    }
  }

  return {
    list: (query) => storage.read((db) => readSummaries(db, query)),

    find: (id) => storage.read((db) => readTemplate(db, id)),

    create: (template, actor) =>
      keep(async (tx) => {
        const id = await insertTemplate({ tx, actor, at_ms: now(), newId }, template)
        const made = await readTemplate(tx, id)
        if (!made) throw new Error('a template is gone right after it was made')
        return made
      }),

    addVersion: (id, followUps, actor) =>
      storage.write(async (tx) => {
        await extendTemplate({ tx, actor, at_ms: now(), newId }, id, followUps)
        return readTemplate(tx, id)
      }),

    change: (id, change) =>
      keepName(
        id,
        async (tx) => {
          const before = await readTemplate(tx, id)
          return before && (change.name ?? before.name)
        },
        async (tx) => {
          const before = await readTemplate(tx, id)
          if (!before) return
          const { name = before.name, note = before.note } = change
          const search = searchText(name, note, before.follow_ups)
          await tx
            .updateTable('templates')
            .set({ name, note, search, updated_at_ms: now() })
            .where('id', '=', id)
            .execute()
        },
      ),

    remove: (id) =>
      storage.write(async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('templates')
          .set({ deleted_at_ms: now() })
          .where('id', '=', id)
          .where('deleted_at_ms', 'is', null)
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),

    restore: (id) =>
      keepName(
        id,
        async (tx) => {
          const row = await tx
            .selectFrom('templates')
            .select('name')
            .where('id', '=', id)
            .executeTakeFirst()
          return row?.name ?? null
        },
        (tx) =>
          tx.updateTable('templates').set({ deleted_at_ms: null }).where('id', '=', id).execute(),
      ),

    toFile: (id) =>
      storage.read(async (db) => {
        const templates: TemplateFile['templates'] = []
        for (const each of await readIds(db, id)) {
          const template = await readTemplate(db, each)
          if (!template) continue
          const { name, note } = template
          const versions = template.versions.map(({ follow_ups }) => ({ follow_ups })).reverse()
          templates.push({ name, note, versions })
        }
        if (id !== undefined && templates.length === 0) return null
        return { format: 'follow-up-console.templates', version: 1, templates }
      }),

    fromFile: (file, actor) =>
      keep(async (tx) => {
        const writing = { tx, actor, at_ms: now(), newId }
        const done = { created: 0, extended: 0, unchanged: 0 }
        for (const template of file.templates) done[await takeOver(writing, template)] += 1
        return done
      }),
  }
}
