/**
 * The limits that Feishu documents for push_follow_up.
 *
 * Every counter, schema, test and the emulator read them from here.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export const LIMITS = {
  followUps: { min: 1, max: 3 },
  i18nContents: { min: 0, max: 50 },
  /** Characters of one `content`; what Feishu counts as a character is assumed, see {@link countCharacters}. */
  content: { min: 1, max: 200 },
  /** Text of a new message; Feishu takes 150 KB, but one that long here is a mistake. */
  messageText: { min: 1, max: 4000 },
  /** Bytes of the `content` of a new message, by its `msg_type`. */
  messageContent: { text: 150 * 1024, post: 30 * 1024, interactive: 30 * 1024 },
  /** Characters of the `uuid` that makes a new message at most once within an hour. */
  uuid: { min: 1, max: 50 },
  /** A message older than this many seconds no longer takes bubbles. */
  messageAgeSeconds: 600,
  rate: { perSecond: 50, perMinute: 1000 },
} as const

/**
 * Counts the characters of a text as Unicode code points.
 *
 * Assumed: Feishu documents "200 characters" without saying whether it counts code points,
 * UTF-16 units or graphemes.
 */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}
