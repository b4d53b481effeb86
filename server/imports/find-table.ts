import { LANGUAGE_NAMES, LANGUAGES } from '#contract/languages'

const NAMES = LANGUAGES.flatMap((code) => [code, ...Object.values(LANGUAGE_NAMES[code])])
const LABELS = new Set(['default', 'default text', '默认', '默认文字', ...NAMES].map(normalize))
/** A table of languages and bubbles is no longer. */
const MAX_LINES = 200

/**
 * Finds a pasted table of languages and bubbles: the languages are the first column or the first row.
 * Returns its text with tabs, commas or semicolons; a table of Markdown gets tabs.
 */
export function findTable(text: string): string | null {
  const given = text.trim()
  const lines = given.split(/\r?\n/, MAX_LINES)
  if (text.length > 200_000 || lines.length < 2) return null
  const isMarkdown = lines.every((line) => line.trim().startsWith('|'))
  const isRule = (line: string) => isMarkdown && /^[\s|:-]+$/.test(line)
  const rows = lines.filter((line) => !isRule(line)).map(isMarkdown ? fromMarkdown : String)
  const delimiter = ['\t', ',', ';'].find((one) => rows.every((row) => row.includes(one)))
  if (delimiter === undefined) return null
  const cells = rows.map((row) =>
    row.split(delimiter).map((cell) => normalize(cell.replace(/^"|"$/g, ''))),
  )
  const labelled = cells.filter(([label = '']) => LABELS.has(label)).length
  const isHeader = cells[0]?.slice(1).every((label) => LABELS.has(label))
  const isColumn = labelled > 0 && labelled * 2 >= cells.length
  return isHeader || isColumn ? (isMarkdown ? rows.join('\n') : given) : null
}

function fromMarkdown(line: string): string {
  const cells = line.trim().replace(/^\||\|$/g, '')
  return cells.replace(/\s{0,40}\|\s{0,40}/g, '\t').trim()
}

function normalize(label: string): string {
  return label
    .trim()
    .toLowerCase()
    .replace(/[-_\s]+/g, '_')
}
