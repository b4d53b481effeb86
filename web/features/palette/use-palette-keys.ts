import { useEffect } from 'react'
import { oneOf, storedValue } from '../../browser/stored-value.ts'
import { IS_MAC, isTextField } from '../../ui/keyboard.ts'

export const PALETTE_KEYS = 'Control+K Meta+K'
export const SHEET_KEY = '?'
/** `off` if a single character must not be a shortcut (WCAG 2.1.4). */
export const storedSheetKey = storedValue({
  key: 'sheet-key',
  parse: oneOf('on', 'off'),
  format: 'text',
})

export type PaletteDialog = 'palette' | 'shortcuts'

/** Ctrl+K (⌘K on a Mac) toggles the palette, `?` outside of text fields the list of shortcuts, unless another dialog is open. */
export function usePaletteKeys(
  open: PaletteDialog | null,
  onOpen: (dialog: PaletteDialog | null) => void,
): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const requested = dialogFor(event)
      if (!requested || event.repeat || (!open && document.querySelector('dialog[open]'))) return
      event.preventDefault()
      onOpen(requested === open ? null : requested)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [open, onOpen])
}

function dialogFor(event: KeyboardEvent): PaletteDialog | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event
  if (event.isComposing || altKey) return null
  // On a Mac, Ctrl+K deletes to the end of the line.
  if (IS_MAC ? metaKey : ctrlKey) return key.toLowerCase() === 'k' && !shiftKey ? 'palette' : null
  // Chinese input methods write a full-width question mark.
  if ((key !== SHEET_KEY && key !== '？') || isTextField(event.target)) return null
  return storedSheetKey.read() === 'off' ? null : 'shortcuts'
}
