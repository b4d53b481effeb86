import { type Encoding, guessEncoding, readCsv, type TableScore } from './csv.ts'
import { WorkbookError } from './unpack-workbook.ts'
import { readXlsx } from './xlsx.ts'

/** Why the rows of a file could not be read. */
export type RowsErrorReason =
  | 'too_large'
  | 'too_large_unpacked'
  | 'old_excel'
  | 'broken_workbook'
  | 'not_a_table'
  | 'not_read'

export type ChosenFile = { name: string; bytes: Uint8Array; encoding?: Encoding }

export type RowsFile = {
  name: string
  bytes: Uint8Array
  /** How a CSV file was read; null for XLSX, which names its own. */
  encoding: Encoding | null
} & ({ ok: true; rows: string[][] } | { ok: false; reason: RowsErrorReason })

/** Reads the bytes of a chosen file, unless there are more than `maxBytes`. */
export async function readBytes(
  file: File,
  maxBytes: number,
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; reason: 'too_large' | 'not_read' }> {
  if (file.size > maxBytes) return { ok: false, reason: 'too_large' }
  try {
    return { ok: true, bytes: new Uint8Array(await file.arrayBuffer()) }
  } catch {
    return { ok: false, reason: 'not_read' }
  }
}

/**
 * Reads the rows of a CSV or XLSX file, a CSV file in the given or guessed encoding; a problem is a
 * result too.
 */
export async function readRows(
  { name, bytes, encoding: chosen }: ChosenFile,
  score: TableScore,
): Promise<RowsFile> {
  const file = { name, bytes, encoding: null }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return { ...file, ok: false, reason: 'old_excel' }
  if (startsWith(bytes, [0x50, 0x4b])) {
    try {
      return { ...file, ok: true, rows: await readXlsx(bytes, { score }) }
    } catch (error) {
      const isLarge = error instanceof WorkbookError && error.reason === 'too_large'
      return { ...file, ok: false, reason: isLarge ? 'too_large_unpacked' : 'broken_workbook' }
    }
  }
  const encoding = chosen ?? guessEncoding(bytes)
  const rows = readCsv(bytes, { encoding, score })
  // Texts have no NUL, except in UTF-16, which says so at its start.
  const isBinary = !encoding.startsWith('utf-16') && bytes.includes(0)
  if (isBinary && score(rows) < 1) return { ...file, ok: false, reason: 'not_a_table' }
  return { ...file, encoding, ok: true, rows }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte)
}
