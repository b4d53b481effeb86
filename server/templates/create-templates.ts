import type { Updateable } from 'kysely'
import type { Template, TemplateFile } from '#contract/template'
import { writeEvent } from '../ledger/events.ts'
import type { Tables, Tx } from '../storage/database.ts'
import { type Storage, StorageError } from '../storage/storage.ts'
import { findByName, readIds, readSummaries, readTemplate, readVersion } from './read-templates.ts'
import type { TemplateRejection, TemplateStore } from './templates.ts'
import {
  extendTemplate,
  importTemplate,
  insertTemplate,
  TemplateRejectedError,
  templateSearchText,
} from './write-templates.ts'

type TemplateDeps = {
  /** Milliseconds since 1970. */
  now: () => number
  newId: () => string
}

/** Creates the store of templates in the console's database. */
export function createTemplates(storage: Storage, { now, newId }: TemplateDeps): TemplateStore {
  /** Runs the work in a transaction and returns a rejection instead of throwing it. */
  async function write<T>(work: (tx: Tx) => Promise<T>): Promise<T | TemplateRejection> {
    try {
      return await storage.write(work)
    } catch (error) {
      if (error instanceof TemplateRejectedError) return { rejected: error.rejected }
      throw error
    }
  }

  /** Changes a template to columns with a name that a concurrent writer may take. */
  async function writeWithName(
    id: string,
    columnsFor: (tx: Tx) => Promise<(Updateable<Tables['templates']> & { name: string }) | null>,
  ): Promise<Template | TemplateRejection | null> {
    let name = ''
    try {
      return await write(async (tx) => {
        const columns = await columnsFor(tx)
        if (columns === null) return null
        name = columns.name
        const other = await findByName(tx, name)
        if (other !== null && other !== id) throw new TemplateRejectedError('name_taken')
        await tx.updateTable('templates').set(columns).where('id', '=', id).execute()
        return readTemplate(tx, id)
      })
    } catch (error) {
      if (!(error instanceof StorageError) || error.fault !== 'other' || name === '') throw error
      const taken = await storage.read((db) => findByName(db, name))
      if (taken !== null && taken !== id) return { rejected: 'name_taken' }
      throw error
    }
  }

  return {
    list: (query) => storage.scan((db) => readSummaries(db, query)),

    find: (id) => storage.read((db) => readTemplate(db, id)),

    findVersion: (id, version) => storage.read((db) => readVersion(db, id, version)),

    create: (template, actor) =>
      write(async (tx) => {
        const id = await insertTemplate({ tx, actor, at_ms: now(), newId }, template)
        const created = await readTemplate(tx, id)
        if (!created) throw new Error('a template is missing right after it was created')
        return created
      }),

    addVersion: (id, version, actor) =>
      storage.write(async (tx) => {
        const added = await extendTemplate({ tx, actor, at_ms: now(), newId }, id, version)
        const template = await readTemplate(tx, id)
        return template && added === 'conflict' ? { conflict: template } : template
      }),

    change: (id, change) =>
      writeWithName(id, async (tx) => {
        const before = await readTemplate(tx, id)
        if (!before) return null
        const { name = before.name, note = before.note } = change
        const search = templateSearchText(name, note, before)
        return { name, note, search, updated_at_ms: now() }
      }),

    remove: (id, actor) =>
      storage.write(async (tx) => {
        const at_ms = now()
        const removed = await tx
          .updateTable('templates')
          .set({ deleted_at_ms: at_ms })
          .where('id', '=', id)
          .where('deleted_at_ms', 'is', null)
          .returning('name')
          .executeTakeFirst()
        if (!removed) return false
        await writeEvent(tx, { kind: 'template_deleted', actor, at_ms, subject: id, ...removed })
        return true
      }),

    restore: (id, actor) =>
      writeWithName(id, async (tx) => {
        const row = await tx
          .selectFrom('templates')
          .select(['name', 'deleted_at_ms'])
          .where('id', '=', id)
          .executeTakeFirst()
        if (!row) return null
        const { name } = row
        if (row.deleted_at_ms !== null) {
          const at_ms = now()
          await writeEvent(tx, { kind: 'template_restored', actor, at_ms, subject: id, name })
        }
        return { name, deleted_at_ms: null }
      }),

    toFile: (id) =>
      storage.scan(async (db) => {
        const templates: TemplateFile['templates'] = []
        for (const each of await readIds(db, id)) {
          const template = await readTemplate(db, each)
          if (!template) continue
          const { name, note } = template
          const versions = template.versions
            .map(({ message, follow_ups }) => ({ ...(message && { message }), follow_ups }))
            .reverse()
          templates.push({ name, note, versions })
        }
        if (id !== undefined && templates.length === 0) return null
        const hasMessages = templates.some(({ versions }) =>
          versions.some(({ message }) => message),
        )
        return { format: 'follow-up-console.templates', version: hasMessages ? 2 : 1, templates }
      }),

    fromFile: (file, actor) =>
      write(async (tx) => {
        const writer = { tx, actor, at_ms: now(), newId }
        const counts = { created: 0, extended: 0, unchanged: 0 }
        for (const template of file.templates) counts[await importTemplate(writer, template)] += 1
        return counts
      }),
  }
}
