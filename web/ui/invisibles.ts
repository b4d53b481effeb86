/** A character that cannot be seen, or that turns the direction of the text around it. */
export type Invisible = { character: string; count: number; turnsDirection: boolean }

/** What Unicode lets a program draw as nothing, control characters, separators and the blank Braille cell. */
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
 * The characters of a text that its reader cannot see or that change its direction, each once with
 * its number, in order of appearance. Joiners inside emoji and single variation selectors are fine.
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

/** Whether nothing of a text can be seen: it is empty, white space or hidden characters only. */
export function looksBlank(text: string): boolean {
  return ONLY_HIDDEN.test(text)
}
