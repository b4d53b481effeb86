import type { DraftBody } from '#contract/draft'
import type { Bilingual } from '#contract/locale'

/** What a paste can turn out to be. */
export type ImportKind =
  | 'curl'
  | 'http'
  | 'har'
  | 'json'
  | 'bubbles'
  | 'bubble'
  | 'exchange'
  | 'receipt'
  | 'draft'
  | 'template'
  | 'event'
  | 'program'
  | 'lark-cli'
  | 'text'
  | 'nothing'

/** A part of a paste that is not in the result, and why; it never quotes a value, only names. */
export type NotUnderstood = {
  /** A path (`follow_ups.0.colour`), a header (`X-Trace:`), an option (`-F`) or `line:column`. */
  place: string
  reason: Bilingual
}

/** Bubbles in Feishu’s spelling, right in shape and not yet judged. */
export type FollowUps = DraftBody['follow_ups']

/** What was found in a paste; never a token, a secret or a cookie. */
export type Imported = {
  kind: ImportKind
  /** `null` where the paste names none, or several that differ. */
  message_id: string | null
  /** `null` where the paste holds no bubbles. */
  follow_ups: FollowUps | null
  /** The origin that the call goes to, where the paste names one. */
  base_url: string | null
  not_understood: NotUnderstood[]
  /** A token, secret or cookie was in the paste and was thrown away. */
  had_token: boolean
}
