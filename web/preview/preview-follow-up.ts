/**
 * One bubble as it would be sent. Wider than the contract's `FollowUp`: the preview shows what is
 * being typed, so a text may be empty or too long and a language may not exist.
 */
export type PreviewFollowUp = {
  content: string
  i18n_contents?: readonly { content: string; language: string }[] | undefined
}
