import type { Exchange } from '#contract/exchange'
import type { ExchangeFilter } from '#contract/exchanges'

/** The searchable length of a text, in UTF-16 units. */
const TEXT_LIMIT = 16_384
/** Ids have common prefixes (`om_`, a date), so the last pairs of a long word are the most selective. */
const PAIRS_PER_WORD = 8

/** Normalizes full-width forms, capitals and composed letters. */
function normalize(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** Returns the words of a query; each must occur in the text. */
export function wordsOf(query: string): string[] {
  return [...new Set(normalize(query).split(/\s+/).filter(Boolean))]
}

/** What the delivery of a send adds to it; nulls for a send of its own. */
export type DeliveryFacts = {
  receive_id: string | null
  label: string | null
  template_id: string | null
}

/** Returns the searchable text of an exchange, normalized. */
export function searchText(
  { message_id, log_id, msg, body }: Pick<Exchange, 'message_id' | 'log_id' | 'msg' | 'body'>,
  delivery?: Pick<DeliveryFacts, 'receive_id' | 'label'>,
): string {
  const texts = [message_id, log_id, msg, delivery?.receive_id, delivery?.label, ...textsOf(body)]
  return normalize(texts.filter(Boolean).join('\n')).slice(0, TEXT_LIMIT)
}

/** Returns the strings in a JSON text, or the text itself if it is not JSON. */
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

/** Returns the terms of an exchange for the search index. */
export function indexTerms(
  text: string,
  facts: {
    profile: string
    outcome: string | null
    code: number | null
    template_id?: string | null
  },
): string[] {
  const terms = new Set(text.split(/\s+/).flatMap((word) => [...pairs(word), ...singles(word)]))
  return [...terms, ...factTerms(facts)]
}

/**
 * Returns terms that every matching exchange has. Others may have them too, because pairs of
 * characters have no order: {@link matches} decides.
 */
export function filterTerms({
  query = '',
  recipient = '',
  profile,
  outcome,
  code,
  template,
}: ExchangeFilter): string[] {
  const terms = [...wordsOf(query), ...wordsOf(recipient)].flatMap((word) => {
    const found = pairs(word).slice(-PAIRS_PER_WORD)
    return found.length > 0 ? found : singles(word)
  })
  return [...new Set([...terms, ...factTerms({ profile, outcome, code, template_id: template })])]
}

export function matches(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word))
}

function factTerms(facts: {
  profile?: string | undefined
  outcome?: string | null | undefined
  code?: number | null | undefined
  template_id?: string | null | undefined
}): string[] {
  const terms: string[] = []
  if (facts.profile !== undefined) terms.push(`p_${hex(facts.profile)}`)
  if (facts.template_id) terms.push(`t_${hex(facts.template_id)}`)
  if (facts.outcome) terms.push(`o_${facts.outcome}`)
  if (facts.code !== undefined && facts.code !== null) terms.push(`c_${facts.code}`)
  return terms
}

function hex(text: string): string {
  return Buffer.from(text).toString('hex')
}

/**
 * Returns each pair of neighbouring characters, because most Chinese words have two. Encoded as
 * numbers, because an index term may have only letters and digits.
 */
function pairs(word: string): string[] {
  const points = codePoints(word)
  return points.slice(1).map((point, i) => `b${points[i]?.toString(36)}_${point.toString(36)}`)
}

/** Returns single characters outside ASCII: there a character can be a word. */
function singles(word: string): string[] {
  return codePoints(word)
    .filter((point) => point > 0x7f)
    .map((point) => `s${point.toString(36)}`)
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0)
}
