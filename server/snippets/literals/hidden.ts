/**
 * What a source file should not hold as it is: controls, line ends that only some languages know,
 * the byte order mark, and the marks that turn the direction of the text around them.
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Writes hidden characters as `\uXXXX`, which JSON, Go, Python, Java, JavaScript and C# all read. */
export function escapeHidden(text: string): string {
  return text.replace(HIDDEN, escapeUnit)
}

/** One UTF-16 unit as `\uXXXX`. */
export function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
