import type { DraftFollowUps } from '#contract/draft'
import { LANGUAGES } from '#contract/languages'
import {
  type Cell,
  cellId,
  DEFAULT_ROW,
  parseRowKey,
  type RowKey,
  readCell,
  rowKeys,
} from '../composition/cell-address.ts'
import type { FileCell } from './read-sheet.ts'
import { rowsOf } from './sheet.ts'

/** A cell that differs from the file; null is no text. */
export type CellChange = Cell & {
  before: string | null
  after: string | null
  /** The file has no cell for this text: its row or column is not in it. */
  missing: boolean
}

/**
 * Returns what changes if a file's texts replace the table's: first the cells of the file, by row,
 * then the texts that the file has no cell for.
 */
export function findChanges(followUps: DraftFollowUps, cells: readonly FileCell[]): CellChange[] {
  const inFile = new Set(cells.map(cellId))
  const differing = cells.flatMap(({ bubble, row, text }): CellChange[] => {
    const before = readCell(followUps, { bubble, row })
    return isSame({ bubble, row }, before, text)
      ? []
      : [{ bubble, row, before, after: text, missing: false }]
  })
  const missing = rowsOf(followUps).flatMap((row) =>
    followUps.flatMap((_, bubble): CellChange[] => {
      const before = readCell(followUps, { bubble, row })
      const isGone = before && !inFile.has(cellId({ bubble, row }))
      return isGone ? [{ bubble, row, before, after: null, missing: true }] : []
    }),
  )
  return [...differing, ...missing]
}

/** An empty default text and a missing one are the same: every bubble has one. */
function isSame({ row }: Cell, before: string | null, after: string | null): boolean {
  return row === DEFAULT_ROW ? (before ?? '') === (after ?? '') : before === after
}

/**
 * Returns the bubbles with these changes. Everything else stays as it is: the order of rows, unknown
 * keys and the objects themselves. New rows are inserted in the order of the languages.
 */
export function applyChanges(
  followUps: DraftFollowUps,
  changes: readonly CellChange[],
): DraftFollowUps {
  const count = changes.reduce(
    (most, { bubble, after }) => (after === null ? most : Math.max(most, bubble + 1)),
    followUps.length,
  )
  const all = Array.from({ length: count }, (_, bubble) => followUps[bubble] ?? { content: '' })
  return all.map((followUp, bubble) => {
    const own = changes.filter((change) => change.bubble === bubble)
    return own.length === 0 ? followUp : changeBubble(followUp, own)
  })
}

type FollowUp = DraftFollowUps[number]
type Row = NonNullable<FollowUp['i18n_contents']>[number]

function changeBubble(followUp: FollowUp, changes: readonly CellChange[]): FollowUp {
  const texts = new Map<RowKey, string | null>(changes.map(({ row, after }) => [row, after]))
  const content = texts.has(DEFAULT_ROW) ? (texts.get(DEFAULT_ROW) ?? '') : followUp.content
  texts.delete(DEFAULT_ROW)
  if (texts.size === 0) return { ...followUp, content }
  const keys = rowKeys(followUp)
  const rows = (followUp.i18n_contents ?? []).flatMap((row, index): Row[] => {
    const text = texts.get(keys[index] ?? '')
    if (text === undefined) return [row]
    return text === null ? [] : [{ ...row, content: text }]
  })
  const isNew = ([row]: [RowKey, unknown]) => !keys.includes(row)
  const byNumber = ([a]: [RowKey, unknown], [b]: [RowKey, unknown]) =>
    parseRowKey(a).nth - parseRowKey(b).nth
  for (const [row, text] of [...texts].filter(isNew).sort(byNumber)) {
    if (text !== null) insertRow(rows, { content: text, language: parseRowKey(row).language })
  }
  const { i18n_contents: _, ...rest } = followUp
  return rows.length === 0 ? { ...rest, content } : { ...followUp, content, i18n_contents: rows }
}

/** Inserts a row before the first one of a later language, and after those of its own. */
function insertRow(rows: Row[], row: Row): void {
  const order = (language: string) => {
    const at = (LANGUAGES as readonly string[]).indexOf(language)
    return at === -1 ? LANGUAGES.length : at
  }
  const at = rows.findIndex(({ language }) => order(language) > order(row.language))
  rows.splice(at === -1 ? rows.length : at, 0, row)
}
