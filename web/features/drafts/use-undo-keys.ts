import { useEffect } from 'react'
import { isTextField, type ShortcutGroup } from '../../ui/keyboard.ts'

export const UNDO_KEYS = 'Control+Z Meta+Z'
export const REDO_KEYS = 'Control+Shift+Z Meta+Shift+Z'
/** An alternative that other programs use. */
const REDO_KEYS_TOO = 'Control+Y Meta+Y'

type Keys = { undo: () => void; redo: () => void }

/**
 * Ctrl/⌘+Z undoes, with Shift (or Ctrl+Y) redoes, wherever the focus is on the page. Dialogs and text
 * fields outside of the draft keep the browser's own undo.
 */
export function useUndoKeys({ undo, redo }: Keys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return
      const key = letterOf(event)
      const isRedo = (key === 'z' && event.shiftKey) || (key === 'y' && !event.shiftKey)
      if (!isRedo && key !== 'z') return
      if (!appliesToDraft(event.target)) return
      event.preventDefault()
      if (isRedo) redo()
      else undo()
    }
    // Undo and redo from the browser's menu.
    const onBeforeInput = (event: InputEvent) => {
      if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return
      if (!event.cancelable || !appliesToDraft(event.target)) return
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

/** The Latin letter of a key, by its position on keyboards of other scripts. */
function letterOf({ key, code }: KeyboardEvent): string {
  return (/^[a-z]$/i.test(key) ? key : code.replace('Key', '')).toLowerCase()
}

/** Whether an undo here applies to the draft: to its fields, marked with `data-draft`, or outside of text fields. */
function appliesToDraft(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return false
  if (!(target instanceof HTMLElement)) return true
  // A popover of the draft has fields of its own.
  const isOfDraft = target.closest('[data-draft], [popover]')?.matches('[data-draft]') ?? false
  return isOfDraft || !isTextField(target)
}

export const DRAFT_SHORTCUTS: ShortcutGroup = {
  name: { en: 'Draft', zh: '草稿' },
  shortcuts: [
    { keys: [UNDO_KEYS], does: { en: 'Undo', zh: '撤销' } },
    { keys: [REDO_KEYS, REDO_KEYS_TOO], does: { en: 'Redo', zh: '重做' } },
  ],
}
