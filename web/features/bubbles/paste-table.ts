import { parse } from 'papaparse'
import type { DraftFollowUps } from '#contract/draft'
import { isLanguage } from '#contract/languages'
import { LIMITS } from '#contract/limits'
import { type Cell, DEFAULT_ROW, type RowKey, readCell } from '../composition/cell-address.ts'
import { findLanguage } from '../composition/find-language.ts'
import { type Block, isEditable, languageOf, tableRows, withRows, writeBlock } from './cells.ts'

/** What a pasted text means for the table. */
export type Pasted =
  /** One cell: it goes where the caret is, as any pasted text. */
  | { kind: 'text'; text: string }
  | {
      kind: 'block'
      block: Block
      /** The first bubble, from 0. */
      column: number
      /** Columns for which there can be no bubble. */
      columnsLeft: number
      /** Rows for which there is no language. */
      rowsLeft: number
    }

/** The bubbles and rows of the table with a pasted block in them. */
type Filled = {
  followUps: DraftFollowUps
  rows: RowKey[]
  /** How many texts were filled, in how many bubbles and languages beside the default text. */
  texts: number
  bubbles: number
  languages: number
}

/** Writes a pasted block into the bubbles; `rows` are those of the table. */
export function fillBlock(
  { block, column }: { block: Block; column: number },
  followUps: DraftFollowUps,
  rows: readonly RowKey[],
): Filled {
  const added = block.flatMap(({ row }) => languageOf(row) ?? [])
  const next = withRows(rows, added)
  const filled = block.flatMap(({ row, texts }) =>
    texts.flatMap((text, at) =>
      text !== '' && (languageOf(row) || isEditable(followUps, { bubble: column + at, row }))
        ? [{ row, bubble: column + at }]
        : [],
    ),
  )
  const count = (values: readonly (number | RowKey)[]) => new Set(values).size
  return {
    followUps: writeBlock(followUps, block, { column, max: LIMITS.followUps.max, rows: next }),
    rows: next,
    texts: filled.length,
    bubbles: count(filled.map(({ bubble }) => bubble)),
    languages: count(filled.map(({ row }) => row).filter((row) => row !== DEFAULT_ROW)),
  }
}

type TableReading = Omit<Filled, 'rows'> & { columnsLeft: number; rowsLeft: number }

/**
 * Puts a table of languages and bubbles into the bubbles; null if the text is no table. An empty cell
 * keeps the text that is there.
 */
export function readTable(text: string, followUps: DraftFollowUps): TableReading | null {
  const present = tableRows(followUps, [])
  const pasted = readPaste(text, { bubble: 0, row: DEFAULT_ROW }, present)
  if (pasted.kind === 'text') return null
  const { block, column, columnsLeft, rowsLeft } = pasted
  const { texts, bubbles, languages } = fillBlock(pasted, followUps, present)
  const kept = block.map(({ row, texts }) => ({
    row,
    texts: texts.map((one, at) => one || (readCell(followUps, { bubble: column + at, row }) ?? '')),
  }))
  const filled = fillBlock({ block: kept, column }, followUps, present)
  return { followUps: filled.followUps, texts, bubbles, languages, columnsLeft, rowsLeft }
}

type Grid = readonly (readonly string[])[]

/** Reads a pasted TSV or CSV text; `rows` are those of the table, below the default one. */
export function readPaste(text: string, caret: Cell, rows: readonly RowKey[]): Pasted {
  const grid = readGrid(text)
  if (grid.length <= 1 && (grid[0]?.length ?? 0) <= 1) {
    return { kind: 'text', text: grid[0]?.[0] ?? '' }
  }
  const named = readRowLanguages(grid) ?? readColumnLanguages(grid)
  if (named) return place(named, caret)
  const below = [DEFAULT_ROW, ...rows].slice([DEFAULT_ROW, ...rows].indexOf(caret.row))
  const filled = grid.flatMap((texts, at) => {
    const row = below[at]
    return row === undefined ? [] : [{ row, texts }]
  })
  return placed(filled, caret.bubble, grid.length - filled.length)
}

/** Texts with their languages, and the bubble they begin with if the text names it. */
type Named = { block: Block; bubble: number | null; unknown: number }

/** A block with languages begins with the caret's bubble if it fits there, else further left. */
function place({ block, bubble, unknown }: Named, caret: Cell): Pasted {
  const width = Math.max(0, ...block.map(({ texts }) => texts.length))
  const last = Math.max(0, LIMITS.followUps.max - width)
  // Empty cells say nothing about the texts that are there.
  return placed(block, bubble ?? Math.min(caret.bubble, last), unknown)
}

