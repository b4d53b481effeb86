/**
 * The ASCII characters of a text, with the part of the text that each was read from. The positions are
 * empty in a view without them.
 */
export type View = { bytes: Buffer; starts: Int32Array; ends: Int32Array }

const NO_POSITIONS = new Int32Array(0)

/** Escapes inside escapes: a body quotes another one, which was in a URL. */
const MAX_LAYERS = 5
/** Stands for every character that is not ASCII. */
const OTHER = 0x80

function createView(capacity: number, hasPositions: boolean): View {
  return {
    bytes: Buffer.allocUnsafe(capacity),
    starts: hasPositions ? new Int32Array(capacity) : NO_POSITIONS,
    ends: hasPositions ? new Int32Array(capacity) : NO_POSITIONS,
  }
}

/** Returns an empty view with positions if another one has them. */
function createLike({ starts }: View, capacity: number): View {
  return createView(capacity, starts !== NO_POSITIONS)
}

function shorten({ bytes, starts, ends }: View, length: number): View {
  return { bytes: bytes.subarray(0, length), starts, ends }
}

/** Returns the part of a view between two of its bytes. */
export function partOf({ bytes, starts, ends }: View, from: number, to: number): View {
  const hasPositions = starts !== NO_POSITIONS
  return {
    bytes: bytes.subarray(from, to),
    starts: hasPositions ? starts.subarray(from, to) : NO_POSITIONS,
    ends: hasPositions ? ends.subarray(from, to) : NO_POSITIONS,
  }
}

/** Returns the characters of a view. */
export function textOf({ bytes }: View): string {
  return bytes.toString('latin1')
}

const NOT_ASCII = /\P{ASCII}/gu

/** Returns a view of a whole text. */
export function viewOf(text: string, hasPositions = true): View {
  if (!hasPositions) return plainView(text.replace(NOT_ASCII, String.fromCharCode(OTHER)))
  const view = createView(text.length, true)
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    view.bytes[i] = code < OTHER ? code : OTHER
    view.starts[i] = i
    view.ends[i] = i + 1
  }
  return view
}

/** Returns a view without positions of a text of single bytes. */
function plainView(text: string): View {
  return { bytes: Buffer.from(text, 'latin1'), starts: NO_POSITIONS, ends: NO_POSITIONS }
}

/** What a view keeps of another. */
type Kind = {
  left_out: RegExp
  convert: (characters: string) => string
  /** For each byte the converted one, or 0 for one to leave out. */
  table: Uint8Array
}

function kindOf(left_out: RegExp, convert = (characters: string) => characters): Kind {
  const table = Uint8Array.from({ length: 256 }, (_, code) => {
    const character = String.fromCharCode(code).replace(left_out, '')
    return character === '' ? 0 : convert(character).charCodeAt(0)
  })
  return { left_out, convert, table }
}
export const PRINTABLE = kindOf(/[^!-~]+/g)
/** The `x` of `0x61` is kept until it takes its 0 with it. */
export const HEX = kindOf(/[^0-9a-fx]+/gi, (digits) => digits.toLowerCase())
export const BASE64 = kindOf(/[^\w+/-]+/g, (digits) =>
  digits.replaceAll('-', '+').replaceAll('_', '/'),
)
const X = 0x78
const ZERO = 0x30

/** Returns the characters of one kind, without those between them. */
export function keep(view: View, kind: Kind): View {
  if (view.starts !== NO_POSITIONS) return keepBytes(view, kind)
  // Without positions it is done by native code: every send needs it some fifty times.
  const kept = plainView(kind.convert(textOf(view).replace(kind.left_out, '')))
  return kind === HEX && kept.bytes.includes(X) ? keepBytes(kept, HEX) : kept
}

function keepBytes(view: View, kind: Kind): View {
  const { bytes, starts, ends } = view
  const { table } = kind
  const kept = createLike(view, bytes.length)
  const hasPositions = starts !== NO_POSITIONS
  let length = 0
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = table[bytes[i] ?? 0] ?? 0
    if (byte === 0) continue
    if (byte === X && kind === HEX) {
      if (length > 0 && kept.bytes[length - 1] === ZERO) length -= 1
      continue
    }
    kept.bytes[length] = byte
    if (hasPositions) {
      kept.starts[length] = starts[i] ?? 0
      kept.ends[length] = ends[i] ?? 0
    }
    length += 1
  }
  return shorten(kept, length)
}

