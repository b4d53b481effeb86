import type { Language } from '#contract/languages'
import type { PreviewFollowUp } from './preview-follow-up.ts'

export type ReaderText = {
  text: string
  /** `default`: no row has the reader's language. That `content` is then shown is assumed. */
  source: 'row' | 'default'
  /** Several rows have the reader's language. That the first one is shown is assumed. */
  repeated: boolean
}

/**
 * The text of one bubble that a reader of a language sees: the row in that language, else `content`.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export function textFor(followUp: PreviewFollowUp, language: Language): ReaderText {
  const [row, ...more] = followUp.i18n_contents?.filter((one) => one.language === language) ?? []
  if (!row) return { text: followUp.content, source: 'default', repeated: false }
  return { text: row.content, source: 'row', repeated: more.length > 0 }
}
