import type { CellValue } from 'read-excel-file/universal'
import type { TableScore } from './csv.ts'
import { unpackWorkbook } from './unpack-workbook.ts'

/** Excel's own limit for one cell, in UTF-16 units. */
const CELL_MAX = 32_767
/**
 * In bytes of all texts. For more than 160 kB, the library compresses in a worker from a blob:
 * address, which the content security policy does not allow.
 */
const TEXTS_MAX = 120_000

/** Whether an XLSX file can hold these cells. */
export function fitsXlsx(rows: readonly (readonly string[])[]): boolean {
  const cells = rows.flat().map(escapeText)
  // Each & < > takes at most five characters in XML.
  const bytes = cells.reduce(
    (sum, cell) => sum + new TextEncoder().encode(cell.replace(/[&<>]/g, '.....')).length,
    0,
  )
  return bytes <= TEXTS_MAX && cells.every((cell) => cell.length <= CELL_MAX)
}

/** Characters that XML cannot hold, or that the library removes; and a text that looks like an escape. */
const UNSAFE = new RegExp(
  [
    String.raw`[\0-\x08\x0B-\x1F\x7F-\x9F\uFDD0-\uFDEF\uFFFD-\uFFFF]`,
    String.raw`[\uD83F\uD87F\uD8BF\uD8FF\uD93F\uD97F\uD9BF\uD9FF\uDA3F\uDA7F\uDABF\uDAFF\uDB3F\uDB7F\uDBBF\uDBFF][\uDFFE\uDFFF]`,
    String.raw`[\uD800-\uDBFF](?![\uDC00-\uDFFF])`,
    String.raw`(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]`,
    '_(?=x[0-9A-Fa-f]{4}_)',
  ].join('|'),
  'g',
)

/** Escapes a text in Excel's own way, `_x000D_`, so that every character survives. */
export function escapeText(text: string): string {
  const escaped = text.replace(UNSAFE, (found) =>
    [...Array(found.length).keys()].map((at) => escapeUnit(found.charCodeAt(at))).join(''),
  )
  // The library looks texts up in a plain object, which has `constructor` and others already.
  return escaped in {} ? escapeUnit(escaped.charCodeAt(0)) + escaped.slice(1) : escaped
}

function escapeUnit(unit: number): string {
  return `_x${unit.toString(16).toUpperCase().padStart(4, '0')}_`
}

/** Writes rows as an XLSX file; every cell is a text, never a formula. */
export async function writeXlsx(
  rows: readonly (readonly string[])[],
  sheet: string,
): Promise<Blob> {
  const { default: writeXlsxFile } = await import('write-excel-file/universal')
  const data = rows.map((row, at) =>
    row.map((cell) =>
      cell === ''
        ? null
        : {
            type: String,
            value: escapeText(cell),
            format: '@',
            wrap: true,
            alignVertical: 'top' as const,
            ...(at === 0 && { fontWeight: 'bold' as const }),
          },
    ),
  )
  const columns = (rows[0] ?? []).map((_, at) => ({ width: at === 0 ? 12 : at === 1 ? 24 : 48 }))
  return writeXlsxFile(data, { sheet, columns, stickyRowsCount: 1 }).toBlob()
}

/** Reads the rows of an XLSX file: those of the first sheet with a score. */
export async function readXlsx(
  bytes: Uint8Array,
  { score }: { score: TableScore },
): Promise<string[][]> {
  const archive = unpackWorkbook(bytes)
  const { default: readXlsxFile } = await import('read-excel-file/universal')
  const sheets = await readXlsxFile(archive, { trim: false, parseNumber: (digits) => digits })
  const tables = sheets.map(({ data }) => data.map((row) => row.map(cellText)))
  return tables.find((rows) => score(rows) >= 1) ?? tables[0] ?? []
}

function cellText(value: CellValue<string> | null): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '')
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value)
}
