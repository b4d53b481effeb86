import { type KeyboardEvent as ReactKeyboardEvent, useCallback } from 'react'
import { type Cell, DEFAULT_ROW, parseCellId } from '../composition/cell-address.ts'
import { fieldOf } from '../composition/reveal-change.ts'
import type { Table } from './use-table.ts'

/** Returns the cell of a text field of the table; null for any other element. */
export function cellOf(target: EventTarget | null): Cell | null {
  const id = target instanceof HTMLTextAreaElement ? target.dataset.cell : undefined
  return id === undefined ? null : parseCellId(id)
}

/** Whether a key belongs to the input method that is composing a text. */
export function isComposing({ nativeEvent }: ReactKeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === 229
}

/** Columns and rows that an arrow key moves by. */
export const ARROW_STEPS: ReadonlyMap<string, readonly [columns: number, rows: number]> = new Map([
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
])

/**
 * The keys of a cell: Enter goes down, arrows leave the text at its edges, Alt+arrows move the bubble
 * or the row. Tab goes through the cells by itself, and Shift+Enter breaks the line.
 */
export function useTableKeys(table: Table) {
  return useCallback(
    (event: ReactKeyboardEvent) => {
      const cell = cellOf(event.target)
      if (!cell || isComposing(event) || event.defaultPrevented) return
      const { key, altKey, shiftKey } = event
      if (event.ctrlKey || event.metaKey) return
      const step = ARROW_STEPS.get(key)
      if (key === 'Enter' && !altKey && !shiftKey) {
        event.preventDefault()
        moveTo(table, cell, 0, 1)
      } else if (step && altKey && !shiftKey) {
        event.preventDefault()
        moveItem(table, cell, step)
      } else if (step && !altKey && !shiftKey) {
        const field = event.target as HTMLTextAreaElement
        if (isAtEdge(field, key) && moveTo(table, cell, ...step)) event.preventDefault()
      }
    },
    [table],
  )
}

/** Returns the cell some columns and rows away; null if the table ends there. */
export function neighbour(table: Table, cell: Cell, columns: number, rows: number): Cell | null {
  const all = [DEFAULT_ROW, ...table.rows()]
  const row = all[all.indexOf(cell.row) + rows]
  const bubble = cell.bubble + columns
  return row === undefined || bubble < 0 || bubble >= table.followUps().length
    ? null
    : { bubble, row }
}

/** Puts the caret into the next cell, at the side from which it comes; returns whether there is one. */
function moveTo(table: Table, cell: Cell, columns: number, rows: number): boolean {
  const next = neighbour(table, cell, columns, rows)
  const field = next && fieldOf(next)
  if (!next || !field) return false
  // On a phone, only the row that has the caret is displayed.
  if (!field.checkVisibility()) table.show(next)
  field.focus()
  const at = columns > 0 ? 0 : field.value.length
  field.setSelectionRange(at, at)
  return true
}

function moveItem(table: Table, cell: Cell, [columns, rows]: readonly [number, number]): void {
  if (columns !== 0) table.moveBubble(cell.bubble, cell.bubble + columns, cell.row)
  else if (cell.row !== DEFAULT_ROW) {
    table.moveRow(cell.row, table.rows().indexOf(cell.row) + rows, cell.bubble)
  }
}

/** Whether an arrow key would leave the text: the caret is at its start or end, or it has one line. */
export function isAtEdge(field: HTMLTextAreaElement, key: string): boolean {
  const { selectionStart, selectionEnd, value } = field
  const back = key === 'ArrowLeft' || key === 'ArrowUp'
  if (selectionStart === selectionEnd && selectionStart === (back ? 0 : value.length)) return true
  if (key === 'ArrowLeft' || key === 'ArrowRight') return false
  return hasOneLine(field)
}

function hasOneLine(field: HTMLTextAreaElement): boolean {
  const { lineHeight, paddingBlockStart, paddingBlockEnd } = getComputedStyle(field)
  const padding = Number.parseFloat(paddingBlockStart) + Number.parseFloat(paddingBlockEnd)
  return (
    !field.value.includes('\n') &&
    field.scrollHeight - padding < 1.5 * Number.parseFloat(lineHeight)
  )
}
