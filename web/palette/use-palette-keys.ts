import { useEffect } from 'react'
import { IS_MAC } from '../ui/is-mac.ts'
import { isTyped } from '../ui/is-typed.ts'
import { readStored } from '../ui/storage.ts'

export const PALETTE_KEYS = 'Control+K Meta+K'
export const SHEET_KEY = '?'
/** Holds `off` for those who do not want a single character to be a shortcut (WCAG 2.1.4). */
export const SHEET_KEY_STORED = 'follow-up-console.sheet-key'

export type PaletteDialog = 'palette' | 'shortcuts'

/** Ctrl+K (on a Mac ⌘K) opens and closes the palette, `?` outside of texts the sheet; no other dialog is disturbed. */
export function usePaletteKeys(
  open: PaletteDialog | null,
  onOpen: (dialog: PaletteDialog | null) => void,
): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const asked = askedBy(event)
      if (!asked || event.repeat || (!open && document.querySelector('dialog[open]'))) return
      event.preventDefault()
      onOpen(asked === open ? null : asked)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [open, onOpen])
}

function askedBy(event: KeyboardEvent): PaletteDialog | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event
  if (event.isComposing || altKey) return null
  // On a Mac, Ctrl+K deletes to the end of the line.
  if (IS_MAC ? metaKey : ctrlKey) return key.toLowerCase() === 'k' && !shiftKey ? 'palette' : null
  // The full-width one is what Chinese input writes.
  if ((key !== SHEET_KEY && key !== '？') || isTyped(event.target)) return null
  return readStored(SHEET_KEY_STORED) === 'off' ? null : 'shortcuts'
}
