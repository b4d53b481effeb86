import type { FieldPath, UseFormReturn } from 'react-hook-form'
import { draftFields } from '#contract/draft-fields'
import { textChange } from '#contract/text-change'
import type { Values } from './composition.ts'

/**
 * After an undo by keyboard the caret goes to what it changed, as in any editor. Where the focus
 * stands on something else (the undo button) it stays there.
 */
export function revealChange(form: UseFormReturn<Values>, before: Values, after: Values): void {
  const old = draftFields(before)
  const changed = [...draftFields(after)].find(([path, text]) => old.get(path) !== text)
  if (!changed) return
  const [path, text] = changed
  // Added bubbles and rows have their fields only after the next rendering.
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
