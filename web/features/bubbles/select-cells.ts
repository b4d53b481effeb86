import { unparse } from 'papaparse'
import { type Cell, cellId, DEFAULT_ROW, readCell } from '../composition/cell-address.ts'
import { writeBlock } from './cells.ts'
import type { Table } from './use-table.ts'
import { ARROW_STEPS, cellOf, isAtEdge, neighbour } from './use-table-keys.ts'

/**
 * Selects cells by Shift+click, by dragging over them, by Shift+arrows at a text's edge and by a second
 * Ctrl/⌘+A. Selected cells are copied and cut as TSV, and cleared by Delete.
 * @param onSelect gets the number of cells
 */
export function watchRange(
  root: HTMLElement,
  table: Table,
  signal: AbortSignal,
  onSelect: (cells: number) => void,
): void {
  const { range } = table
  signal.addEventListener(
    'abort',
    range.subscribe(() => {
      const cells = selectedCells(table)?.flat().length
      if (cells) onSelect(cells)
    }),
  )
  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ) => root.addEventListener(type, listener, { signal, capture: true })

  let start: Cell | null = null
  on('pointerdown', (event) => {
    const cell = cellOf(event.target)
    if (!cell || event.button !== 0) return
    const anchor = cellOf(document.activeElement)
    if (event.shiftKey && anchor && cellId(anchor) !== cellId(cell)) {
      range.set({ from: anchor, to: cell })
      return
    }
    range.set(null)
    start = event.pointerType === 'mouse' ? cell : null
  })
  on('mousedown', (event) => {
    // The caret stays where the selection began.
    if (event.shiftKey && range.read() && cellOf(event.target)) event.preventDefault()
  })
  on('pointermove', (event) => {
    if (!start || event.buttons !== 1) return
    const to = cellOf(document.elementFromPoint(event.clientX, event.clientY))
    const from = range.read()?.from ?? start
    if (to && (range.read() || cellId(to) !== cellId(from))) range.set({ from, to })
  })
  addEventListener(
    'pointerup',
    () => {
      start = null
    },
    { signal },
  )

  on('keydown', (event) => {
    const cell = cellOf(event.target)
    if (!cell || event.isComposing || event.keyCode === 229) return
    const field = event.target as HTMLTextAreaElement
    const corners = range.read()
    const step = ARROW_STEPS.get(event.key)
    const isCommand = event.ctrlKey || event.metaKey
    if (step && event.shiftKey && !event.altKey && !isCommand) {
      if (!corners && !isAtEdge(field, event.key)) return
      const to = neighbour(table, corners?.to ?? cell, ...step)
      if (!corners && !to) return
      event.preventDefault()
      if (to) range.set({ from: corners?.from ?? cell, to })
    } else if (isCommand && event.key.toLowerCase() === 'a' && isAllSelected(field)) {
      event.preventDefault()
      const last = table.rows().at(-1) ?? DEFAULT_ROW
      range.set({
        from: { bubble: 0, row: DEFAULT_ROW },
        to: { bubble: table.followUps().length - 1, row: last },
      })
    } else if (corners && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault()
      clear(table)
    } else if (corners && !isCommand && event.key !== 'Shift') {
      // Typing goes on in the cell with the caret.
      if (event.key === 'Escape') event.preventDefault()
      range.set(null)
    }
  })
  on('copy', (event) => copy(event, table))
  on('cut', (event) => {
    if (copy(event, table)) clear(table)
  })
}

function isAllSelected({ selectionStart, selectionEnd, value }: HTMLTextAreaElement): boolean {
  return selectionStart === 0 && selectionEnd === value.length
}

/** The selected cells, row by row; null if there are none. */
function selectedCells(table: Table): Cell[][] | null {
  const corners = table.range.read()
  if (!corners) return null
  const all = [DEFAULT_ROW, ...table.rows()]
  const [a, b] = [all.indexOf(corners.from.row), all.indexOf(corners.to.row)]
  const columns = [corners.from.bubble, corners.to.bubble]
  const [first, last] = [Math.min(...columns), Math.max(...columns)]
  return all
    .slice(Math.min(a, b), Math.max(a, b) + 1)
    .map((row) =>
      Array.from({ length: last - first + 1 }, (_, at) => ({ bubble: first + at, row })),
    )
}

function copy(event: ClipboardEvent, table: Table): boolean {
  const cells = selectedCells(table)
  if (!cells || !event.clipboardData) return false
  event.preventDefault()
  const followUps = table.followUps()
  const texts = cells.map((row) => row.map((cell) => readCell(followUps, cell) ?? ''))
  event.clipboardData.setData('text/plain', unparse(texts, { delimiter: '\t', newline: '\n' }))
  return true
}

function clear(table: Table): void {
  const cells = selectedCells(table)
  const column = cells?.[0]?.[0]?.bubble
  if (!cells || column === undefined) return
  const block = cells.flatMap((row) => {
    const [first] = row
    return first ? [{ row: first.row, texts: row.map(() => '') }] : []
  })
  const { length } = table.followUps()
  const rows = table.rows()
  table.change((now) => writeBlock(now, block, { column, max: length, rows }))
  table.range.set(null)
}
