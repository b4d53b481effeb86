import type { DraftFollowUps } from '#contract/draft'

/**
 * The row of a text in the table of bubbles: `default`, a language, or `en_us#2` for the second row of
 * a language in one bubble.
 */
export type RowKey = string

/** One text of the table; bubbles count from 0. */
export type Cell = { bubble: number; row: RowKey }

export const DEFAULT_ROW: RowKey = 'default'

type FollowUp = DraftFollowUps[number]

/** Returns the key of the nth row of a language; languages that look like a key get a number always. */
export function rowKeyOf(language: string, nth: number): RowKey {
  const isPlain = language !== DEFAULT_ROW && !language.includes('#')
  return nth === 1 && isPlain ? language : `${language}#${nth}`
}

/** Returns the language of a row, and which of its rows in a bubble it is, from 1. */
export function parseRowKey(row: RowKey): { language: string; nth: number } {
  const end = row.lastIndexOf('#')
  if (end < 0) return { language: row, nth: 1 }
  return { language: row.slice(0, end), nth: Number(row.slice(end + 1)) }
}

/** Returns the keys of a bubble's translations, in their order. */
export function rowKeys({ i18n_contents = [] }: FollowUp): RowKey[] {
  const counts = new Map<string, number>()
  return i18n_contents.map(({ language }) => {
    const nth = (counts.get(language) ?? 0) + 1
    counts.set(language, nth)
    return rowKeyOf(language, nth)
  })
}

/** Returns the index of a row in a bubble's `i18n_contents`, or -1. */
export function rowIndex({ i18n_contents = [] }: FollowUp, row: RowKey): number {
  const { language, nth } = parseRowKey(row)
  let seen = 0
  return i18n_contents.findIndex((one) => one.language === language && ++seen === nth)
}

/** Returns the text of a cell; null if the bubble has no such row. */
export function readCell(followUps: DraftFollowUps, { bubble, row }: Cell): string | null {
  const followUp = followUps[bubble]
  if (!followUp) return null
  if (row === DEFAULT_ROW) return followUp.content
  return followUp.i18n_contents?.[rowIndex(followUp, row)]?.content ?? null
}

/** Returns the id of a cell, which its text field has as `data-cell`. */
export function cellId({ bubble, row }: Cell): string {
  return `${bubble}.${row}`
}

/** Returns the cell with this id. */
export function parseCellId(id: string): Cell {
  const end = id.indexOf('.')
  return { bubble: Number(id.slice(0, end)), row: id.slice(end + 1) }
}

const PATH = /^follow_ups\.(\d+)(?:\.i18n_contents\.(\d+))?/

/** Returns the cell of a path such as `follow_ups.0.i18n_contents.1.content`; null if it has none. */
export function cellOfPath(followUps: DraftFollowUps, path: string): Cell | null {
  const match = PATH.exec(path)
  const bubble = Number(match?.[1])
  const followUp = followUps[bubble]
  if (!match || !followUp) return null
  if (match[2] === undefined) return { bubble, row: DEFAULT_ROW }
  const row = rowKeys(followUp)[Number(match[2])]
  return row === undefined ? null : { bubble, row }
}
