import { type Cell, DEFAULT_ROW, rowKeyOf } from '../composition/cell-address.ts'
import { findLanguage } from '../composition/find-language.ts'
import { columnLetter, type RowLabel, readRowLabel, unguard } from './sheet.ts'

/** A cell of a file; null is an empty one. */
export type FileCell = Cell & { text: string | null }

export type SheetReading = {
  cells: FileCell[]
  /** The columns have names such as `Bubble 1`. */
  hasHeader: boolean
  /** Rows with texts and no language, by their number in the file. */
  ignoredRows: { number: number; label: string }[]
  /** Columns with texts that are no bubble, by their header or letter. */
  ignoredColumns: string[]
}

const BUBBLE = /^\s*(?:bubble|气泡|氣泡)\s*[#_-]?\s*(\d{1,2})\s*$/i
/** Languages stand within the first columns, or, in a file that is turned, the first rows. */
const LABELS_WITHIN = 6

type Options = {
  /** Columns of further bubbles are reported instead of read. */
  maxBubbles: number
}

/**
 * Finds the texts in the rows of a file: languages down and bubbles across, or the other way round,
 * in any order, with or without a header.
 * @returns null if no row or column names languages
 */
export function readSheet(
  rows: readonly (readonly string[])[],
  { maxBubbles }: Options,
): SheetReading | null {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  const grid = rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''))
  const turned = Array.from({ length: width }, (_, at) => grid.map((row) => row[at] ?? ''))
  const down = findLabels(grid, turned)
  const across = findLabels(turned, grid)
  if (down.count === 0 && across.count === 0) return null
  // The first row of a turned file names languages.
  const isUpright = grid[0]?.slice(1).some((cell) => BUBBLE.test(cell))
  const isTurned =
    !isUpright &&
    (across.bubbles - down.bubbles ||
      down.headerAt - across.headerAt ||
      across.count - down.count) > 0
  return isTurned
    ? readRows(turned, across.column, maxBubbles)
    : readRows(grid, down.column, maxBubbles)
}

/** The column that names most languages (the first of several), and the bubbles of the header. */
function findLabels(rows: readonly string[][], columns: readonly string[][]) {
  const header = headerOf(rows)
  let most = { column: 0, count: 0 }
  for (const [column, cells] of columns.slice(0, LABELS_WITHIN).entries()) {
    if (header && BUBBLE.test(header[column] ?? '')) continue
    // Only names that are certain: a text such as “Order #2” is spelled like the code of a row.
    const count = cells.filter((cell) => findLanguage(unguard(cell) ?? '') !== null).length
    if (count > most.count) most = { column, count }
  }
  return {
    ...most,
    bubbles: header?.filter((cell) => BUBBLE.test(cell)).length ?? 0,
    headerAt: header ? rows.indexOf(header) : 0,
  }
}

function headerOf(rows: readonly string[][]): string[] | undefined {
  const bubbles = (row: readonly string[]) => row.filter((cell) => BUBBLE.test(cell)).length
  // A text of a bubble may be “Bubble 1” too, so the first of several rows wins.
  const [first, ...others] = rows.slice(0, LABELS_WITHIN)
  if (!first) return undefined
  const best = others.reduce((most, row) => (bubbles(row) > bubbles(most) ? row : most), first)
  return bubbles(best) > 0 ? best : undefined
}

function labelOf(cell: string | undefined): RowLabel | null {
  return readRowLabel(unguard(cell ?? '') ?? '')
}

function readRows(grid: string[][], labels: number, maxBubbles: number): SheetReading {
  const header = headerOf(grid)
  const first = header
    ? grid.indexOf(header) + 1
    : grid.findIndex((row) => labelOf(row[labels]) !== null)
  const body = grid.slice(first)
  const columns = header
    ? columnsOfHeader(header, labels, body)
    : columnsInOrder(grid[0] ?? [], labels, body)

  const reading: SheetReading = {
    cells: [],
    hasHeader: header !== undefined,
    ignoredRows: [],
    ignoredColumns: [],
  }
  const bubbles = columns.filter(({ bubble }) => bubble !== null && bubble < maxBubbles)
  const names = columns.filter(({ isName }) => isName)
  for (const column of columns) {
    const isRead = column.isName || column.index === labels || bubbles.includes(column)
    if (!isRead && body.some((row) => row[column.index])) {
      reading.ignoredColumns.push(
        (header ?? grid[first - 1])?.[column.index]?.trim() || columnLetter(column.index),
      )
    }
  }

  const uses = new Map<string | null, number>()
  for (const row of body) {
    const label =
      labelOf(row[labels]) ?? names.map(({ index }) => labelOf(row[index])).find((one) => one)
    const hasText = bubbles.some(({ index }) => row[index])
    const nth = label ? (label.nth ?? (uses.get(label.language) ?? 0) + 1) : 1
    if (!label || (label.language === null && nth > 1)) {
      if (hasText) {
        reading.ignoredRows.push({ number: grid.indexOf(row) + 1, label: row[labels] ?? '' })
      }
      continue
    }
    uses.set(label.language, nth)
    const key = label.language === null ? DEFAULT_ROW : rowKeyOf(label.language, nth)
    for (const { index, bubble } of bubbles) {
      if (bubble === null) continue
      reading.cells.push({ bubble, row: key, text: unguard(row[index] ?? '') })
    }
  }
  return reading
}

/** A column of a file: that of a bubble (from 0), of language names, or neither. */
type Column = { index: number; bubble: number | null; isName: boolean }

const NAME = /^\s*(?:language(?: name)?|name|语言|語言|名称|名稱)\s*$/i

function columnsOfHeader(header: readonly string[], labels: number, body: string[][]): Column[] {
  const taken = new Set<number>()
  return header.map((cell, index) => {
    const number = Number(BUBBLE.exec(cell)?.[1] ?? 0) - 1
    const bubble = number >= 0 && !taken.has(number) && index !== labels ? number : null
    if (bubble !== null) taken.add(bubble)
    const isOther = bubble === null && index !== labels
    const hasNames = () => body.some((row) => findLanguage(unguard(row[index] ?? '') ?? ''))
    return { index, bubble, isName: isOther && (NAME.test(cell) || hasNames()) }
  })
}

/** Without a header, the columns beside the languages are the bubbles in their order. */
function columnsInOrder(first: readonly string[], labels: number, body: string[][]): Column[] {
  let bubble = 0
  return first.map((_, index) => {
    if (index === labels) return { index, bubble: null, isName: false }
    const isName =
      index === labels + 1 &&
      index + 1 < first.length &&
      body.every((row) => sameLabel(row, labels))
    return { index, bubble: isName ? null : bubble++, isName }
  })
}

function sameLabel(row: readonly string[], labels: number): boolean {
  const [code, name] = [labelOf(row[labels]), labelOf(row[labels + 1])]
  return code === null || code.language === name?.language
}
