import type { DraftFollowUps } from '#contract/draft'
import type { JsonObject } from '#contract/json'
import type { Bilingual } from '#contract/locale'
import type { TextSpan } from '#contract/texts/secrets'

type CallKind = 'curl' | 'wget' | 'lark-cli' | 'http' | 'powershell' | 'program'
type FileKind = 'har' | 'postman' | 'insomnia' | 'bruno' | 'hoppscotch' | 'n8n' | 'tool-call'
type OwnKind = 'json' | 'bubbles' | 'bubble' | 'exchange' | 'receipt' | 'draft' | 'template'
type TextKind = 'event' | 'encrypted' | 'response' | 'table' | 'text' | 'nothing'
/** The recognized kinds of pasted text. */
export type ImportKind = CallKind | FileKind | OwnKind | TextKind

/** A message in the pasted text, with what the text says about it. */
export type ImportedMessage = {
  message_id: string
  chat_id: string | null
  /** By the platform's clock, in milliseconds since 1970. */
  create_time_ms: number | null
  /** `app` is a bot, which may be another one than the selected app's. */
  sender: { kind: 'user' | 'app'; id: string } | null
}

/** A response of the platform in the pasted text. */
export type ImportedResponse = { code: number; msg: string | null; log_id: string | null }

/** The result of an import; never contains a token, a secret or a cookie. */
export type Imported = {
  kind: ImportKind
  /** The target of the call, or the only message of the text; null if there is none or a choice. */
  message_id: string | null
  /** Whether a person has to choose one of `messages`. */
  several: boolean
  /** Each message once, in the order of the text. */
  messages: ImportedMessage[]
  /** The chat in the text if there is exactly one, even without a message. */
  chat_id: string | null
  /** `open`: the text has bubbles, but some are known only at run time. Null: it has none. */
  bubbles: 'complete' | 'open' | null
  /** At least one bubble if `bubbles` is `complete`, else null. */
  follow_ups: DraftFollowUps | null
  /** The origin of the call, if the text names one. */
  base_url: string | null
  response: ImportedResponse | null
  /** A pasted table of languages and bubbles, as tab- or comma-separated text. */
  table: string | null
  /** Where the given text has secrets, to cut them out. */
  secrets: TextSpan[]
  /**
   * The parts that were not imported; contains names, never values. A place is a path
   * (`follow_ups.0.colour`), a header (`X-Trace:`), an option (`-F`) or `line:column`.
   */
  not_understood: { place: string; reason: Bilingual }[]
  /** Whether the text had a token, a secret or a cookie, which was removed. */
  had_token: boolean
}

/** What the readers collect from the pasted text. */
export class ImportFindings {
  /** The text that is read. */
  source: string
  /** The message ID that the call names. */
  target: string | null = null
  /** Whether there is a call, which has a target even if the text does not say which. */
  isCall = false
  /** Whether the calls name different messages. */
  several = false
  follow_ups: DraftFollowUps | null = null
  /** Whether there are bubbles that are not known whole. */
  isOpen = false
  base_url: string | null = null
  not_understood: Imported['not_understood'] = []
  /** The objects of JSON in the text. */
  objects: JsonObject[] = []
  /** The variables of a file, for its URL. */
  variables: ReadonlyMap<string, string> = new Map()
  /** Whether `{{name}}` in a body is one of them, not a text. */
  isTemplate = false

  /** Replaces the secrets of the text. */
  readonly hide: (text: string) => string

  constructor(source: string, hide: (text: string) => string) {
    this.source = source
    this.hide = hide
  }
}

/** Further remarks are dropped. */
const MAX_REMARKS = 200

/**
 * Adds a remark about a part that was not imported, unless it is a duplicate.
 * @param where a place, or an index in the source
 */
export function addRemark(
  findings: ImportFindings,
  where: string | number,
  reason: Bilingual,
): void {
  const { not_understood, source } = findings
  if (not_understood.length >= MAX_REMARKS) return
  const place = typeof where === 'number' ? lineAndColumn(source, where) : findings.hide(where)
  const shown = place.length > 120 ? `${place.slice(0, 119)}…` : place
  if (not_understood.some((one) => one.place === shown && one.reason.en === reason.en)) return
  not_understood.push({ place: shown.toWellFormed(), reason })
}

/** Returns the `line:column` of a character, both starting at 1. */
export function lineAndColumn(source: string, index: number): string {
  let line = 1
  let start = 0
  for (;;) {
    const end = source.indexOf('\n', start)
    if (end < 0 || end >= index) return `${line}:${index - start + 1}`
    line += 1
    start = end + 1
  }
}
