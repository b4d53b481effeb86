import { cutSecrets, REDACTED } from '#contract/texts/secrets'
import { findSpans, prepareSearch, type Span } from './secret-search.ts'

/** Replaces known secrets in a text; with `cut`, the text may end in the middle of one. */
export type Redact = (text: string, options?: { cut?: boolean }) => string

/**
 * Returns a function that redacts secrets (printable ASCII) in any text, in every spelling from which
 * they can be decoded, see {@link findSpans}.
 */
export function createRedact(secrets: readonly string[]): Redact {
  if (latest === null || !areSame(latest.secrets, secrets)) {
    latest = { secrets, redact: redactAll(secrets) }
  }
  return latest.redact
}

/** Consecutive requests have the same secrets and need the function several times each. */
let latest: { secrets: readonly string[]; redact: Redact } | null = null

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((secret, i) => secret === b[i]))
}

function redactAll(secrets: readonly string[]): Redact {
  const search = prepareSearch([...new Set(secrets)].filter((secret) => secret !== ''))
  return (text, { cut = false } = {}) => {
    const spans = findSpans(text, search, cut)
    return spans.length === 0 ? text : replaceSpans(text, spans)
  }
}

function replaceSpans(text: string, spans: Span[]): string {
  let result = ''
  let position = 0
  for (const { start, end } of spans.sort((a, b) => a.start - b.start)) {
    if (start >= position) result += text.slice(position, start) + REDACTED
    position = Math.max(position, end)
  }
  return result + text.slice(position)
}

/**
 * Redacts a text that is stored before anything is sent. The call's token may not be fetched yet, so
 * everything that looks like a secret is redacted too.
 */
export function redactUnsent(text: string, secrets: readonly string[]): string {
  return cutSecrets(createRedact(secrets)(text))
}
