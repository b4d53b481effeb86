import { REDACTED } from '#contract/exchange'

/** Replaces known secrets in a text; with `cut`, the text may end in the middle of one. */
export type Redact = (text: string, options?: { cut?: boolean }) => string

/** A decoded text and the position in the original of each of its characters. */
type DecodedText = { text: string; origin: (index: number) => number }
type TextSpan = { start: number; end: number }

/** The escapes of URLs and of JSON. */
const ESCAPES = [/%([0-9a-f]{2})/gi, /\\(?:u00([0-9a-f]{2})|(["\\/]))/gi]

/** A shorter piece of a secret at the end of a cut text is not redacted. */
const SHORTEST_PIECE = 4

/**
 * Returns a function that redacts secrets (printable ASCII) in any text: plain, URL-encoded,
 * JSON-escaped, in hex, and in base64 at every alignment.
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
  const exact = [...new Set(secrets)].filter((secret) => secret !== '')
  const hex = exact.map((secret) => Buffer.from(secret).toString('hex'))
  const base64 = exact.flatMap((secret) => [0, 1, 2].map((offset) => base64Core(secret, offset)))
  // Almost no text contains a secret, and this test is much faster than a full search.
  const trace = traceOf(exact, hex, base64)

  return (text, { cut = false } = {}) => {
    if (!cut && !trace.test(text)) return text
    const spans = decodedTexts(text).flatMap((decoded) => [
      ...find(exact, decoded.text, decoded),
      ...find(hex, lowerHex(decoded.text), decoded),
      ...find(base64, decoded.text.replaceAll('-', '+').replaceAll('_', '/'), decoded),
    ])
    if (cut) spans.push(...exact.flatMap((secret) => pieceAtEnd(secret, text)))
    return replaceSpans(text, spans)
  }
}

/** Matches every text that may contain a secret: one of its spellings, or an escape. */
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

/** Returns the base64 digits that depend on the secret alone if `offset` bytes precede it. */
function base64Core(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
  const digits = bytes.toString('base64')
  return digits.slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6))
}

/** Lower-cases hex digits only: lower-casing other letters can change a text's length. */
function lowerHex(text: string): string {
  return text.replace(/[A-F]+/g, (digits) => digits.toLowerCase())
}

/** Returns the text itself and with up to two layers of escapes decoded: a body may quote another. */
function decodedTexts(text: string): DecodedText[] {
  const plain: DecodedText = { text, origin: (index) => index }
  if (!text.includes('%') && !text.includes('\\')) return [plain]
  const once = ESCAPES.flatMap((pattern) => decode(plain, pattern))
  const twice = once.flatMap((decoded) => ESCAPES.flatMap((pattern) => decode(decoded, pattern)))
  return [plain, ...once, ...twice]
}

function decode({ text, origin }: DecodedText, pattern: RegExp): DecodedText[] {
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

function find(needles: readonly string[], haystack: string, { origin }: DecodedText): TextSpan[] {
  return needles.flatMap((needle) => {
    const spans: TextSpan[] = []
    for (let at = haystack.indexOf(needle); at >= 0; ) {
      spans.push({ start: origin(at), end: origin(at + needle.length) })
      at = haystack.indexOf(needle, at + needle.length)
    }
    return spans
  })
}

function pieceAtEnd(secret: string, text: string): TextSpan[] {
  for (let length = secret.length - 1; length >= SHORTEST_PIECE; length -= 1) {
    const start = text.length - length
    if (text.endsWith(secret.slice(0, length))) return [{ start, end: text.length }]
  }
  return []
}

function replaceSpans(text: string, spans: TextSpan[]): string {
  let result = ''
  let position = 0
  for (const { start, end } of spans.sort((a, b) => a.start - b.start)) {
    if (start >= position) result += text.slice(position, start) + REDACTED
    position = Math.max(position, end)
  }
  return result + text.slice(position)
}

/**
 * The shape of a token.
 * @see https://open.feishu.cn/document/server-docs/getting-started/api-access-token/access-token
 */
const TOKEN_LIKE = /\b[at]-(?=[A-Za-z0-9_.-]*\d)[A-Za-z0-9_.-]{20,}/g

/**
 * Redacts a text that is stored before anything is sent. The call's token may not be fetched yet, so
 * everything that looks like a token is redacted too.
 */
export function redactUnsent(text: string, secrets: readonly string[]): string {
  return createRedact(secrets)(text).replace(TOKEN_LIKE, REDACTED)
}
