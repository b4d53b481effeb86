import { useSyncExternalStore } from 'react'
import { isLanguage, type Language } from '#contract/languages'
import { DEFAULT_ROW, parseRowKey, type RowKey } from './cell-address.ts'

let current: RowKey = DEFAULT_ROW
const listeners = new Set<() => void>()

/** Sets the row that has the caret. */
export function setCaretRow(row: RowKey): void {
  if (row === current) return
  current = row
  for (const listener of listeners) listener()
}

/** Returns what `select` reads from the row that has or last had the caret. */
export function useCaretRow<T extends string | boolean>(select: (row: RowKey) => T): T {
  return useSyncExternalStore(
    subscribe,
    () => select(current),
    () => select(DEFAULT_ROW),
  )
}

/** The language of the row that has or last had the caret; null for the default texts. */
export function useCaretLanguage(): Language | null {
  const language = useCaretRow((row) => parseRowKey(row).language)
  return isLanguage(language) ? language : null
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
