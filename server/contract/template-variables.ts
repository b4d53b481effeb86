import type { DraftBody } from './draft.ts'

type FollowUps = DraftBody['follow_ups']

/** `{{name}}`: letters of any language, digits and _; blanks inside the braces do not count. */
const VARIABLE = /\{\{\s*([\p{L}_][\p{L}\p{M}\p{N}_]{0,39})\s*\}\}/gu

/** The names of the variables in all texts, each once, in the order in which they first appear. */
export function findVariables(followUps: FollowUps): string[] {
  const names = new Set<string>()
  for (const { content, i18n_contents = [] } of followUps) {
    for (const text of [content, ...i18n_contents.map((row) => row.content)]) {
      for (const [, name = ''] of text.matchAll(VARIABLE)) names.add(name)
    }
  }
  return [...names]
}

/**
 * Puts the values in the place of their variables, once: what a value itself holds is never read
 * again. A variable without a value, or with an empty one, stays as it stands.
 */
export function fillVariables(
  followUps: FollowUps,
  values: Readonly<Record<string, string>>,
): FollowUps {
  const fill = (text: string) =>
    text.replace(VARIABLE, (whole, name: string) =>
      Object.hasOwn(values, name) && values[name] ? values[name] : whole,
    )
  return followUps.map(({ content, i18n_contents }) => ({
    content: fill(content),
    ...(i18n_contents && {
      i18n_contents: i18n_contents.map((row) => ({ ...row, content: fill(row.content) })),
    }),
  }))
}
