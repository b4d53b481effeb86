import { setCaretRow } from './caret-language.ts'
import { type Cell, cellId, DEFAULT_ROW, parseCellId } from './cell-address.ts'
import type { Values } from './composition.ts'
import { draftFields, textChange } from './draft-fields.ts'

/**
 * Moves the caret to what an undo by keyboard changed, as in any editor. If the focus is on
 * something else, such as the undo button, it stays there.
 */
export function revealChange(before: Values, after: Values): void {
  const [old, now] = [draftFields(before), draftFields(after)]
  const field =
    [...now].find(([field, text]) => (old.get(field) ?? '') !== text)?.[0] ??
    [...old].find(([field, text]) => text !== '' && !now.has(field))?.[0]
  if (field === undefined || !isFreeToMove(document.activeElement)) return
  const text = now.get(field) ?? ''
  const { end } = textChange(old.get(field) ?? '', text)
  if (field === 'message_id') {
    requestAnimationFrame(() => moveCaret(document.querySelector('[name=message_id]'), end))
    return
  }
  const cell = parseCellId(field)
  // A removed bubble leaves the caret in the one that took its place.
  const bubble = Math.max(0, Math.min(cell.bubble, after.follow_ups.length - 1))
  revealCell({ ...cell, bubble }, end)
}

/** Puts the caret into a cell: at a position, or at the end of its text. Its row is shown on a phone too. */
export function revealCell(cell: Cell, position?: number): void {
  setCaretRow(cell.row)
  // Added bubbles and rows have their fields after the next render.
  requestAnimationFrame(() => {
    const field = fieldOf(cell) ?? fieldOf({ ...cell, row: DEFAULT_ROW })
    moveCaret(field, position ?? field?.value.length ?? 0)
  })
}

/** Returns the text field of a cell; null if the table does not show it. */
export function fieldOf(cell: Cell): HTMLTextAreaElement | null {
  return document.querySelector(`textarea[data-cell="${CSS.escape(cellId(cell))}"]`)
}

function moveCaret(field: Element | null, position: number): void {
  if (!isTextField(field)) return
  field.focus()
  field.setSelectionRange(position, position)
}

function isFreeToMove(focused: Element | null): boolean {
  if (focused === null || focused === document.body) return true
  return isTextField(focused) && (focused.name === 'message_id' || 'cell' in focused.dataset)
}

function isTextField(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement
}
