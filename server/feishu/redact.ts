import { REDACTED } from '#contract/exchange'

/** Replaces known secrets in a text; `cut` tells that the text may end in the middle of one. */
export type Redact = (text: string, options?: { cut?: boolean }) => string

/** A way to read a text, with the place in the text where each of its characters stands. */
type Reading = { text: string; origin: (index: number) => number }
type Span = { start: number; end: number }

/** The spellings in which one character may stand for another: of a URL and of JSON. */
const ESCAPES = [/%([0-9a-f]{2})/gi, /\\(?:u00([0-9a-f]{2})|(["\\/]))/gi]

/** A shorter piece of a secret at the end of a cut text is not worth hiding. */
const SHORTEST_PIECE = 4

/**
 * Makes a function that takes secrets (printable ASCII) out of any text: as they are, URL-encoded,
 * JSON-escaped, in hex, and in base64 at every alignment, alone or inside something longer.
 */
export function createRedact(secrets: readonly string[]): Redact {
  if (latest === null || !areSame(latest.secrets, secrets)) {
    latest = { secrets, redact: redactAll(secrets) }
  }
  return latest.redact
}

/** Send after send has the same secrets, and asks for them several times. */
let latest: { secrets: readonly string[]; redact: Redact } | null = null

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((secret, i) => secret === b[i]))
}

function redactAll(secrets: readonly string[]): Redact {
  const exact = [...new Set(secrets)].filter((secret) => secret !== '')
  const hex = exact.map((secret) => Buffer.from(secret).toString('hex'))
  const base64 = exact.flatMap((secret) => [0, 1, 2].map((offset) => base64Core(secret, offset)))
  // Almost no text holds one, and to rule that out takes a fraction of a real search.
  const trace = traceOf(exact, hex, base64)

  return (text, { cut = false } = {}) => {
    if (!cut && !trace.test(text)) return text
    const spans = readings(text).flatMap((reading) => [
      ...find(exact, reading.text, reading),
      ...find(hex, lowerHex(reading.text), reading),
      ...find(base64, reading.text.replaceAll('-', '+').replaceAll('_', '/'), reading),
    ])
    if (cut) spans.push(...exact.flatMap((secret) => pieceAtEnd(secret, text)))
    return replaceSpans(text, spans)
  }
}

/** What a text has that holds a secret: one of its spellings, or an escape that may hide one. */
function traceOf(
  exact: readonly string[],
  hex: readonly string[],
  base64: readonly string[],
): RegExp {
  const spellings = [
    ...exact.map((secret) => secret.replace(/\W/g, '\\$&')),
    ...hex.map((digits) => digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)),
    ...base64.map((digits) => digits.replaceAll('+', '[+-]').replaceAll('/', '[/_]')),
  ]
  return new RegExp(['[%\\\\]', ...spellings].join('|'))
}

/** The base64 digits that depend on the secret alone, when `offset` bytes modulo 3 stand before it. */
function base64Core(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
  const digits = bytes.toString('base64')
  return digits.slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6))
}

/** Only these letters: lower-casing others can change a text's length, and so the places in it. */
function lowerHex(text: string): string {
  return text.replace(/[A-F]+/g, (digits) => digits.toLowerCase())
}

/** A text as it is, and with up to two layers of escapes undone: a body may quote another one. */
function readings(text: string): Reading[] {
  const asItIs: Reading = { text, origin: (index) => index }
  if (!text.includes('%') && !text.includes('\\')) return [asItIs]
  const once = ESCAPES.flatMap((pattern) => decode(asItIs, pattern))
  const twice = once.flatMap((reading) => ESCAPES.flatMap((pattern) => decode(reading, pattern)))
  return [asItIs, ...once, ...twice]
}

function decode({ text, origin }: Reading, pattern: RegExp): Reading[] {
  const origins: number[] = []
  let decoded = ''
  let position = 0
  const copyUpTo = (end: number) => {
    decoded += text.slice(position, end)
    for (; position < end; position += 1) origins.push(position)
  }
  for (const match of text.matchAll(pattern)) {
    const [spelling, digits, character = ''] = match
    copyUpTo(match.index)
    decoded += digits ? String.fromCharCode(Number.parseInt(digits, 16)) : character
    origins.push(position)
    position += spelling.length
  }
  if (origins.length === 0) return []
  copyUpTo(text.length)
  return [{ text: decoded, origin: (index) => origin(origins[index] ?? text.length) }]
}

function find(needles: readonly string[], haystack: string, { origin }: Reading): Span[] {
  return needles.flatMap((needle) => {
    const spans: Span[] = []
    for (let at = haystack.indexOf(needle); at >= 0; ) {
      spans.push({ start: origin(at), end: origin(at + needle.length) })
      at = haystack.indexOf(needle, at + needle.length)
    }
    return spans
  })
}

function pieceAtEnd(secret: string, text: string): Span[] {
  for (let length = secret.length - 1; length >= SHORTEST_PIECE; length -= 1) {
    const start = text.length - length
    if (text.endsWith(secret.slice(0, length))) return [{ start, end: text.length }]
  }
  return []
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
