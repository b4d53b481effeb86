import type { FieldPath, UseFormReturn } from 'react-hook-form'
import { draftFields, textChange } from '../features/draft-content/draft-fields.ts'
import type { Values } from './composition.ts'

/**
 * Moves the caret to what an undo by keyboard changed, as in any editor. If the focus is on
 * something else, such as the undo button, it stays there.
 */
export function revealChange(form: UseFormReturn<Values>, before: Values, after: Values): void {
  const old = draftFields(before)
  const changed = [...draftFields(after)].find(([path, text]) => old.get(path) !== text)
  if (!changed) return
  const [path, text] = changed
  // Added bubbles and rows have their fields after the next render.
  requestAnimationFrame(() => {
    if (!isFreeToMove(document.activeElement)) return
    form.setFocus(path as FieldPath<Values>)
    const field = document.activeElement
    if (!isTextField(field) || field.name !== path) return
    const { end } = textChange(old.get(path) ?? '', text)
    field.setSelectionRange(end, end)
  })
}

function isFreeToMove(focused: Element | null): boolean {
  if (focused === null || focused === document.body) return true
  return isTextField(focused) && /^(message_id$|follow_ups\.)/.test(focused.name)
}

function isTextField(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement
}
