import type { Exchange } from '#contract/exchange'
import type { ExchangeFilter } from '#contract/exchanges'

/** Of a longer text only this much can be found, in UTF-16 units. */
const TEXT_LIMIT = 16_384
/** Ids begin alike (`om_`, a date), so the last pairs of a long word tell the most. */
const PAIRS_PER_WORD = 8

/** Text as the search compares it: the same for full-width forms, capitals and composed letters. */
function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** The words of a query; each of them has to occur somewhere. */
export function wordsOf(query: string): string[] {
  return [...new Set(normalise(query).split(/\s+/).filter(Boolean))]
}

/** Everything of an exchange that can be searched, in the form in which it is compared. */
export function searchText({
  message_id,
  log_id,
  msg,
  body,
}: Pick<Exchange, 'message_id' | 'log_id' | 'msg' | 'body'>): string {
  const texts = [message_id, log_id, msg, ...textsOf(body)]
  return normalise(texts.filter(Boolean).join('\n')).slice(0, TEXT_LIMIT)
}

/** The strings in a JSON text; where it is no JSON, the text itself. */
function textsOf(body: string): string[] {
  try {
    return strings(JSON.parse(body))
  } catch {
    return [body]
  }
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(strings)
}

/** The terms under which the index keeps an exchange. */
export function indexTerms(
  text: string,
  facts: { profile: string; outcome: string | null; code: number | null },
): string[] {
  const terms = new Set(text.split(/\s+/).flatMap((word) => [...pairs(word), ...singles(word)]))
  return [...terms, ...factTerms(facts)]
}

/**
 * The terms that every exchange wanted has. Others may have them too, as pairs of characters say
 * nothing about their order: {@link matches} decides.
 */
export function filterTerms({ query, profile, outcome, code }: ExchangeFilter): string[] {
  const terms = wordsOf(query ?? '').flatMap((word) => {
    const found = pairs(word).slice(-PAIRS_PER_WORD)
    return found.length > 0 ? found : singles(word)
  })
  return [...new Set([...terms, ...factTerms({ profile, outcome, code })])]
}

export function matches(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word))
}

function factTerms(facts: {
  profile?: string | undefined
  outcome?: string | null | undefined
  code?: number | null | undefined
}): string[] {
  const terms: string[] = []
  if (facts.profile !== undefined) terms.push(`p_${Buffer.from(facts.profile).toString('hex')}`)
  if (facts.outcome) terms.push(`o_${facts.outcome}`)
  if (facts.code !== undefined && facts.code !== null) terms.push(`c_${facts.code}`)
  return terms
}

/**
 * Each two neighbouring characters. Two, because most Chinese words have two; spelt as numbers,
 * because an index takes only letters and digits for a part of a term.
 */
function pairs(word: string): string[] {
  const points = codePoints(word)
  return points.slice(1).map((point, i) => `b${points[i]?.toString(36)}_${point.toString(36)}`)
}

/** Single characters where one can be a word: not in ASCII, where almost every text has each. */
function singles(word: string): string[] {
  return codePoints(word)
    .filter((point) => point > 0x7f)
    .map((point) => `s${point.toString(36)}`)
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0)
}
