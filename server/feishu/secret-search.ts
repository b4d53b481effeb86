import {
  BASE64,
  decodeBase64,
  HEX,
  keep,
  layersOf,
  PRINTABLE,
  partOf,
  textOf,
  type View,
  viewOf,
} from './text-view.ts'

/** A part of a text, in UTF-16 units. */
export type Span = { start: number; end: number }

/**
 * A spelling of a secret. A match holds its `core` and at least `least` bytes in all; at the end of a cut
 * text, its first `piece` bytes are one.
 */
type Needle = { bytes: Buffer; coreStart: number; core: Buffer; least: number; piece: number }

/** Needles, and a pattern that matches every text that has one of their cores. */
type Needles = { all: readonly Needle[]; trace: RegExp }

export type SecretSearch = {
  /** Shorter texts have no match. */
  shortest: number
  plain: Needles
  decoded: Needles
  hex: Needles
  base64: Needles
  /** What may be base64 of base64, which may have a line break after every 64 or 76 digits. */
  twice: RegExp
}

/** This much of a secret is found even if a third is cut off at both ends. */
const DISTINCTIVE = 10
/** A shorter piece of a secret at the end of a cut text is not found. */
const SHORTEST_PIECE = 4
/** Prepares the search for secrets, which consist of printable ASCII. */
export function prepareSearch(secrets: readonly string[]): SecretSearch {
  const bytesOf = (view: View) => Buffer.from(keep(view, PRINTABLE).bytes)
  const raw = secrets.map((secret) => bytesOf(viewOf(secret))).filter(({ length }) => length > 0)
  const decoded = secrets
    .map((secret) => bytesOf(layersOf(viewOf(secret)).at(-1) as View))
    .filter(({ length }) => length >= 6)
  const shortest = Math.min(...raw.map(({ length }) => shareOf(length).least))
  const digits = Number.isFinite(shortest) ? Math.floor((shortest * 16) / 9) : 1
  return {
    shortest,
    plain: withTrace(raw.map((bytes) => plainNeedle(bytes))),
    // An escape in the secret itself is decoded with those around it.
    decoded: withTrace(decoded.map((bytes) => plainNeedle(bytes))),
    hex: withTrace(raw.map((bytes) => plainNeedle(Buffer.from(bytes.toString('hex')), 2))),
    // The digits depend on how many bytes precede the secret.
    base64: withTrace(raw.flatMap((bytes) => [0, 1, 2].map((at) => base64Needle(bytes, at)))),
    twice: new RegExp(`[\\w+/-]{${digits},}(?:[=\\s]+[\\w+/-]+)*`, 'g'),
  }
}

/** Of a secret of this length: how much can be cut off at either end, and how much must be left in all. */
function shareOf(length: number): { third: number; least: number } {
  const third = length < 8 ? 0 : Math.floor(length / 3)
  return { third, least: Math.min(length - third, Math.max(length - 2 * third, DISTINCTIVE)) }
}

/** @param scale how many bytes spell one of the secret */
function plainNeedle(bytes: Buffer, scale = 1): Needle {
  const { third, least } = shareOf(bytes.length / scale)
  const coreStart = third * scale
  return {
    bytes,
    coreStart,
    core: bytes.subarray(coreStart, bytes.length - coreStart),
    least: least * scale,
    piece: SHORTEST_PIECE * scale,
  }
}

/** @param offset how many bytes precede the secret; only digits that depend on it alone are compared */
function base64Needle(secret: Buffer, offset: number): Needle {
  const { third, least } = shareOf(secret.length)
  const digits = Buffer.concat([Buffer.alloc(offset), secret]).toString('base64')
  const digitsOf = (from: number, to: number) =>
    [Math.ceil(((offset + from) * 8) / 6), Math.floor(((offset + to) * 8) / 6)] as const
  const [first, last] = digitsOf(0, secret.length)
  const [coreFirst, coreLast] = digitsOf(third, secret.length - third)
  return {
    bytes: Buffer.from(digits.slice(first, last)),
    coreStart: coreFirst - first,
    core: Buffer.from(digits.slice(coreFirst, coreLast)),
    least: Math.max(1, Math.floor((least * 8) / 6) - 1),
    piece: Math.ceil((SHORTEST_PIECE * 8) / 6),
  }
}

