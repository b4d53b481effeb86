import { LANGUAGES } from '#contract/languages'
import type { BubbleText } from './result-columns.ts'

/** Which bubble a text was sent by, as far as the text shows it. */
export type BubbleMatch = {
  /** Null if several bubbles have this text. */
  bubble: number | null
  /** `default` or the language whose text it is. */
  matched: string
  /** The language of the user; null if it cannot be told. */
  language: string | null
  language_from: 'client' | 'text' | null
}

type Candidate = BubbleText & { bubble: number }

/**
 * Compares a user's text with every text of the bubbles, without the spaces around both. Returns null if
 * no bubble has it. Undocumented: that a click sends the text in the user's language, and that a bubble
 * without that language shows its default text.
 * @param locale the language of the user's client; null if unknown
 */
export function matchBubble(
  bubbles: readonly (readonly BubbleText[])[],
  text: string,
  locale: string | null,
): BubbleMatch | null {
  const wanted = text.trim()
  const equal = bubbles.flatMap((texts, bubble) =>
    texts.filter(({ content }) => content.trim() === wanted).map((found) => ({ ...found, bubble })),
  )
  if (equal.length === 0 || wanted === '') return null
  const likely = locale === null ? equal : shownTo(locale, equal, bubbles)
  const bubblesWithIt = new Set(likely.map(({ bubble }) => bubble))
  const [first = 0] = bubblesWithIt
  const languages = LANGUAGES.filter((each) => likely.some(({ language }) => language === each))
  const hasDefault = likely.some(({ language }) => language === 'default')
  // The default text of another bubble is seen in many languages.
  const isOpen = languages.length !== 1 || (hasDefault && bubblesWithIt.size > 1)
  const [only] = isOpen ? [] : languages
  const known = locale !== null && languages.some((each) => each === locale) ? locale : only
  return {
    bubble: bubblesWithIt.size === 1 ? first : null,
    matched: known ?? (hasDefault ? 'default' : (languages[0] ?? 'default')),
    language: locale ?? only ?? null,
    language_from: locale !== null ? 'client' : only === undefined ? null : 'text',
  }
}

/** Returns those of equal texts that a client in this language shows, else all. */
function shownTo(
  locale: string,
  equal: readonly Candidate[],
  bubbles: readonly (readonly BubbleText[])[],
): readonly Candidate[] {
  const own = equal.filter(({ language }) => language === locale)
  if (own.length > 0) return own
  const fallback = equal.filter(
    ({ language, bubble }) =>
      language === 'default' && !bubbles[bubble]?.some((one) => one.language === locale),
  )
  return fallback.length > 0 ? fallback : equal
}

/** What a user's client says about itself. */
export type ClientInfo = {
  /** In the spelling of the bubbles, such as `de_de`; also one that they do not accept. */
  locale: string | null
  version: string | null
}

const VERSION = /\b(?:Lark|Feishu)\/(\d{1,4}(?:\.\d{1,6}){1,3})(?![\w.])/
const LOCALE = /\bLarkLocale\/([A-Za-z]{2,3}[_-][A-Za-z]{2,4})(?![\w-])/

/**
 * Reads the version and language of a client, as seen live: `… Lark/7.64.6 LarkLocale/en_US …`.
 * Undocumented: the form of this text.
 */
export function readUserAgent(user_agent: string | undefined): ClientInfo {
  const [, version = null] = VERSION.exec(user_agent ?? '') ?? []
  const [, locale = null] = LOCALE.exec(user_agent ?? '') ?? []
  return { version, locale: locale?.replace('-', '_').toLowerCase() ?? null }
}
