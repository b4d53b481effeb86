import type { Draft } from './draft.ts'

/**
 * Every text of a draft's value by its path (`follow_ups.0.i18n_contents.1.language`), in the order
 * of the page. Two values of the same paths differ in texts only.
 */
export function draftFields({ message_id, follow_ups }: Draft['values']): Map<string, string> {
  const fields = new Map([['message_id', message_id]])
  for (const [bubble, { content, i18n_contents }] of follow_ups.entries()) {
    fields.set(`follow_ups.${bubble}.content`, content)
    for (const [row, { content, language }] of i18n_contents.entries()) {
      const path = `follow_ups.${bubble}.i18n_contents.${row}`
      fields.set(`${path}.language`, language)
      fields.set(`${path}.content`, content)
    }
  }
  return fields
}

/** Whether two values have the same bubbles and rows, whatever stands in them. */
export function haveSamePaths(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>) {
  return a.size === b.size && [...a.keys()].every((path) => b.has(path))
}
