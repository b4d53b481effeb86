import type { Bilingual } from '#contract/locale'
import { REASONS } from './reasons.ts'

/** The text of a file, with a remark if its encoding was inferred; or why it was not decoded. */
export type DecodedFile = { text: string; remark: Bilingual | null } | { refused: Bilingual }

/**
 * Decodes the bytes of a file: UTF-8, UTF-16 with a byte order mark, else GB18030, the encoding of
 * Chinese Windows. Refuses everything else instead of guessing.
 */
export function decodeFile(bytes: Uint8Array): DecodedFile {
  const [first, second] = bytes
  const marked =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : null
  if (marked) {
    // The mark of UTF-32 starts like that of UTF-16.
    const text = bytes[2] === 0 && bytes[3] === 0 ? null : decode(bytes, marked)
    return text === null ? { refused: REASONS.broken_encoding } : { text, remark: null }
  }
  if (bytes.includes(0)) return { refused: REASONS.binary_file }
  const utf8 = decode(bytes, 'utf-8')
  if (utf8 !== null) return { text: utf8, remark: null }
  const gb18030 = decode(bytes, 'gb18030')
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
