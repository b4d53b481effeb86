/**
 * Characters that show nothing or turn the direction of their neighbours: controls (but not tab and
 * line ends), soft hyphen, zero-width characters, bidirectional controls, tags. Joiners (U+200C and
 * U+200D) are left alone: scripts and emoji are made with them.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /([\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}])/u

type Run = { text: string; invisible: boolean }

/** Splits a text into runs of ordinary characters and single invisible ones; joined they are the text. */
export function splitInvisible(text: string): Run[] {
  return text
    .split(INVISIBLE)
    .map((part, index) => ({ text: part, invisible: index % 2 === 1 }))
    .filter((run) => run.text !== '')
}

/** How a code point is written: `U+202E`. */
export function codePointName(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase()
  return `U+${hex.padStart(4, '0')}`
}
