export type Cell = string | number | boolean | null | undefined

/**
 * What makes a spreadsheet take a cell for a formula, in its own or in full width, or drop a
 * leading character until it does.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/

const NEEDS_QUOTES = /[",\r\n]/

/** One line of a CSV file as RFC 4180 has it, ending in CRLF; no text in it can become a formula. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
