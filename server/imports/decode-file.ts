import type { Bilingual } from '#contract/locale'
import { REASONS } from './reasons.ts'

/** The text of a file, with a remark if its encoding was inferred; or why it was not decoded. */
export type DecodedFile = { text: string; remark: Bilingual | null } | { refused: Bilingual }

/**
 * Decodes the bytes of a file: UTF-8, UTF-16 with a byte order mark, else GB18030, the encoding of
 * Chinese Windows. Refuses everything else instead of guessing.
 */
export function decodeFile(bytes: Uint8Array): DecodedFile {
  const [first, second, third, fourth] = bytes
  const isLittle = first === 0xff && second === 0xfe
  const marked = isLittle ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  // The mark of UTF-32 starts like that of UTF-16.
  const isBinary = marked ? third === 0 && fourth === 0 : bytes.includes(0)
  const text = isBinary ? null : decode(bytes, marked ?? 'utf-8')
  if (text !== null) return { text, remark: null }
  const gb18030 = marked || isBinary ? null : decode(bytes, 'gb18030')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a text has no control characters
  if (gb18030 === null || /[\x00-\x08\x0E-\x1A\x1C-\x1F\uE000-\uF8FF]/.test(gb18030)) {
    return { refused: REASONS.broken_encoding }
  }
  return { text: gb18030, remark: REASONS.gb18030 }
}

/** Returns null if the bytes are not in this encoding; removes the byte order mark. */
function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
