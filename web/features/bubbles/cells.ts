import type { DraftFollowUps } from '#contract/draft'
import { isLanguage, LANGUAGES, type Language } from '#contract/languages'
import {
  type Cell,
  DEFAULT_ROW,
  parseRowKey,
  type RowKey,
  readCell,
  rowIndex,
  rowKeys,
} from '../composition/cell-address.ts'

/*
 * The table as a view of Feishu's body: a row for each language, a column for each bubble. Every
 * change returns new bubbles; what it does not change stays the same object.
 */

type FollowUp = DraftFollowUps[number]

/** Returns the language of a row that every bubble can have once; null for other rows. */
export function languageOf(row: RowKey): Language | null {
  return isLanguage(row) ? row : null
}

/**
 * Returns the rows of the table below the default one: the languages of the body and those that are
 * `shown` without a text. They keep the order of `shown` unless that of a bubble contradicts it; the
 * first bubble counts most. New ones take their place by Feishu's order.
 */
export function tableRows(followUps: DraftFollowUps, shown: readonly RowKey[]): RowKey[] {
  const orders = followUps.map(rowKeys)
  const used = new Set(orders.flat())
  const known = shown.filter((row) => used.has(row) || languageOf(row) !== null)
  const left = new Set([
    ...withRows(
      known,
      LANGUAGES.filter((one) => used.has(one)),
    ),
    ...used,
  ])
  const rows: RowKey[] = []
  while (left.size > 0) {
    const heads = orders.flatMap((order) => order.find((row) => left.has(row)) ?? [])
    const isFree = (row: RowKey) =>
      orders.every((order) => !order.includes(row) || order.find((one) => left.has(one)) === row)
    const next = [...left].find(isFree) ?? heads[0]
    if (next === undefined) break
    left.delete(next)
    rows.push(next)
  }
  return rows
}

/** Adds rows of languages, each before the first one that follows it in Feishu's order. */
export function withRows(rows: readonly RowKey[], more: readonly Language[]): RowKey[] {
  const next = [...rows]
  const rank = (row: RowKey) => LANGUAGES.indexOf(row as Language)
  for (const language of more) {
    if (next.includes(language)) continue
    const at = next.findIndex((row) => rank(row) > rank(language))
    next.splice(at < 0 ? next.length : at, 0, language)
  }
  return next
}

/**
 * Whether a cell can be edited: rows of a repeated or an unsupported language only in the bubbles that
 * have them.
 */
export function isEditable(followUps: DraftFollowUps, cell: Cell): boolean {
  if (cell.row === DEFAULT_ROW || languageOf(cell.row) !== null) return true
  return readCell(followUps, cell) !== null
}

/**
 * Writes the text of a cell. A new row gets its place by the order of the table's `rows`. An empty
 * text removes the row, unless its language is repeated or unsupported: other rows would then change
 * their place in the table.
 */
export function writeCell(
  followUps: DraftFollowUps,
  cell: Cell,
  text: string,
  rows: readonly RowKey[],
): DraftFollowUps {
  const followUp = followUps[cell.bubble]
  if (!followUp || !isEditable(followUps, cell) || readCell(followUps, cell) === text) {
    return followUps
  }
  return followUps.with(cell.bubble, written(followUp, cell.row, text, rows))
}

function written(followUp: FollowUp, row: RowKey, text: string, rows: readonly RowKey[]): FollowUp {
  if (row === DEFAULT_ROW) return { ...followUp, content: text }
  const { i18n_contents = [] } = followUp
  const index = rowIndex(followUp, row)
  const { language } = parseRowKey(row)
  if (index < 0) {
    if (text === '') return followUp
    const at = placeOf(row, rowKeys(followUp), rows)
    return {
      ...followUp,
      i18n_contents: i18n_contents.toSpliced(at, 0, { content: text, language }),
    }
  }
  const isOnly = i18n_contents.filter((one) => one.language === language).length === 1
  if (text === '' && isOnly && languageOf(row) !== null) return withoutRow(followUp, row)
  return {
    ...followUp,
    i18n_contents: i18n_contents.map((one, at) => (at === index ? { ...one, content: text } : one)),
  }
}

