import type { Bilingual } from '#contract/locale'

/** What keys do. */
export type Shortcut = {
  /**
   * Each as in `aria-keyshortcuts`: `Control+Z Meta+Z` is one way to press it, of which the reader's
   * keyboard has one; a second string is another way.
   */
  keys: readonly string[]
  does: Bilingual
}

/** The shortcuts of one place, as the sheet lists them. */
export type ShortcutGroup = { where: Bilingual; shortcuts: readonly Shortcut[] }
