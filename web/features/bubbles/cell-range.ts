import { useSyncExternalStore } from 'react'
import type { Cell } from '../composition/cell-address.ts'

/** The selected cells: a rectangle between two corners; null if there are none. */
type Corners = { from: Cell; to: Cell } | null

export type CellRange = ReturnType<typeof createCellRange>

/** Creates the selection of a table. */
export function createCellRange() {
  let corners: Corners = null
  const listeners = new Set<() => void>()
  return {
    read: () => corners,
    set: (next: Corners) => {
      if (next === corners) return
      corners = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Returns the selected columns of a row as `first-last`; empty if it has none. */
export function useSelectedColumns(range: CellRange, row: string, rows: () => readonly string[]) {
  const read = () => {
    const corners = range.read()
    if (!corners) return ''
    const all = ['default', ...rows()]
    const [at, a, b] = [row, corners.from.row, corners.to.row].map((one) => all.indexOf(one))
    if (at === undefined || a === undefined || b === undefined) return ''
    if (at < Math.min(a, b) || at > Math.max(a, b)) return ''
    const columns = [corners.from.bubble, corners.to.bubble]
    return `${Math.min(...columns)}-${Math.max(...columns)}`
  }
  return useSyncExternalStore(range.subscribe, read, () => '')
}
