/**
 * The limits that Feishu documents for push_follow_up; counters, schemas, the emulator and the tests
 * use these values.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export const LIMITS = {
  followUps: { min: 1, max: 3 },
  i18nContents: { min: 0, max: 50 },
  /** Characters of one `content`; what Feishu counts as a character is assumed, see {@link countCharacters}. */
  content: { min: 1, max: 200 },
  /** Characters of a new text message; Feishu accepts 150 KB, but such a text here is a mistake. */
  messageText: { min: 1, max: 4000 },
  /** Bytes of the `content` of a new message, by `msg_type`. */
  messageContent: { text: 150 * 1024, post: 30 * 1024, interactive: 30 * 1024 },
  /** Characters of the `uuid` that makes creating a message idempotent for an hour. */
  uuid: { min: 1, max: 50 },
  /** A message older than this does not accept bubbles. */
  messageAgeSeconds: 600,
  rate: { perSecond: 50, perMinute: 1000 },
} as const

/**
 * Counts the Unicode code points of a text. Undocumented: Feishu limits a text to "200
 * characters" without saying whether it counts code points, UTF-16 units or graphemes.
 */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** The console's own limits for profiles; the lifetime of a token is the platform's. */
export const PROFILE_LIMITS = {
  /** Characters. */
  name: { max: 60 },
  /** Stored profiles; those of the environment do not count. */
  profiles: { max: 100 },
  /** Seconds. */
  tokenLife: { max: 7200 },
} as const

/** What may be kept at most, for the settings and for `POST /api/retention`. */
export const RETENTION_LIMITS = {
  days: { min: 1, max: 36_500 },
  rows: { min: 1, max: 10_000_000 },
} as const

/** The console's own limits for templates. */
export const TEMPLATE_LIMITS = {
  /** Characters. */
  name: { min: 1, max: 80 },
  note: { min: 0, max: 1000 },
  templates: { min: 0, max: 1000 },
  /** Bytes of an imported file. */
  file: { max: 1024 * 1024 },
} as const
