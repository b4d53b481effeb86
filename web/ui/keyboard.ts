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