/** Decodes a view of base64 digits from an offset. */
export function decodeBase64(digits: View, offset: number): View {
  const { bytes, starts, ends } = digits
  const decoded = Buffer.from(bytes.toString('latin1', offset), 'base64')
  const view = createLike(digits, decoded.length)
  for (let i = 0; i < decoded.length; i += 1) {
    const byte = decoded[i] ?? 0
    view.bytes[i] = byte < OTHER ? byte : OTHER
    if (starts === NO_POSITIONS) continue
    view.starts[i] = starts[offset + Math.floor((i * 8) / 6)] ?? 0
    view.ends[i] = ends[offset + Math.floor((i * 8 + 7) / 6)] ?? 0
  }
  return view
}

/** Returns a view and what its escapes of URLs, JSON and HTML stand for, layer by layer. */
export function layersOf(view: View): View[] {
  const layers = [view]
  for (let next = decodeOnce(view); next && layers.length <= MAX_LAYERS; next = decodeOnce(next)) {
    layers.push(next)
  }
  return layers
}

const [PERCENT, BACKSLASH, AMPERSAND] = [0x25, 0x5c, 0x26]

/** Returns null if there is no escape. */
function decodeOnce(escaped: View): View | null {
  const { bytes, starts, ends } = escaped
  if (![PERCENT, BACKSLASH, AMPERSAND].some((mark) => bytes.includes(mark))) return null
  const view = createLike(escaped, bytes.length)
  let length = 0
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i] ?? 0
    const found =
      byte === PERCENT
        ? hexEscape(bytes, i + 1, 2, 3)
        : byte === BACKSLASH
          ? backslashEscape(bytes, i)
          : byte === AMPERSAND
            ? entity(bytes, i)
            : 0
    const size = found >> 8 || 1
    view.bytes[length] = found === 0 ? byte : found & 0xff
    if (starts !== NO_POSITIONS) {
      view.starts[length] = starts[i] ?? 0
      view.ends[length] = ends[i + size - 1] ?? 0
    }
    length += 1
    i += size
  }
  return length === bytes.length ? null : shorten(view, length)
}

/** Returns one number, because a body can hold 100,000 escapes: 0 stands for none. */
function escapeOf(code: number, size: number): number {
  return (size << 8) | (code < OTHER ? code : OTHER)
}

function hexEscape(bytes: Buffer, at: number, digits: number, size: number): number {
  let code = 0
  for (let i = at; i < at + digits; i += 1) {
    const digit = hexDigit(bytes[i])
    if (digit < 0) return 0
    code = code * 16 + digit
  }
  return escapeOf(code, size)
}

function hexDigit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}

const [LOWER_U, LOWER_X] = [0x75, 0x78]
/** What can follow a backslash as it is, and the letters of line breaks and the like. */
const ESCAPED = new Set(Buffer.from('"\'\\/'))
const SPACES = new Set(Buffer.from('nrtbf\n'))

function backslashEscape(bytes: Buffer, at: number): number {
  const next = bytes[at + 1] ?? 0
  if (next === LOWER_U) return hexEscape(bytes, at + 2, 4, 6)
  if (next === LOWER_X) return hexEscape(bytes, at + 2, 2, 4)
  if (ESCAPED.has(next)) return escapeOf(next, 2)
  // No secret has a space, so it is left out.
  return SPACES.has(next) ? escapeOf(0x20, 2) : 0
}

/** The names of entities, each with its character at its end. */
const ENTITIES = ['amp&', 'lt<', 'gt>', 'quot"', "apos'"].map((text) => Buffer.from(text))
const [HASH, SEMICOLON] = [0x23, 0x3b]

function entity(bytes: Buffer, at: number): number {
  let end = at + 1
  let code = -1
  if (bytes[end] === HASH) {
    end += 1
    const isHex = ((bytes[end] ?? 0) | 0x20) === LOWER_X
    if (isHex) end += 1
    for (const limit = end + 8; end < limit; end += 1) {
      const digit = hexDigit(bytes[end])
      if (digit < 0 || (!isHex && digit > 9)) break
      code = Math.max(0, code) * (isHex ? 16 : 10) + digit
    }
  } else {
    const found = ENTITIES.find(
      (name) =>
        name[0] === bytes[end] &&
        name.every((byte, i) => i === name.length - 1 || bytes[end + i] === byte),
    )
    if (found) {
      end += found.length - 1
      code = found[found.length - 1] ?? -1
    }
  }
  if (code < 0) return 0
  if (bytes[end] === SEMICOLON) end += 1
  return escapeOf(code, end - at)
}
