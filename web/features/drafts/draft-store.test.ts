import { describe, expect, test } from 'vitest'
import { type Draft, emptyDraft } from '#contract/draft'
import { createTestStorage } from '../../browser/testing/test-storage.ts'
import { createDraftStore, STEPS_BUDGET, type StoredDraft } from './draft-store.ts'

function draftOf(text: string): Draft {
  const draft = emptyDraft()
  draft.values.follow_ups = [{ content: text, i18n_contents: [] }]
  return draft
}

const stored = (id: string, updated_at: number): StoredDraft => ({
  id,
  name: `name of ${id}`,
  updated_at,
  deleted_at: null,
  draft: draftOf(id),
})

describe('the store of drafts', () => {
  test('lists its drafts, latest first, and ignores other keys', () => {
    const storage = createTestStorage()
    storage.setItem('follow-up-console.theme', 'dark')
    const store = createDraftStore(storage)
    store.write(stored('a', 1))
    store.write(stored('b', 2))
    expect(store.list()).toEqual([stored('b', 2), stored('a', 1)])
    store.remove('b')
    expect(store.list()).toEqual([stored('a', 1)])
    expect(storage.getItem('follow-up-console.theme')).toBe('dark')
  })

  test.each(['{"name":', 'null', '{"name":"x","updated_at":1,"deleted_at":null,"draft":{}}'])(
    'ignores a damaged draft: %s',
    (text) => {
      const storage = createTestStorage()
      storage.setItem('follow-up-console.draft/a', text)
      expect(createDraftStore(storage).list()).toEqual([])
    },
  )

  test('returns the stored steps', () => {
    const store = createDraftStore(createTestStorage())
    const steps = { past: [draftOf('1'), draftOf('2')], future: [draftOf('4')] }
    store.writeSteps('a', steps)
    expect(store.readSteps('a')).toEqual(steps)
    expect(store.readSteps('b')).toEqual({ past: [], future: [] })
  })

  test('stores the steps nearest to the present if there are too many', () => {
    const storage = createTestStorage()
    const store = createDraftStore(storage)
    const long = (n: number) => draftOf(`${n}${'x'.repeat(STEPS_BUDGET / 10)}`)
    const past = Array.from({ length: 30 }, (_, n) => long(n))
    store.writeSteps('a', { past, future: [long(30)] })
    const kept = store.readSteps('a').past
    expect(kept.length).toBeGreaterThan(5)
    expect(kept).toEqual(past.slice(-kept.length))
    expect(storage.getItem('follow-up-console.steps/a')?.length).toBeLessThan(STEPS_BUDGET + 100)
  })

  test('drops steps for drafts if the storage is full', () => {
    const storage = createTestStorage(4_000)
    const store = createDraftStore(storage)
    store.writeSteps('a', { past: [draftOf('x'.repeat(3_000))], future: [] })
    expect(store.write({ ...stored('b', 1), draft: draftOf('y'.repeat(2_000)) })).toBe(true)
    expect(store.readSteps('a').past).toEqual([])
    expect(store.write({ ...stored('c', 1), draft: draftOf('z'.repeat(5_000)) })).toBe(false)
    expect(store.list()).toHaveLength(1)
  })

  test('returns false if there is no storage', () => {
    const store = createDraftStore(null)
    expect(store.write(stored('a', 1))).toBe(false)
    expect(store.list()).toEqual([])
  })
})
