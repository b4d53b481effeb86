import type { Draft } from '#contract/draft'

/** Remembers what is composed and says when the composer has to show something else. */
export type DraftKeeper = {
  /** What there is to show now. */
  draft: () => Draft
  /** Is told of every change; one that stands `apart` never joins the typing before it. */
  record: (draft: Draft, change?: { apart: boolean }) => void
  /**
   * Calls back with what to show instead: a `step` of the same work, or other work that was opened.
   * @returns a function that ends it
   */
  onShow: (show: (draft: Draft, why: 'step' | 'opened') => void) => () => void
}
