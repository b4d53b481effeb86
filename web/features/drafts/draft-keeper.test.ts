import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Draft, emptyDraft } from '#contract/draft'
import { createTestStorage } from '../../browser/testing/test-storage.ts'
import { createDraftKeeper } from './draft-keeper.ts'
import { createDraftStore } from './draft-store.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function draftOf(text: string): Draft {
  const draft = emptyDraft()
  draft.values.follow_ups = [{ content: text, i18n_contents: [] }]
  return draft
}
const textOf = (draft: Draft) => draft.values.follow_ups[0]?.content

/** A browser: one storage for all tabs; a reload is another tab with the same memory. */
function browser(capacity?: number) {
  const store = createDraftStore(createTestStorage(capacity))
  let ids = 0
  const tab = (memory = { id: null as string | null }) => {
    const keeper = createDraftKeeper({
      store,
      now: () => Date.now(),
      newId: () => `draft-${++ids}`,
      openId: {
        read: () => memory.id,
        write: (id) => {
          memory.id = id
        },
      },
    })
    const shown: [string | undefined, string][] = []
    keeper.onShow((draft, why) => shown.push([textOf(draft), why]))
    return { ...keeper, memory, shown }
  }
  return { store, tab }
}

const pause = () => vi.advanceTimersByTime(2_000)

describe('a draft', () => {
  test('survives a reload, with its undo and redo steps', () => {
    const { tab } = browser()
    const before = tab()
    for (const text of ['one', 'two', 'three']) {
      before.record(draftOf(text), { apart: true })
    }
    before.undo()
    before.flush()

    const after = tab(before.memory)
    expect(textOf(after.draft())).toBe('two')
    expect(after.view()).toMatchObject({ canUndo: true, canRedo: true })
    expect(after.redo()).toBe(true)
    expect(textOf(after.draft())).toBe('three')
    expect(after.redo()).toBe(false)
    after.undo()
    after.undo()
    after.undo()
    expect(after.draft()).toEqual(emptyDraft())
    expect(after.undo()).toBe(false)
    expect(after.shown.at(-1)).toEqual(['', 'step'])
  })

  test('is stored shortly after the last key', () => {
    const { store, tab } = browser()
    tab().record(draftOf('kept'))
    expect(store.list()).toEqual([])
    pause()
    expect(store.list().map(({ draft }) => textOf(draft))).toEqual(['kept'])
  })

  test('reports while the browser does not store it', () => {
    const { tab } = browser(1_000)
    const { record, view } = tab()
    record(draftOf('x'.repeat(5_000)))
    pause()
    expect(view().isStored).toBe(false)
    record(draftOf('short'))
    pause()
    expect(view().isStored).toBe(true)
  })

  test('notifies its listeners of typing only if their view changes', () => {
    const { tab } = browser()
    const { record, subscribe } = tab()
    record(draftOf('first'))
    const listener = vi.fn()
    subscribe(listener)
    const more = draftOf('first')
    more.values.follow_ups.push({ content: 'second', i18n_contents: [] })
    record(more)
    expect(listener).not.toHaveBeenCalled()
  })
})

describe('several drafts', () => {
  test('have their own steps', () => {
    const { store, tab } = browser()
    const { create, open, record, undo, view, draft, rename } = tab()
    record(draftOf('first'))
    rename('Mine')
    const first = view().id
    create()
    expect(view()).toMatchObject({ name: '', canUndo: false })
    record(draftOf('second'))
    open(first)
    expect(view()).toMatchObject({ name: 'Mine', firstText: 'first', canUndo: true })
    undo()
    expect(textOf(draft())).toBe('')
    pause()
    expect(store.list().map(({ draft }) => textOf(draft))).toEqual(['', 'second'])
  })

  test('reuse an empty draft as the new one', () => {
    const { store, tab } = browser()
    const { create, view } = tab()
    create()
    create({ name: 'Shared', draft: draftOf('content') })
    expect(store.list()).toHaveLength(1)
    expect(view()).toMatchObject({ name: 'Shared', firstText: 'content' })
  })

  test('the open one is stored for each tab', () => {
    const { tab } = browser()
    const one = tab()
    one.record(draftOf('one'))
    one.flush()
    const other = tab()
    expect(other.view().id).toBe(one.view().id)
    other.create({ draft: draftOf('other') })
    expect(tab(one.memory).view().firstText).toBe('one')
    expect(tab(other.memory).view().firstText).toBe('other')
  })
})

describe('two tabs with one draft', () => {
  test('follow each other, and the earlier state can be restored', () => {
    const { tab } = browser()
    const one = tab()
    one.record(draftOf('from one'))
    one.flush()
    const two = tab()
    two.record(draftOf('from two'))
    two.rename('Ours')

    one.follow()
    expect(one.view()).toMatchObject({ name: 'Ours', firstText: 'from two' })
    expect(one.shown).toEqual([['from two', 'step']])
    one.undo()
    expect(textOf(one.draft())).toBe('from one')
    one.flush()
    two.follow()
    two.undo()
    expect(textOf(two.draft())).toBe('from two')
  })

  test('a tab with unsaved typing keeps it', () => {
    const { tab } = browser()
    const one = tab()
    one.record(draftOf('start'))
    one.flush()
    const two = tab()
    two.record(draftOf('theirs'))
    two.flush()
    one.record(draftOf('start, mine'))
    one.follow()
    expect(textOf(one.draft())).toBe('start, mine')
    pause()
    two.follow()
    expect(textOf(two.draft())).toBe('start, mine')
    two.undo()
    expect(textOf(two.draft())).toBe('theirs')
  })

  test('a draft deleted in another tab stays on the screen and is stored again with the next key', () => {
    const { store, tab } = browser()
    const one = tab()
    one.record(draftOf('dear'))
    one.flush()
    const { id } = one.view()
    const stored = store.read(id)
    if (stored) store.write({ ...stored, deleted_at: 1 })
    one.follow()
    expect(textOf(one.draft())).toBe('dear')
    one.record(draftOf('dearest'))
    pause()
    expect(store.read(id)).toMatchObject({ deleted_at: null })
  })
})
