import type { DraftFollowUps } from './draft.ts'

/**
 * `{{name}}`: letters of any language, digits and _, optionally with spaces inside the braces. No value
 * can be stored for `__proto__`, so it is not a name.
 */
const VARIABLE = /\{\{\s*(?!__proto__\s*\}\})([\p{L}_][\p{L}\p{M}\p{N}_]{0,39})\s*\}\}/gu

/** Returns the variables of all texts, each once, in the order of their first use. */
export function findVariables(followUps: DraftFollowUps): string[] {
  const names = new Set<string>()
  for (const { content, i18n_contents = [] } of followUps) {
    for (const text of [content, ...i18n_contents.map((row) => row.content)]) {
      for (const [, name = ''] of text.matchAll(VARIABLE)) names.add(name)
    }
  }
  return [...names]
}

/** Returns the value of a variable, or '' if it has none. Inherited ones such as `toString` do not count. */
export function readValue(values: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : ''
}

/**
 * Replaces variables by their values in one pass, so that a value is not searched for variables. A
 * variable without a value, or with an empty one, stays.
 */
export function fillVariables(
  followUps: DraftFollowUps,
  values: Readonly<Record<string, string>>,
): DraftFollowUps {
  const fill = (text: string) =>
    text.replace(VARIABLE, (whole, name: string) => readValue(values, name) || whole)
  return followUps.map(({ content, i18n_contents }) => ({
    content: fill(content),
    ...(i18n_contents && {
      i18n_contents: i18n_contents.map((row) => ({ ...row, content: fill(row.content) })),
    }),
  }))
}
