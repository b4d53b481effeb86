/** C0 and C1 controls, unusual line breaks, direction controls and the byte order mark. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu

/**
 * Makes control characters visible as `\uXXXX`, so that a text from elsewhere can neither control a
 * terminal nor look like another text. In JSON and in most programming languages the text stays equal.
 * @param kept characters that stay, for example a line break
 */
export function escapeControls(text: string, kept = ''): string {
  return text.replace(CONTROLS, (character) =>
    kept.includes(character)
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
