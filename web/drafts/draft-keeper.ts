import { type Draft, emptyDraft } from '#contract/draft'
import { changeBetween } from './change-between.ts'
import type { DraftStore } from './draft-store.ts'
import { type History, record, redo, startHistory, undo } from './history.ts'

/** What the page shows of the open draft beside its content; a new object only when it changes. */
export type DraftView = {
  id: string
  /** As given by a person; empty where the draft goes by its first text. */
  name: string
  firstText: string
  canUndo: boolean
  canRedo: boolean
  /** False while the browser does not let us keep what is typed. */
  kept: boolean
}

type Show = (draft: Draft, why: 'step' | 'opened') => void

type Deps = {
  store: DraftStore
  /** Milliseconds since 1970. */
  now: () => number
  newId: () => string
  /** Which draft this tab has open: remembered over a reload, apart from other tabs. */
  openId: { read: () => string | null; write: (id: string) => void }
}

/** Typing is kept this long after its last key, in milliseconds, and at once when the page goes away. */
const QUIET_MS = 250

/**
 * Holds the open draft with its undo and redo, and keeps both. Of two tabs with the same draft each
 * follows the other, as a step that can be undone.
 */
export function createDraftKeeper({ store, now, newId, openId }: Deps) {
  const shows = new Set<Show>()
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let { id, name, history } = firstOpen()
  let kept = true
  let view = look()

  function firstOpen(): { id: string; name: string; history: History<Draft> } {
    const asked = store.read(openId.read() ?? '')
    const found = asked?.deleted_at === null ? asked : store.list().find((d) => !d.deleted_at)
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
      kept,
    }
  }

  function tell(): void {
    const next = look()
    if (isSameView(next, view)) return
    view = next
    for (const listener of listeners) listener()
  }

  function save(): void {
    clearTimeout(timer)
    timer = undefined
    const { past, present, future } = history
    kept = store.write({ id, name, updated_at: now(), deleted_at: null, draft: present })
    store.writeSteps(id, { past: [...past], future: [...future] })
    openId.write(id)
    tell()
  }

  function flush(): void {
    if (timer !== undefined) save()
  }

  function change(next: History<Draft>): void {
    if (next === history) return
    history = next
    clearTimeout(timer)
    timer = setTimeout(save, QUIET_MS)
    tell()
  }

  function walk(step: typeof undo): boolean {
    const next = step(history)
    if (next.present === history.present) return false
    change(next)
    for (const show of shows) show(next.present, 'step')
    return true
  }

  function show(opened: { id: string; name: string; history: History<Draft> }): void {
    ;({ id, name, history } = opened)
    openId.write(id)
    for (const each of shows) each(history.present, 'opened')
    tell()
  }

  /** Takes over what another tab has made of the open draft. */
  function follow(): void {
    const stored = store.read(id)
    // A draft that another tab deleted stays on the screen; the next key keeps it again.
    if (!stored || stored.deleted_at !== null || timer !== undefined) return
    name = stored.name
    if (changeBetween(history.present, stored.draft).kind !== 'none') {
      history = record(history, stored.draft, { kind: 'step' }, now())
      for (const each of shows) each(stored.draft, 'step')
    }
    tell()
  }

  return {
    draft: () => history.present,
    view: () => view,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onShow(each: Show): () => void {
      shows.add(each)
      return () => shows.delete(each)
    },
    record(next: Draft, { apart } = { apart: false }): void {
      const made = changeBetween(history.present, next)
      const step = apart && made.kind !== 'none' ? ({ kind: 'step' } as const) : made
      change(record(history, next, step, now()))
    },
    /** @returns whether there was a step to take back */
    undo: () => walk(undo),
    /** @returns whether there was a step to take again */
    redo: () => walk(redo),
    /** Opens a new draft, empty or with what is given; the one before it stays kept. */
    create(given: { name?: string; draft?: Draft } = {}): void {
      flush()
      const draft = given.draft ?? emptyDraft()
      const blank = name === '' && changeBetween(history.present, emptyDraft()).kind === 'none'
      show({
        // A draft in which nothing stands yet serves as the new one.
        id: blank ? id : newId(),
        name: given.name ?? '',
        history: blank ? { ...history, present: draft } : startHistory(draft),
      })
      save()
    },
    open(wanted: string): void {
      if (wanted === id) return
      flush()
      openId.write(wanted)
      show(firstOpen())
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
    a.kept === b.kept
  )
}

export type DraftKeeper = ReturnType<typeof createDraftKeeper>

/** The text that a draft without a name goes by; empty where it has none. */
export function firstText({ values }: Draft): string {
  for (const { content, i18n_contents } of values.follow_ups) {
    for (const text of [content, ...i18n_contents.map((row) => row.content)]) {
      if (text.trim() !== '') return text.trim()
    }
  }
  return ''
}
