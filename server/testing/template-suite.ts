import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DraftFollowUps } from '#contract/draft'
import type { Template } from '#contract/template'
import { listEvents } from '../ledger/events.ts'
import { type Storage, StorageError } from '../storage/storage.ts'
import { createTemplates } from '../templates/create-templates.ts'
import type { TemplateRejection, TemplateStore, VersionConflict } from '../templates/templates.ts'

const say = (content: string): DraftFollowUps => [{ content }]
const bilingual: DraftFollowUps = [
  { content: '查看订单 {{order}}', i18n_contents: [{ content: 'Track', language: 'en_us' }] },
]

function expectTemplate(template: Template | TemplateRejection | VersionConflict | null): Template {
  if (template === null || 'rejected' in template || 'conflict' in template) {
    throw new Error(`rejected: ${JSON.stringify(template)}`)
  }
  return template
}

/** Tests that every database must pass; `open` creates an unused one. */
export function testTemplates(open: () => Promise<Storage>): void {
  describe('templates', () => {
    let storage: Storage
    let templates: TemplateStore
    let now = Date.parse('2026-11-22T08:00:00Z')
    let ids = 0
    const create = async (name: string, follow_ups: DraftFollowUps = say(name), note = '') =>
      expectTemplate(await templates.create({ name, note, follow_ups }, 'local'))

    beforeAll(async () => {
      storage = await open()
      templates = createTemplates(storage, {
        now: () => {
          now += 1000
          return now
        },
        newId: () => `template-${++ids}`,
      })
    })
    afterAll(() => storage.close())
    beforeEach(async () => {
      for (const { id } of await templates.list('')) await templates.remove(id, 'local')
    })

    test('a template is returned as saved, with its variables', async () => {
      const made = await create('Parcel', bilingual, 'for the parcel bot')
      expect(made).toMatchObject({
        name: 'Parcel',
        note: 'for the parcel bot',
        version: 1,
        follow_ups: bilingual,
        variables: ['order'],
        actor: 'local',
      })
      expect(made.versions).toMatchObject([{ version: 1, follow_ups: bilingual, actor: 'local' }])
      expect(await templates.find(made.id)).toEqual(made)
      const { versions: _, ...summary } = made
      expect(await templates.list('')).toEqual([summary])
    })

    test('any text is stored unchanged', async () => {
      const odd = say('\0 \ud800 "quoted" \\ 😀 \u202e')
      const { id } = await create('odd', odd)
      expect((await templates.find(id))?.follow_ups).toEqual(odd)
    })

    test('every version is kept, newest first, and the same texts add none', async () => {
      const { id } = await create('growing', say('one'))
      await templates.addVersion(id, { follow_ups: say('two') }, 'local')
      const same = expectTemplate(
        await templates.addVersion(id, { follow_ups: say('two') }, 'local'),
      )
      expect(same.version).toBe(2)
      const back = expectTemplate(
        await templates.addVersion(id, { follow_ups: say('one') }, 'local'),
      )
      expect(back.versions.map(({ version, follow_ups }) => [version, follow_ups])).toEqual([
        [3, say('one')],
        [2, say('two')],
        [1, say('one')],
      ])
      expect(await templates.addVersion('missing', { follow_ups: say('x') }, 'local')).toBeNull()
    })

    test('a version has a first message, which the next one keeps unless it has its own', async () => {
      const message = {
        content: '{{name}}，您好',
        i18n_contents: [{ content: 'Hello {{name}}', language: 'en_us' }],
      }
      const follow_ups = say('Where is {{order}}?')
      const made = expectTemplate(
        await templates.create({ name: 'greeting', note: '', message, follow_ups }, 'local'),
      )
      expect(made).toMatchObject({ message, variables: ['name', 'order'] })
      expect(await templates.list('hello')).toMatchObject([{ id: made.id, message }])
      const add = async (version: Parameters<TemplateStore['addVersion']>[1]) =>
        expectTemplate(await templates.addVersion(made.id, version, 'local'))
      expect(await add({ follow_ups: say('Where?') })).toMatchObject({ version: 2, message })
      expect(await add({ message, follow_ups: say('Where?') })).toMatchObject({ version: 2 })
      expect(await add({ message: null, follow_ups: say('Where?') })).toMatchObject({
        version: 3,
        message: null,
        versions: [{ message: null }, { message }, { message }],
      })
      expect(await templates.findVersion(made.id, 1)).toMatchObject({ message, follow_ups })
      expect(await templates.findVersion(made.id, 4)).toBeNull()
    })

    test('a version edited from an older one is a conflict with the newest, unless it is the same', async () => {
      const { id } = await create('shared', say('one'))
      const save = (text: string, base_version: number) =>
        templates.addVersion(id, { follow_ups: say(text), base_version }, 'local')
      const theirs = expectTemplate(await save('theirs', 1))
      expect(await save('ours', 1)).toEqual({ conflict: theirs })
      expect(await templates.find(id)).toEqual(theirs)
      expect(await save('theirs', 1)).toEqual(theirs)
      expect(await save('ours', 2)).toMatchObject({ version: 3, follow_ups: say('ours') })
      const both = await Promise.all([save('a', 3), save('b', 3)])
      expect(both.filter((one) => one !== null && 'conflict' in one)).toHaveLength(1)
    })

    test('deleting and restoring leaves events, which nothing can change', async () => {
      const { id } = await create('logged')
      await templates.remove(id, 'ana')
      await templates.restore(id, 'bo')
      await templates.restore(id, 'bo')
      const { events } = await storage.read((db) => listEvents(db, { limit: 2 }))
      expect(events).toMatchObject([
        { kind: 'template_restored', actor: 'bo', subject: id, name: 'logged' },
        { kind: 'template_deleted', actor: 'ana', subject: id, name: 'logged' },
      ])
      const change = storage.write((tx) => tx.updateTable('events').set({ actor: 'x' }).execute())
      await expect(change).rejects.toThrow(StorageError)
      const remove = storage.write((tx) => tx.deleteFrom('events').execute())
      await expect(remove).rejects.toThrow(StorageError)
    })

    test('versions saved concurrently are all kept', async () => {
      const { id } = await create('busy', say('start'))
      const texts = Array.from({ length: 8 }, (_, n) => `text ${n}`)
      await Promise.all(
        texts.map((text) => templates.addVersion(id, { follow_ups: say(text) }, 'local')),
      )
      const versions = (await templates.find(id))?.versions ?? []
      expect(versions.map(({ version }) => version)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1])
      expect(new Set(versions.map(({ follow_ups }) => follow_ups[0]?.content))).toEqual(
        new Set(['start', ...texts]),
      )
    })

    test('a name can be used by one template only', async () => {
      const { id } = await create('mine')
      const again = { name: 'mine', note: '', follow_ups: say('other') }
      expect(await templates.create(again, 'local')).toEqual({ rejected: 'name_taken' })
      const other = await create('yours')
      expect(await templates.change(other.id, { name: 'mine' })).toEqual({ rejected: 'name_taken' })
      expect(expectTemplate(await templates.change(id, { name: 'mine', note: 'new' })).note).toBe(
        'new',
      )
      const all = await Promise.all(
        Array.from({ length: 5 }, () =>
          templates.create({ name: 'race', note: '', follow_ups: say('x') }, 'local'),
        ),
      )
      expect(all.filter((one) => !('rejected' in one))).toHaveLength(1)
    })

    test('of concurrent changes to the same name, one succeeds', async () => {
      const made = await Promise.all(['a', 'b', 'c', 'd'].map((name) => create(name)))
      const renamed = await Promise.all(
        made.map(({ id }) => templates.change(id, { name: 'wanted' })),
      )
      const won = renamed.filter((one) => one !== null && !('rejected' in one))
      expect(won).toHaveLength(1)
      expect(renamed.filter((one) => one !== null && 'rejected' in one)).toHaveLength(3)
    })

    test('a changed name or note is found and adds no version', async () => {
      const { id } = await create('before', bilingual)
      const changed = expectTemplate(await templates.change(id, { name: 'after', note: 'why' }))
      expect(changed).toMatchObject({ name: 'after', note: 'why', version: 1 })
      expect((await templates.list('after')).map((one) => one.id)).toEqual([id])
      expect(await templates.list('before')).toEqual([])
      expect(await templates.change('missing', { name: 'x' })).toBeNull()
    })

    test('a search needs every word in any text, without wildcards', async () => {
      const parcel = await create('Parcel', bilingual, '100% sure')
      await create('Other')
      const found = async (query: string) => (await templates.list(query)).map(({ id }) => id)
      expect(await found('订单 TRACK')).toEqual([parcel.id])
      expect(await found('100% parcel')).toEqual([parcel.id])
      expect(await found('订单 other')).toEqual([])
      expect(await found('1%0')).toEqual([])
      expect(await found('p_rcel')).toEqual([])
      await templates.addVersion(parcel.id, { follow_ups: say('something else') }, 'local')
      expect(await found('订单')).toEqual([])
    })

    test('the list has the latest change first', async () => {
      const [a, b] = [await create('a'), await create('b')]
      await templates.change(a.id, { note: 'changed' })
      expect((await templates.list('')).map(({ id }) => id)).toEqual([a.id, b.id])
    })

    test('a deleted template frees its name and can be restored completely', async () => {
      const { id } = await create('dear', say('one'))
      await templates.addVersion(id, { follow_ups: say('two') }, 'local')
      const before = await templates.find(id)
      expect(await templates.remove(id, 'local')).toBe(true)
      expect(await templates.remove(id, 'local')).toBe(false)
      expect(await templates.find(id)).toBeNull()
      expect(await templates.addVersion(id, { follow_ups: say('x') }, 'local')).toBeNull()
      expect(await templates.change(id, { note: 'x' })).toBeNull()

      const usurper = await create('dear')
      expect(await templates.restore(id, 'local')).toEqual({ rejected: 'name_taken' })
      await templates.remove(usurper.id, 'local')
      expect(await templates.restore(id, 'local')).toEqual(before)
      expect(await templates.restore('missing', 'local')).toBeNull()
    })

    test('a file moves all templates to another console, and importing it again has no effect', async () => {
      const { id } = await create('b', say('one'), 'note')
      await templates.addVersion(id, { follow_ups: say('two') }, 'local')
      await create('a', bilingual)
      const file = await templates.toFile(undefined)
      expect(file).toEqual({
        format: 'follow-up-console.templates',
        version: 1,
        templates: [
          { name: 'a', note: '', versions: [{ follow_ups: bilingual }] },
          {
            name: 'b',
            note: 'note',
            versions: [{ follow_ups: say('one') }, { follow_ups: say('two') }],
          },
        ],
      })
      expect((await templates.toFile(id))?.templates.map(({ name }) => name)).toEqual(['b'])
      expect(await templates.toFile('missing')).toBeNull()

      if (!file) throw new Error('no file')
      for (const one of await templates.list('')) await templates.remove(one.id, 'local')
      expect(await templates.fromFile(file, 'local')).toEqual({
        created: 2,
        extended: 0,
        unchanged: 0,
      })
      expect(await templates.toFile(undefined)).toEqual(file)
      expect(await templates.fromFile(file, 'local')).toEqual({
        created: 0,
        extended: 0,
        unchanged: 2,
      })
    })

    test('a file with first messages has version 2 and brings them along', async () => {
      const message = { content: '您好' }
      const follow_ups = say('x')
      await templates.create({ name: 'greeting', note: '', message, follow_ups }, 'local')
      const file = await templates.toFile(undefined)
      expect(file).toMatchObject({
        version: 2,
        templates: [{ name: 'greeting', versions: [{ message, follow_ups }] }],
      })
      if (!file) throw new Error('no file')
      for (const one of await templates.list('')) await templates.remove(one.id, 'local')
      await templates.fromFile(file, 'local')
      expect(await templates.list('')).toMatchObject([{ name: 'greeting', message }])
      expect(await templates.fromFile(file, 'local')).toMatchObject({ unchanged: 1 })
    })

    test('importing a file adds a version to a template with the same name', async () => {
      const { id } = await create('known', say('ours'))
      const done = await templates.fromFile(
        {
          format: 'follow-up-console.templates',
          version: 1,
          templates: [{ name: 'known', note: 'theirs', versions: [{ follow_ups: say('theirs') }] }],
        },
        'local',
      )
      expect(done).toEqual({ created: 0, extended: 1, unchanged: 0 })
      expect(await templates.find(id)).toMatchObject({
        note: '',
        version: 2,
        follow_ups: say('theirs'),
      })
    })

    test('a file that exceeds the limit is not imported at all', async () => {
      const made = await Promise.all(Array.from({ length: 3 }, (_, n) => create(`present ${n}`)))
      expect(made).toHaveLength(3)
      const many = Array.from({ length: 998 }, (_, n) => ({
        name: `new ${n}`,
        note: '',
        versions: [{ follow_ups: say('x') }],
      }))
      const file = { format: 'follow-up-console.templates', version: 1, templates: many } as const
      expect(await templates.fromFile(file, 'local')).toEqual({ rejected: 'full' })
      expect(await templates.list('')).toHaveLength(3)
    })
  })
}
