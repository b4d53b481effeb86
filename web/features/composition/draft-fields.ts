import type { Draft, DraftFollowUps } from '#contract/draft'
import { type Cell, cellId, DEFAULT_ROW, rowIndex, rowKeys } from './cell-address.ts'

/** Returns every text of a draft by the id of its cell (see `cellId`), in the order of the bubbles. */
export function draftFields({ message_id, follow_ups }: Draft['values']): Map<string, string> {
  const fields = new Map([['message_id', message_id]])
  for (const [bubble, followUp] of follow_ups.entries()) {
    fields.set(cellId({ bubble, row: DEFAULT_ROW }), followUp.content)
    for (const [index, row] of rowKeys(followUp).entries()) {
      fields.set(cellId({ bubble, row }), followUp.i18n_contents?.[index]?.content ?? '')
    }
  }
  return fields
}

/** Whether two lists of bubbles differ in nothing but the text of one cell, which may have no row. */
export function differOnlyIn(cell: Cell, a: DraftFollowUps, b: DraftFollowUps): boolean {
  return isSameList(without(cell, a), without(cell, b))
}

/** Whether two lists of bubbles are equal. */
export function isSameList(a: DraftFollowUps, b: DraftFollowUps): boolean {
  const isSame = (one: DraftFollowUps[number], at: number) =>
    one === b[at] || JSON.stringify(one) === JSON.stringify(b[at])
  return a === b || (a.length === b.length && a.every(isSame))
}

function without({ bubble, row }: Cell, followUps: DraftFollowUps): DraftFollowUps {
  const followUp = followUps[bubble]
  if (!followUp) return followUps
  if (row === DEFAULT_ROW) return followUps.with(bubble, { ...followUp, content: '' })
  const index = rowIndex(followUp, row)
  const { i18n_contents = [], ...rest } = followUp
  const left = index < 0 ? i18n_contents : i18n_contents.toSpliced(index, 1)
  // The last row takes the list with it, see `writeCell`.
  return followUps.with(bubble, left.length === 0 ? rest : { ...rest, i18n_contents: left })
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
