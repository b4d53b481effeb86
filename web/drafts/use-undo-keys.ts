import { useEffect } from 'react'
import { isTyped } from '../ui/is-typed.ts'

export const UNDO_KEYS = 'Control+Z Meta+Z'
export const REDO_KEYS = 'Control+Shift+Z Meta+Shift+Z'
/** What other programs have for it. */
export const REDO_KEYS_TOO = 'Control+Y Meta+Y'

type Keys = { undo: () => void; redo: () => void }

/**
 * Ctrl/⌘+Z takes a step back, with Shift (or Ctrl+Y) forward again, wherever the focus is on the page
 * itself. A text field that is no part of the draft, and a dialog, keep the browser's own undo.
 */
export function useUndoKeys({ undo, redo }: Keys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return
      const key = letterOf(event)
      const again = (key === 'z' && event.shiftKey) || (key === 'y' && !event.shiftKey)
      if (!again && key !== 'z') return
      if (!isOurs(event.target)) return
      event.preventDefault()
      if (again) redo()
      else undo()
    }
    // The browser's own menu asks the same thing in another way.
    const onBeforeInput = (event: InputEvent) => {
      if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return
      if (!event.cancelable || !isOurs(event.target)) return
      event.preventDefault()
      if (event.inputType === 'historyUndo') undo()
      else redo()
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('beforeinput', onBeforeInput)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('beforeinput', onBeforeInput)
    }
  }, [undo, redo])
}

/** The Latin letter of a key, which keyboards of other scripts have in the same place. */
function letterOf({ key, code }: KeyboardEvent): string {
  return (/^[a-z]$/i.test(key) ? key : code.replace('Key', '')).toLowerCase()
}

/** Whether an undo here means the draft: its fields say so by `data-draft`, other texts are not ours. */
function isOurs(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return false
  if (!(target instanceof HTMLElement)) return true
  return target.closest('[data-draft]') !== null || !isTyped(target)
}
