import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Draft, emptyDraft } from '#contract/draft'
import { createTestStorage } from '../../browser/testing/test-storage.ts'
import { createDraftKeeper, firstText } from './draft-keeper.ts'
import {
  DELETED_DAYS,
  duplicateDraft,
  listDrafts,
  removeDraft,
  renameDraft,
  restoreDraft,
} from './draft-list.tsx'
import { createDraftStore } from './draft-store.ts'

const DAY_MS = 24 * 60 * 60 * 1000

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

function shelf() {
  let ids = 0
  const storage = createTestStorage()
  const store = createDraftStore(storage)
  const openId = { read: () => null, write: () => {} }
  const newId = () => `draft-${++ids}`
  const keeper = createDraftKeeper({ store, now: Date.now, newId, openId })
  const drafts = { store, keeper }
  const texts = () => {
    const { live, deleted } = listDrafts(drafts, Date.now())
    return {
      live: live.map(({ draft }) => firstText(draft)),
      deleted: deleted.map(({ draft }) => firstText(draft)),
    }
  }
  const find = (text: string) => {
    const { live, deleted } = listDrafts(drafts, Date.now())
    const found = [...live, ...deleted].find(({ draft }) => firstText(draft) === text)
    if (!found) throw new Error(`no draft says ${text}`)
    return found
  }
  const make = (text: string) => {
    keeper.create({ draft: draftOf(text) })
    vi.advanceTimersByTime(1_000)
  }
  return { drafts, keeper, storage, texts, find, make }
}

describe('the list of drafts', () => {
  test('has the open draft, even if it is empty', () => {
    const { texts, storage } = shelf()
    expect(texts()).toEqual({ live: [''], deleted: [] })
    expect(storage.length).toBe(0)
  })

  test('opens the latest other draft if the open one is deleted, and restores it', () => {
    const { drafts, keeper, texts, find, make } = shelf()
    make('one')
    make('two')
    make('three')
    removeDraft(drafts, find('three'), Date.now())
    expect(keeper.view().firstText).toBe('two')
    expect(texts()).toEqual({ live: ['two', 'one'], deleted: ['three'] })
    restoreDraft(drafts, find('three'))
    expect(texts()).toEqual({ live: ['three', 'two', 'one'], deleted: [] })
    expect(keeper.view().firstText).toBe('two')
  })

  test('deletes another draft without touching the open one', () => {
    const { drafts, keeper, find, make } = shelf()
    make('one')
    make('two')
    removeDraft(drafts, find('one'), Date.now())
    expect(keeper.view().firstText).toBe('two')
  })

  test('has an empty draft after the last one is deleted', () => {
    const { drafts, keeper, texts, find, make } = shelf()
    make('only')
    removeDraft(drafts, find('only'), Date.now())
    expect(keeper.draft()).toEqual(emptyDraft())
    expect(texts()).toEqual({ live: [''], deleted: ['only'] })
  })

  test(`removes what was deleted more than ${DELETED_DAYS} days ago, with its steps`, () => {
    const { drafts, keeper, texts, storage, find, make } = shelf()
    make('old')
    keeper.record(draftOf('older'))
    make('new')
    removeDraft(drafts, find('older'), Date.now())
    vi.advanceTimersByTime(DELETED_DAYS * DAY_MS)
    expect(texts().deleted).toEqual(['older'])
    vi.advanceTimersByTime(1)
    expect(texts().deleted).toEqual([])
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at))
    expect(keys.filter((key) => key?.includes('draft-1'))).toEqual([])
  })

  test('renames and copies any draft', () => {
    const { drafts, keeper, find, make } = shelf()
    make('one')
    make('two')
    renameDraft(drafts, find('one'), 'First')
    renameDraft(drafts, find('two'), 'Second')
    expect(find('one').name).toBe('First')
    expect(keeper.view().name).toBe('Second')
    duplicateDraft(drafts, find('one'), { id: 'copy', name: 'Copy', updated_at: Date.now() })
    expect(drafts.store.read('copy')).toMatchObject({ name: 'Copy', draft: draftOf('one') })
  })

  test('adds a given draft only once, beside the others', () => {
    const { drafts, keeper, texts, make } = shelf()
    make('mine')
    drafts.keeper.openGiven({ name: 'Given', draft: draftOf('given') })
    make('later')
    drafts.keeper.openGiven({ name: 'Given again', draft: draftOf('given') })
    expect(keeper.view().name).toBe('Given')
    expect(texts().live.toSorted()).toEqual(['given', 'later', 'mine'])
  })
})
