import type { DraftFollowUps } from '#contract/draft'
import type { Values } from './composition.ts'

/** The values of the draft as the parts of the page read them, each its own part only. */
export type FollowUpsStore = {
  /** Immutable, as everything in it. */
  values: () => Values
  /** The bubbles. */
  read: () => DraftFollowUps
  /** Replaces values; what stays equal stays the same object. */
  set: (values: Partial<Values>) => void
  subscribe: (listener: () => void) => () => void
  /** Whether the issue of a cell is shown: after the cell was left or a send was tried. */
  isDue: (cellId: string) => boolean
  leaveCell: (cellId: string) => void
  showIssues: () => void
  forgetIssues: () => void
  /** How often the bubbles were replaced as a whole, by a template for example. */
  loads: () => number
  countLoad: () => void
}

export function createFollowUpsStore(first: Values): FollowUpsStore {
  const listeners = new Set<() => void>()
  const left = new Set<string>()
  let values = first
  let tried = false
  let loads = 0
  const notify = () => {
    for (const listener of listeners) listener()
  }
  return {
    values: () => values,
    read: () => values.follow_ups,
    set: (next) => {
      values = { ...values, ...next }
      notify()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isDue: (cellId) => tried || left.has(cellId),
    leaveCell: (cellId) => {
      if (left.has(cellId)) return
      left.add(cellId)
      notify()
    },
    showIssues: () => {
      tried = true
      notify()
    },
    forgetIssues: () => {
      tried = false
      left.clear()
      notify()
    },
    loads: () => loads,
    countLoad: () => {
      loads += 1
    },
  }
}
