import { type Draft, emptyDraft } from '#contract/draft'
import type { DraftStore } from './draft-store.ts'
import { changeBetween, record, redo, startHistory, type UndoHistory, undo } from './history.ts'

/** What the page shows of the open draft beside its content; a new object only if it changes. */
export type DraftView = {
  id: string
  /** Empty if the user gave none: the draft is then called by its first text. */
  name: string
  firstText: string
  canUndo: boolean
  canRedo: boolean
  /** False while the browser's storage is closed or full. */
  isStored: boolean
}

type DraftListener = (draft: Draft, why: 'step' | 'opened') => void

type DraftKeeperOptions = {
  store: DraftStore
  /** Milliseconds since 1970. */
  now: () => number
  newId: () => string
  /** The draft that is open in this tab. */
  openId: { read: () => string | null; write: (id: string) => void }
}

/** Typing is stored this long after its last key, in milliseconds, and at once when the page is hidden. */
const QUIET_MS = 250

/**
 * Holds the open draft with its undo and redo steps, and stores both. Two tabs with the same draft
 * follow each other; what the other tab changed is a step that can be undone.
 */
export function createDraftKeeper({ store, now, newId, openId }: DraftKeeperOptions) {
  const shows = new Set<DraftListener>()
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let { id, name, history } = firstOpen()
  let isStored = true
  let view = look()

  function firstOpen(): { id: string; name: string; history: UndoHistory<Draft> } {
    const last = store.read(openId.read() ?? '')
    const found = last?.deleted_at === null ? last : store.list().find((d) => !d.deleted_at)
    if (!found) return { id: newId(), name: '', history: startHistory(emptyDraft()) }
    const steps = store.readSteps(found.id)
    return {
      id: found.id,
      name: found.name,
      history: { ...startHistory(found.draft), ...steps },
    }
  }

  function look(): DraftView {
    const { past, present, future } = history
    return {
      id,
      name,
      firstText: firstText(present),
      canUndo: past.length > 0,
      canRedo: future.length > 0,
      isStored,
    }
  }

  function notify(): void {
    const next = look()
    if (isSameView(next, view)) return
    view = next
    for (const listener of listeners) listener()
  }

  function save(): void {
    clearTimeout(timer)
    timer = undefined
    const { past, present, future } = history
    isStored = store.write({ id, name, updated_at: now(), deleted_at: null, draft: present })
    store.writeSteps(id, { past: [...past], future: [...future] })
    openId.write(id)
    notify()
  }

  function flush(): void {
    if (timer !== undefined) save()
  }

  function change(next: UndoHistory<Draft>): void {
    if (next === history) return
    history = next
    clearTimeout(timer)
    timer = setTimeout(save, QUIET_MS)
    notify()
  }

  function walk(step: typeof undo): boolean {
    const next = step(history)
    if (next.present === history.present) return false
    change(next)
    for (const show of shows) show(next.present, 'step')
    return true
  }

  function show(opened: { id: string; name: string; history: UndoHistory<Draft> }): void {
    ;({ id, name, history } = opened)
    openId.write(id)
    for (const each of shows) each(history.present, 'opened')
    notify()
  }

  /** Adopts the changes that another tab made to the open draft. */
  function follow(): void {
    const stored = store.read(id)
    // A draft that another tab deleted stays on the screen; the next key stores it again.
    if (!stored || stored.deleted_at !== null || timer !== undefined) return
    name = stored.name
    if (changeBetween(history.present, stored.draft).kind !== 'none') {
      history = record(history, stored.draft, { kind: 'step' }, now())
      for (const each of shows) each(stored.draft, 'step')
    }
    notify()
  }

  /** Opens a new draft, empty or with what is given; the one before it stays stored. */
  function create(given: { name?: string; draft?: Draft } = {}): void {
    flush()
    const draft = given.draft ?? emptyDraft()
    const blank = name === '' && changeBetween(history.present, emptyDraft()).kind === 'none'
    show({
      // An empty draft is reused as the new one.
      id: blank ? id : newId(),
      name: given.name ?? '',
      history: blank ? { ...history, present: draft } : startHistory(draft),
    })
    save()
  }

  function open(wanted: string): void {
    if (wanted === id) return
    flush()
    openId.write(wanted)
    show(firstOpen())
  }

  return {
    draft: () => history.present,
    view: () => view,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onShow(listener: DraftListener): () => void {
      shows.add(listener)
      return () => shows.delete(listener)
    },
    record(next: Draft, { apart } = { apart: false }): void {
      const made = changeBetween(history.present, next)
      const step = apart && made.kind !== 'none' ? ({ kind: 'step' } as const) : made
      change(record(history, next, step, now()))
    },
    /** Returns whether there was a step to undo. */
    undo: () => walk(undo),
    /** Returns whether there was a step to redo. */
    redo: () => walk(redo),
    create,
    open,
    /** Opens a given draft as a new one, or the stored draft with the same content. */
    openGiven(given: { name: string; draft: Draft }): void {
      flush()
      const same = store
        .list()
        .find(
          ({ draft, deleted_at }) =>
            deleted_at === null && changeBetween(draft, given.draft).kind === 'none',
        )
      if (same) open(same.id)
      else create(given)
    },
    rename(next: string): void {
      name = next
      save()
    },
    flush,
    follow,
  }
}

function isSameView(a: DraftView, b: DraftView): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.firstText === b.firstText &&
    a.canUndo === b.canUndo &&
    a.canRedo === b.canRedo &&
    a.isStored === b.isStored
  )
}

export type DraftKeeper = ReturnType<typeof createDraftKeeper>

/** Returns the text that a draft without a name is called by; empty if it has none. */
export function firstText({ values }: Draft): string {
  for (const { content, i18n_contents } of values.follow_ups) {
    for (const text of [content, ...(i18n_contents ?? []).map((row) => row.content)]) {
      if (text.trim() !== '') return text.trim()
    }
  }
  return ''
}