function withTrace(needles: readonly Needle[]): Needles {
  // One character may not determine any digit of its base64.
  const all = needles.filter(({ core }) => core.length > 0)
  const cores = all.map(({ core }) => core.toString('latin1').replace(/\W/g, '\\$&'))
  return { all, trace: new RegExp(cores.length > 0 ? [...new Set(cores)].join('|') : '(?!)') }
}

/**
 * Finds secrets in a text: plain, escaped for URLs, JSON or HTML, in hex with any separators, in base64
 * at every alignment, wrapped or twice, with other characters or line breaks between theirs, and cut
 * by up to a third.
 * @param cut whether the text may end in the middle of a secret: then a short piece is enough there
 */
export function findSpans(text: string, search: SecretSearch, cut: boolean): Span[] {
  if (text.length < search.shortest && !cut) return []
  // Almost no text has a secret, and without positions the search is much faster.
  const isFound = findAll(viewOf(text, false), search, cut).length > 0
  return isFound ? findAll(viewOf(text), search, cut) : []
}

function findAll(whole: View, search: SecretSearch, cut: boolean): Span[] {
  const spans: Span[] = []
  const find = ({ all, trace }: Needles, view: View) => {
    if (trace.test(textOf(view))) for (const needle of all) findMatches(needle, view, spans)
    if (cut) for (const needle of all) findPieceAtEnd(needle, view, spans)
  }
  const layers = layersOf(whole)
  for (const layer of layers) find(search.plain, keep(layer, PRINTABLE))
  const decoded = layers.at(-1) as View
  if (decoded !== whole) find(search.decoded, keep(decoded, PRINTABLE))
  find(search.hex, keep(decoded, HEX))
  find(search.base64, keep(decoded, BASE64))
  for (const { index, 0: run } of textOf(decoded).matchAll(search.twice)) {
    const digits = keep(partOf(decoded, index, index + run.length), BASE64)
    for (let offset = 0; offset < 4; offset += 1) {
      find(search.base64, keep(decodeBase64(digits, offset), BASE64))
    }
  }
  return spans
}

/** Adds every match of a needle's core, extended as far as the rest of the needle agrees. */
function findMatches({ bytes, coreStart, core, least }: Needle, view: View, spans: Span[]): void {
  const hay = view.bytes
  for (let at = hay.indexOf(core); at >= 0; at = hay.indexOf(core, at)) {
    let before = 0
    while (
      before < Math.min(coreStart, at) &&
      hay[at - before - 1] === bytes[coreStart - before - 1]
    )
      before += 1
    const end = coreStart + core.length
    let after = 0
    while (end + after < bytes.length && hay[at + core.length + after] === bytes[end + after]) {
      after += 1
    }
    const length = before + core.length + after
    const isMatch = length >= least
    if (isMatch) spans.push(spanOf(view, at - before, at - before + length))
    at += isMatch ? core.length : 1
  }
}

/** Adds the longest start of a needle that a view ends with. */
function findPieceAtEnd({ bytes, piece }: Needle, view: View, spans: Span[]): void {
  const hay = view.bytes
  for (let length = Math.min(bytes.length - 1, hay.length); length >= piece; length -= 1) {
    const from = hay.length - length
    if (bytes.compare(hay, from, hay.length, 0, length) !== 0) continue
    spans.push(spanOf(view, from, hay.length))
    return
  }
}

function spanOf({ starts, ends }: View, from: number, to: number): Span {
  return { start: starts[from] ?? 0, end: ends[to - 1] ?? 0 }
}
