import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Draft, emptyDraft } from '#contract/draft'
import { createDraftKeeper } from './draft-keeper.ts'
import { createDraftStore } from './draft-store.ts'
import { createTestStorage } from './test-storage.ts'

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
  test('is there after a reload, with all its steps back and forth', () => {
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

  test('is kept a moment after the last key, without being asked', () => {
    const { store, tab } = browser()
    tab().record(draftOf('kept'))
    expect(store.list()).toEqual([])
    pause()
    expect(store.list().map(({ draft }) => textOf(draft))).toEqual(['kept'])
  })

  test('says so while the browser does not keep it', () => {
    const { tab } = browser(1_000)
    const { record, view } = tab()
    record(draftOf('x'.repeat(5_000)))
    pause()
    expect(view().kept).toBe(false)
    record(draftOf('short'))
    pause()
    expect(view().kept).toBe(true)
  })

  test('tells its listeners of typing only where they would show something else', () => {
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
  test('stand beside each other, each with its own steps', () => {
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

  test('are not made of nothing: a draft without a word serves as the new one', () => {
    const { store, tab } = browser()
    const { create, view } = tab()
    create()
    create({ name: 'Shared', draft: draftOf('content') })
    expect(store.list()).toHaveLength(1)
    expect(view()).toMatchObject({ name: 'Shared', firstText: 'content' })
  })

  test('the one that is open is remembered for each tab', () => {
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
  test('follow each other, and what was there before can be had back', () => {
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

  test('the one being typed in does not lose its typing to the other', () => {
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

  test('a draft deleted elsewhere stays on the screen and is kept again with the next key', () => {
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
