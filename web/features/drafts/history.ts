import type { Draft } from '#contract/draft'
import { parseCellId } from '../composition/cell-address.ts'
import {
  differOnlyIn,
  draftFields,
  isSameList,
  type TextChange,
  textChange,
} from '../composition/draft-fields.ts'

/** The change between two states, as far as undo needs it. */
export type DraftChange =
  | { kind: 'none' }
  /** A separate undo step. */
  | { kind: 'step' }
  /** Typing in one field; typing of the same kind that continues it soon joins its undo step. */
  | ({ kind: 'typed'; field: string; edit: 'insert' | 'delete' | 'replace' } & TextChange)

/** A present state with its undo and redo steps; immutable. */
export type UndoHistory<T> = {
  /** Oldest first. */
  readonly past: readonly T[]
  readonly present: T
  /** Next first. */
  readonly future: readonly T[]
  /** The last typing, which may still continue. */
  readonly typing: { field: string; edit: 'insert' | 'delete'; caret: number; at: number } | null
}

/** The most undo steps. */
export const MAX_STEPS = 100
/** Typing after a longer pause is a new step. */
export const PAUSE_MS = 1000

export function startHistory<T>(present: T): UndoHistory<T> {
  return { past: [], present, future: [], typing: null }
}

/** Adds a new state, `at` in milliseconds; the redo steps are dropped. */
export function record<T>(
  history: UndoHistory<T>,
  next: T,
  change: DraftChange,
  at: number,
): UndoHistory<T> {
  if (change.kind === 'none') return history
  const { past, present, typing } = history
  const joins =
    change.kind === 'typed' &&
    typing !== null &&
    typing.field === change.field &&
    typing.edit === change.edit &&
    (typing.caret === change.from || (change.edit === 'delete' && typing.caret === change.to)) &&
    at - typing.at < PAUSE_MS
  return {
    past: joins ? past : [...past, present].slice(-MAX_STEPS),
    present: next,
    future: [],
    typing:
      change.kind === 'typed'
        ? // Replacing a selection starts an insertion.
          {
            field: change.field,
            edit: change.edit === 'delete' ? 'delete' : 'insert',
            caret: change.end,
            at,
          }
        : null,
  }
}

/** Goes one step back; returns the same history if there is none. */
export function undo<T>({ past, present, future, ...rest }: UndoHistory<T>): UndoHistory<T> {
  const previous = past.at(-1)
  if (previous === undefined) return { past, present, future, ...rest }
  return { past: past.slice(0, -1), present: previous, future: [present, ...future], typing: null }
}

/** Goes one step forward; returns the same history if there is none. */
export function redo<T>({ past, present, future, ...rest }: UndoHistory<T>): UndoHistory<T> {
  const [next, ...later] = future
  if (next === undefined) return { past, present, future, ...rest }
  return { past: [...past, present], present: next, future: later, typing: null }
}

/** Returns what the user did between two states of the editor. */
export function changeBetween(before: Draft, after: Draft): DraftChange {
  if (before.view !== after.view) return { kind: 'step' }
  // The form follows the JSON: typing in the JSON changes both.
  if (after.view === 'json' && before.jsonText !== after.jsonText) {
    return typed('jsonText', before.jsonText, after.jsonText)
  }
  if (before.source !== after.source) return { kind: 'step' }
  const [old, now] = [fieldsOf(before.values), fieldsOf(after.values)]
  // A missing row is an empty cell: its first character is typing too.
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    (field) => (old.get(field) ?? '') !== (now.get(field) ?? ''),
  )
  const [field, ...more] = changed
  const [a, b] = [before.values.follow_ups, after.values.follow_ups]
  if (field === undefined) {
    const isSame = before.jsonText === after.jsonText && isSameList(a, b)
    return { kind: isSame ? 'none' : 'step' }
  }
  const isText = field === 'message_id' ? isSameList(a, b) : differOnlyIn(parseCellId(field), a, b)
  if (more.length > 0 || !isText) return { kind: 'step' }
  return typed(field, old.get(field) ?? '', now.get(field) ?? '')
}

/** Drafts are immutable, and each is compared twice. */
const known = new WeakMap<Draft['values'], Map<string, string>>()

function fieldsOf(values: Draft['values']): Map<string, string> {
  const fields = known.get(values) ?? draftFields(values)
  known.set(values, fields)
  return fields
}

function typed(field: string, before: string, after: string): DraftChange {
  const change = textChange(before, after)
  const { from, to, end } = change
  const edit = from === to ? 'insert' : from === end ? 'delete' : 'replace'
  return { kind: 'typed', field, edit, ...change }
}