/** Returns where a row belongs in a bubble: after the rows above it in the table. */
function placeOf(row: RowKey, order: readonly RowKey[], rows: readonly RowKey[]): number {
  const above = new Set(rows.slice(0, rows.indexOf(row)))
  return order.findLastIndex((one) => above.has(one)) + 1
}

function withoutRow(followUp: FollowUp, row: RowKey): FollowUp {
  const index = rowIndex(followUp, row)
  if (index < 0) return followUp
  const { i18n_contents = [], ...rest } = followUp
  if (i18n_contents.length === 1) return rest
  return { ...followUp, i18n_contents: i18n_contents.toSpliced(index, 1) }
}

/** Removes a row from every bubble. */
export function removeRow(followUps: DraftFollowUps, row: RowKey): DraftFollowUps {
  return mapChanged(followUps, (followUp) => withoutRow(followUp, row))
}

/** Moves a row of the table, and with it that row in every bubble; returns the rows' new order too. */
export function moveRow(
  followUps: DraftFollowUps,
  rows: readonly RowKey[],
  from: number,
  to: number,
): { followUps: DraftFollowUps; rows: RowKey[] } {
  const row = rows[from]
  if (row === undefined || rows[to] === undefined || from === to) {
    return { followUps, rows: [...rows] }
  }
  const moved = rows.toSpliced(from, 1).toSpliced(to, 0, row)
  return { rows: moved, followUps: mapChanged(followUps, (one) => withRowMoved(one, row, moved)) }
}

function withRowMoved(followUp: FollowUp, row: RowKey, rows: readonly RowKey[]): FollowUp {
  const order = rowKeys(followUp)
  const from = order.indexOf(row)
  const moved = followUp.i18n_contents?.[from]
  if (!moved) return followUp
  const to = placeOf(row, order.toSpliced(from, 1), rows)
  if (to === from) return followUp
  return {
    ...followUp,
    i18n_contents: followUp.i18n_contents?.toSpliced(from, 1).toSpliced(to, 0, moved),
  }
}

/** Moves a bubble to another column. */
export function moveBubble(followUps: DraftFollowUps, from: number, to: number): DraftFollowUps {
  const moved = followUps[from]
  if (!moved || !followUps[to] || from === to) return followUps
  return followUps.toSpliced(from, 1).toSpliced(to, 0, moved)
}

/** A block of texts for the table: each row names its language, or `null` if the body has no row for it. */
export type Block = { row: RowKey; texts: readonly string[] }[]

/** Writes a block of texts from a column on; adds bubbles up to `max`. */
export function writeBlock(
  followUps: DraftFollowUps,
  block: Block,
  { column, max, rows }: { column: number; max: number; rows: readonly RowKey[] },
): DraftFollowUps {
  const width = Math.max(0, ...block.map(({ texts }) => texts.length))
  let next = followUps
  while (next.length < Math.min(max, column + width)) next = [...next, { content: '' }]
  const order = [...rows, ...block.map(({ row }) => row).filter((row) => !rows.includes(row))]
  for (const { row, texts } of block) {
    for (const [offset, text] of texts.entries()) {
      next = writeCell(next, { bubble: column + offset, row }, text, order)
    }
  }
  return next
}

/** Maps a list; returns the same one if no item changes. */
function mapChanged<T>(list: T[], change: (one: T) => T): T[] {
  const next = list.map(change)
  return next.every((one, at) => one === list[at]) ? list : next
}

/** How many bubbles have a text in a row. */
export function filling(followUps: DraftFollowUps, row: RowKey): 'full' | 'part' | 'none' {
  const filled = followUps.filter((_, bubble) => readCell(followUps, { bubble, row })).length
  if (filled === 0) return 'none'
  return filled === followUps.length ? 'full' : 'part'
}
