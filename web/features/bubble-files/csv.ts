import Papa from 'papaparse'

/** The encodings that a file can be read in, in the order of a list to choose from. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'windows-1252',
] as const
export type Encoding = (typeof ENCODINGS)[number]

const BOM = '\uFEFF'

/** Writes rows as CSV in UTF-8; Excel needs the byte order mark to read it as such. */
export function writeCsv(rows: readonly (readonly string[])[]): Blob {
  const text = Papa.unparse(
    rows.map((row) => [...row]),
    { newline: '\r\n' },
  )
  return new Blob([BOM, text], { type: 'text/csv;charset=utf-8' })
}

/**
 * Guesses the encoding of a text file by its byte order mark, or else by which one fits: Excel saves
 * Chinese texts as GBK (which gb18030 extends), and Western ones as Windows-1252.
 */
export function guessEncoding(bytes: Uint8Array): Encoding {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (decodes(bytes, 'utf-8')) return 'utf-8'
  return decodes(bytes, 'gb18030') ? 'gb18030' : 'windows-1252'
}

function decodes(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const DELIMITERS = [',', ';', '\t']
/** Rows that are enough to tell how a file is delimited. */
const SAMPLE_ROWS = 40
/** Excel writes and reads this line before the others. */
const SEPARATOR_LINE = /^sep=(.)\r?\n/

/** Returns how much of what is looked for a table has; below 1, it has nothing of it. */
export type TableScore = (rows: string[][]) => number

type Options = { encoding: Encoding; score: TableScore }

/** Reads the rows of a CSV or TSV file, delimited by a comma, a semicolon or a tab: by which one scores best. */
export function readCsv(bytes: Uint8Array, { encoding, score }: Options): string[][] {
  const decoded = new TextDecoder(encoding).decode(bytes)
  const [line = '', named] = SEPARATOR_LINE.exec(decoded) ?? []
  const text = decoded.slice(line.length)
  const found = (delimiter: string) => score(parse(text, delimiter, SAMPLE_ROWS))
  const delimiter =
    named ?? DELIMITERS.reduce((best, one) => (found(one) > found(best) ? one : best))
  return parse(text, delimiter)
}

function parse(text: string, delimiter: string, preview = 0): string[][] {
  return Papa.parse<string[]>(text, { delimiter, preview }).data
}
