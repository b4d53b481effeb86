import { useEffect, useRef } from 'react'
import type { Bilingual } from '#contract/locale'

/** A keyboard shortcut in the list of shortcuts. */
export type Shortcut = {
  /**
   * Each as in `aria-keyshortcuts`: `Control+Z Meta+Z` is one shortcut for both kinds of keyboard; a
   * second string is an alternative.
   */
  keys: readonly string[]
  does: Bilingual
}

/** The shortcuts of one part of the page, as listed together. */
export type ShortcutGroup = { name: Bilingual; shortcuts: readonly Shortcut[] }

/** Whether the keyboard has ⌘ instead of Ctrl. */
export const IS_MAC = /^(Mac|iP)/.test(navigator.platform)

const TYPED = 'textarea, [contenteditable=true], input:not([type=radio], [type=checkbox])'

/** Whether the element takes typed text. */
export function isTextField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(TYPED)
}

/** Calls `run` on Ctrl/⌘+Enter from anywhere on the page but a dialog. */
export function useSendKey(run: (withShift: boolean) => void): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      // Some browsers report the key of an input method only by its code, 229.
      if (event.isComposing || event.keyCode === 229) return
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      // A held key sends once.
      if (!event.repeat) latest.current(event.shiftKey)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
