import type { FollowUps } from '#contract/template'

/** A text as it is searched: width, case and the like do not count. */
export function plainText(text: string): string {
  // PostgreSQL keeps neither a NUL nor half a character.
  return text.toWellFormed().replaceAll('\0', '').normalize('NFKC').toLowerCase()
}

/** All that a search looks at. */
export function searchText(name: string, note: string, followUps: FollowUps): string {
  const texts = followUps.flatMap(({ content, i18n_contents = [] }) => [
    content,
    ...i18n_contents.map((row) => row.content),
  ])
  return plainText([name, note, ...texts].join('\n'))
}

/** The patterns for LIKE (escape character `\`) that a text must match, all of them. */
export function searchPatterns(query: string): string[] {
  const words = plainText(query).split(/\s+/).filter(Boolean)
  return words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`)
}
