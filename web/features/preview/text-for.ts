import type { Language } from '#contract/languages'

export type UserText = {
  text: string
  /** `default`: no row has the language; that `content` is then shown is undocumented. */
  source: 'row' | 'default'
  /** Several rows have the language; that the first one is shown is undocumented. */
  repeated: boolean
  /** Whether the text depends on undocumented behaviour. */
  assumed: boolean
}

/**
 * The text of a bubble that a user of a language sees: the row in that language, else `content`;
 * null is a language that has no row.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export function textFor(followUp: PreviewFollowUp, language: Language | null): UserText {
  const [row, ...more] = followUp.i18n_contents?.filter((one) => one.language === language) ?? []
  if (!row) return { text: followUp.content, source: 'default', repeated: false, assumed: true }
  const repeated = more.length > 0
  return { text: row.content, source: 'row', repeated, assumed: repeated }
}

/**
 * One bubble as typed. Wider than the contract's `FollowUp`: a text can be empty or too long, and a
 * language can be unknown.
 */
export type PreviewFollowUp = {
  content: string
  i18n_contents?: readonly { content: string; language: string }[] | undefined
}
