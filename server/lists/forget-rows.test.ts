import { expect, test } from 'vitest'
import type { ListState } from '#contract/deliveries/list'
import { memoryStorage } from '../testing/memory-storage.ts'
import { testProfile } from '../testing/test-console.ts'
import { forgetLabels, pruneLists } from './forget-rows.ts'
import { insertList, newRows } from './insert-list.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-12-01T08:00:00Z')

/** A storage with one list in each state, made and over at these times. */
async function storeLists(states: readonly [ListState, number][]) {
  const storage = memoryStorage()
  for (const [state, at] of states) {
    const id = `${state}-${at}`
    const deps = { storage, now: () => at, redact: (text: string) => text }
    const texts = {
      message: { text: 'Hello' },
      message_i18n: [],
      follow_ups: [{ content: 'Hello' }],
    }
    const fields = {
      ...{ name: '', template_id: null, template_version: null, pause_percent: 20 },
      ...{ again_of: null, schedule: null },
    }
    const rows = newRows(id, [{ recipient: 'emma@example.com' }])
    await insertList(
      deps,
      testProfile('http://127.0.0.1:1'),
      { fields, texts, rows },
      { actor: 'a' },
    )
    const over = state === 'finished' || state === 'stopped'
    await storage.write(async (tx) => {
      await tx
        .updateTable('lists')
        .set({ state, finished_at_ms: over ? at : null })
        .where('id', '=', id)
        .execute()
    })
  }
  return storage
}

test('removes drafts and lists that are over after their time, with their rows', async () => {
  const old = NOW - 10 * DAY
  const storage = await storeLists([
    ...(['finished', 'stopped', 'draft', 'paused', 'running', 'scheduled'] as const).map(
      (state): [ListState, number] => [state, old],
    ),
    ['finished', NOW],
  ])
  expect(await pruneLists(storage, NOW - DAY)).toBe(3)
  const left = await storage.read((db) => db.selectFrom('lists').select('id').execute())
  const names = [`paused-${old}`, `running-${old}`, `scheduled-${old}`, `finished-${NOW}`]
  expect(left.map(({ id }) => id).sort()).toEqual([...names].sort())
  const rows = await storage.read((db) => db.selectFrom('list_rows').select('list_id').execute())
  expect(rows.map(({ list_id }) => list_id).sort()).toEqual([...names].sort())
})

test('removes what people were chosen by from lists that are over only', async () => {
  const storage = await storeLists([
    ['finished', NOW],
    ['paused', NOW],
  ])
  await forgetLabels(storage)
  const rows = await storage.read((db) =>
    db.selectFrom('list_rows').select(['list_id', 'label']).orderBy('list_id').execute(),
  )
  expect(rows).toEqual([
    { list_id: `finished-${NOW}`, label: null },
    { list_id: `paused-${NOW}`, label: 'emma@example.com' },
  ])
})
