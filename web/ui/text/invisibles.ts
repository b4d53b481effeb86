/** A character that is not visible, or that changes the direction of the text around it. */
export type Invisible = { character: string; count: number; turnsDirection: boolean }

/** Characters that Unicode allows to be rendered as nothing, control characters, separators and the blank Braille cell. */
const HIDDEN = String.raw`\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zl}\p{Zp}\uFFF9-\uFFFB\u2800`

/** Hidden characters that only shape the visible one before them, so nothing is concealed. */
const SHAPING = [
  // Emoji joined by U+200D, each with its variation selector or skin tone.
  String.raw`\p{Extended_Pictographic}[\uFE0E\uFE0F\p{Emoji_Modifier}]?(?:\u200D\p{Extended_Pictographic}[\uFE0E\uFE0F\p{Emoji_Modifier}]?)+`,
  // The flags spelled with tag characters; tags in any other order could carry a secret text.
  String.raw`\p{RGI_Emoji_Tag_Sequence}`,
  // One variation selector after a visible character; a chain of them could carry a secret text.
  String.raw`[^${HIDDEN}]\p{Variation_Selector}`,
].join('|')

const SUSPECT = new RegExp(`${SHAPING}|(?<hidden>[${HIDDEN}])`, 'gv')
const ANY_HIDDEN = new RegExp(`[${HIDDEN}]`, 'v')
const TURNS = /\p{Bidi_Control}/u
const ONLY_HIDDEN = new RegExp(`^[\\s${HIDDEN}]*$`, 'v')

/**
 * Returns the characters of a text that are invisible or change its direction, each once with its
 * count, in order of appearance. Joiners inside emoji and single variation selectors are ignored.
 */
export function findInvisibles(text: string): Invisible[] {
  // Most texts have none: this runs for every text at every key.
  if (!ANY_HIDDEN.test(text)) return []
  const found = new Map<string, Invisible>()
  for (const { groups } of text.matchAll(SUSPECT)) {
    const character = groups?.hidden
    if (character === undefined) continue
    const before = found.get(character)
    if (before) before.count += 1
    else found.set(character, { character, count: 1, turnsDirection: TURNS.test(character) })
  }
  return [...found.values()]
}

/** Whether nothing of a text is visible: it is empty, or only white space and hidden characters. */
export function looksBlank(text: string): boolean {
  return ONLY_HIDDEN.test(text)
}

type Run = { text: string; invisible: boolean }

/** Line breaks and tabs are visible by their effect. */
const LAYOUT = /[\t\n\r]/

/** Splits a text into runs of ordinary characters and single invisible ones. */
export function splitInvisible(text: string): Run[] {
  if (!ANY_HIDDEN.test(text)) return text === '' ? [] : [{ text, invisible: false }]
  const runs: Run[] = []
  let position = 0
  const copyUpTo = (end: number) => {
    if (end > position) runs.push({ text: text.slice(position, end), invisible: false })
    position = end
  }
  for (const { index, groups } of text.matchAll(SUSPECT)) {
    const character = groups?.hidden
    if (character === undefined || LAYOUT.test(character)) continue
    copyUpTo(index)
    runs.push({ text: character, invisible: true })
    position = index + character.length
  }
  copyUpTo(text.length)
  return runs
}

/** Returns the code point of a character, for example `U+202E`. */
export function codePointName(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase()
  return `U+${hex.padStart(4, '0')}`
}
