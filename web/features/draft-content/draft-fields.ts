import type { Draft } from '#contract/draft'

/**
 * Returns every text of a draft by its path (`follow_ups.0.i18n_contents.1.language`), in the order
 * of the page. Two values with the same paths differ in texts only.
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

/** Whether two values have the same bubbles and rows, whatever their texts. */
export function haveSamePaths(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>) {
  return a.size === b.size && [...a.keys()].every((path) => b.has(path))
}

/** A replacement, in UTF-16 units: `from`–`to` of the old text, `from`–`end` of the new. */
export type TextChange = { from: number; to: number; end: number }

/** Returns the shortest single replacement that turns one text into another; empty if they are equal. */
export function textChange(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && before[from] === after[from]) from += 1
  let kept = 0
  while (
    kept < shorter - from &&
    before[before.length - 1 - kept] === after[after.length - 1 - kept]
  ) {
    kept += 1
  }
  return { from, to: before.length - kept, end: after.length - kept }
}
