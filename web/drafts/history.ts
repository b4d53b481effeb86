import type { TextChange } from '#contract/text-change'

/** What happened between two states, as far as an undo has to know. */
export type Change =
  | { kind: 'none' }
  /** A step of its own. */
  | { kind: 'step' }
  /** One text was typed into; what comes soon after beside it in the same way belongs to it. */
  | ({ kind: 'typed'; place: string; way: 'insert' | 'delete' | 'replace' } & TextChange)

/** A present state with what undo and redo lead to; nothing in it is ever changed in place. */
export type History<T> = {
  /** Oldest first. */
  readonly past: readonly T[]
  readonly present: T
  /** Next first. */
  readonly future: readonly T[]
  /** The typing that the present state is a part of, while it may go on. */
  readonly typing: { place: string; way: 'insert' | 'delete'; caret: number; at: number } | null
}

/** How many steps are kept back from the present one. */
export const MAX_STEPS = 100
/** Typing that pauses longer than this begins a new step. */
export const PAUSE_MS = 1000

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], typing: null }
}

/** Takes over a new state, `at` in milliseconds. What could have been redone is gone then. */
export function record<T>(history: History<T>, next: T, change: Change, at: number): History<T> {
  if (change.kind === 'none') return history
  const { past, present, typing } = history
  const joins =
    change.kind === 'typed' &&
    typing !== null &&
    typing.place === change.place &&
    typing.way === change.way &&
    (typing.caret === change.from || (change.way === 'delete' && typing.caret === change.to)) &&
    at - typing.at < PAUSE_MS
  return {
    past: joins ? past : [...past, present].slice(-MAX_STEPS),
    present: next,
    future: [],
    typing:
      change.kind === 'typed'
        ? // What replaced a selection is the beginning of what is typed after it.
          {
            place: change.place,
            way: change.way === 'delete' ? 'delete' : 'insert',
            caret: change.end,
            at,
          }
        : null,
  }
}

/** One step back; the same history where there is none. */
export function undo<T>({ past, present, future, ...rest }: History<T>): History<T> {
  const previous = past.at(-1)
  if (previous === undefined) return { past, present, future, ...rest }
  return { past: past.slice(0, -1), present: previous, future: [present, ...future], typing: null }
}

/** One step forward again; the same history where there is none. */
export function redo<T>({ past, present, future, ...rest }: History<T>): History<T> {
  const [next, ...later] = future
  if (next === undefined) return { past, present, future, ...rest }
  return { past: [...past, present], present: next, future: later, typing: null }
}