function placed(block: Block, column: number, rowsLeft: number): Pasted {
  const width = Math.max(0, ...block.map(({ texts }) => texts.length))
  const room = Math.max(0, LIMITS.followUps.max - column)
  return {
    kind: 'block',
    block: block.map(({ row, texts }) => ({ row, texts: texts.slice(0, room) })),
    column,
    columnsLeft: Math.max(0, width - room),
    rowsLeft,
  }
}

/** Languages in the first column, perhaps with their names in the second and a header row. */
function readRowLanguages(grid: Grid): Named | null {
  const labels = grid.map(([label = '']) => findLanguage(label))
  const header = labels[0] === null && grid.length > 1 ? grid[0] : undefined
  const body = header ? grid.slice(1) : grid
  const found = body.filter(([label = '']) => findLanguage(label) !== null)
  if ((grid[0]?.length ?? 0) < 2 || found.length === 0 || found.length * 2 < body.length)
    return null
  if (grid.length === 1 && grid[0]?.every((cell) => findLanguage(cell) !== null)) return null
  if (isHeader(grid[0] ?? []) && !found.some((one) => isCode(one[0] ?? ''))) return null
  const hasNames = found.every(
    ([label = '', name = '']) => findLanguage(name) === findLanguage(label),
  )
  const start = hasNames && (found[0]?.length ?? 0) > 2 ? 2 : 1
  return {
    block: found.map(([label = '', ...rest]) => ({
      row: findLanguage(label) ?? DEFAULT_ROW,
      texts: rest.slice(start - 1),
    })),
    bubble: bubbleOf(header?.[start] ?? ''),
    unknown: body.length - found.length,
  }
}

/** Languages in the first row, perhaps with the bubbles' names in the first column. */
function readColumnLanguages(grid: Grid): Named | null {
  const [header = [], ...body] = grid
  if (body.length === 0 || !isHeader(header)) return null
  const start = findLanguage(header[0] ?? '') === null ? 1 : 0
  return {
    block: header.slice(start).map((label, at) => ({
      row: findLanguage(label) ?? DEFAULT_ROW,
      texts: body.map((cells) => cells[start + at] ?? ''),
    })),
    bubble: start === 1 ? bubbleOf(body[0]?.[0] ?? '') : null,
    unknown: 0,
  }
}

/** Whether every cell of a row is a language; the first one may name the bubbles. */
function isHeader([first = '', ...others]: readonly string[]): boolean {
  if (others.length === 0) return isCode(first)
  return others.every((label) => findLanguage(label) !== null)
}

/** Returns the index of the bubble that a header names: `Bubble 2` → 1. */
function bubbleOf(label: string): number | null {
  const n = Number(/^(?:bubble|气泡)\s*(\d)$/i.exec(label.trim())?.[1] ?? 0)
  return n >= 1 && n <= LIMITS.followUps.max ? n - 1 : null
}

function isCode(label: string): boolean {
  return isLanguage(
    label
      .trim()
      .toLowerCase()
      .replaceAll(/[-_\s]+/g, '_'),
  )
}

/** Reads the cells of a text: TSV, CSV if it surely is, or else one cell a line. */
export function readGrid(text: string): Grid {
  const body = text.replaceAll(/\r\n?/g, '\n').replace(/\n+$/, '')
  if (body.includes('\t')) return parsed(body, '\t') ?? split(body, '\t')
  for (const delimiter of [',', ';']) {
    const grid = parsed(body, delimiter)
    if (grid && isCsv(grid, body, delimiter)) return grid
  }
  return parsed(body, '\t') ?? split(body, '\t')
}

/** Returns null if the quotes do not match: then they belong to the texts. */
function parsed(text: string, delimiter: string): Grid | null {
  const { data, errors } = parse<string[]>(text, { delimiter, newline: '\n' })
  return errors.some(({ type }) => type === 'Quotes') ? null : data
}

function split(text: string, delimiter: string): Grid {
  return text.split('\n').map((line) => line.split(delimiter))
}

/** Sentences have commas too: a table has as many in each line, and no space after them or quotes. */
function isCsv(grid: Grid, text: string, delimiter: string): boolean {
  const width = grid[0]?.length ?? 0
  if (width < 2 || grid.length < 2 || grid.some((row) => row.length !== width)) return false
  return (
    text.includes('"') ||
    !text.includes(`${delimiter} `) ||
    readRowLanguages(grid) !== null ||
    readColumnLanguages(grid) !== null
  )
}
