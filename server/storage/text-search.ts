/** Normalizes a text for searching: width and case are ignored. */
export function normalizeText(text: string): string {
  // PostgreSQL can store neither a NUL nor a lone surrogate.
  return text.toWellFormed().replaceAll('\0', '').normalize('NFKC').toLowerCase()
}

/** Returns the LIKE patterns (escape character `\`) that a text must match, one for each word. */
export function searchPatterns(query: string): string[] {
  const words = normalizeText(query).split(/\s+/).filter(Boolean)
  return words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`)
}
