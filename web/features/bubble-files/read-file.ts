import type { Encoding, TableScore } from './csv.ts'
import { type ChosenFile, type RowsErrorReason, readBytes, readRows } from './read-rows.ts'
import { readSheet, type SheetReading } from './read-sheet.ts'

/** Bytes of a file as it is. */
const FILE_MAX = 5 * 1024 * 1024

export type TableFile = {
  name: string
  bytes: Uint8Array
  /** How a CSV file was read; null for XLSX, which names its own. */
  encoding: Encoding | null
} & (
  | { ok: true; reading: SheetReading }
  | { ok: false; reason: RowsErrorReason | 'no_languages' | 'no_bubbles' }
)

/** Reads a chosen file; a problem is a result too. */
export async function readTableFile(file: File, maxBubbles: number): Promise<TableFile> {
  const { name } = file
  const read = await readBytes(file, FILE_MAX)
  if (read.ok) return readTable({ name, bytes: read.bytes }, maxBubbles)
  return { name, bytes: new Uint8Array(), encoding: null, ok: false, reason: read.reason }
}

/** Reads a file's bytes, a CSV file in the given or guessed encoding. */
export async function readTable(chosen: ChosenFile, maxBubbles: number): Promise<TableFile> {
  const read = await readRows(chosen, bubbleScore(maxBubbles))
  if (!read.ok) return read
  const { rows, ...file } = read
  const reading = readSheet(rows, { maxBubbles })
  if (!reading) return { ...file, ok: false, reason: 'no_languages' }
  if (reading.cells.length === 0) return { ...file, ok: false, reason: 'no_bubbles' }
  return { ...file, ok: true, reading }
}

/** Scores a table by its texts of bubbles; the one with their header is better than any without. */
export function bubbleScore(maxBubbles: number): TableScore {
  return (rows) => {
    const reading = readSheet(rows, { maxBubbles })
    if (!reading || reading.cells.length === 0) return reading?.hasHeader ? 0.5 : 0
    return Number(reading.hasHeader) * 1e6 + reading.cells.length
  }
}
