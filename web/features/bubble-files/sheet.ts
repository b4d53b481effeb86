import type { DraftFollowUps } from '#contract/draft'
import { isLanguage, LANGUAGE_NAMES, LANGUAGES } from '#contract/languages'
import type { Locale } from '#contract/locale'
import {
  DEFAULT_ROW,
  parseRowKey,
  type RowKey,
  readCell,
  rowKeys,
} from '../composition/cell-address.ts'
import { findLanguage } from '../composition/find-language.ts'

/** Returns the rows of all bubbles: the default texts, then the languages by first use. */
export function rowsOf(followUps: DraftFollowUps): RowKey[] {
  return [...new Set([DEFAULT_ROW, ...followUps.flatMap(rowKeys)])]
}

/**
 * The first characters of a text that a spreadsheet may take for a formula, also after quotes that
 * the text itself starts with. A text of quotes only is guarded because one quote means “empty”.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^'*(?:[=+\-@\t\r\n＝＋－＠]|$)/

/** Guards a text for a spreadsheet: null is an empty cell, an empty text is a single quote. */
export function guard(text: string | null): string {
  if (text === null) return ''
  return FORMULA.test(text) ? `'${text}` : text
}

/** Takes the guard off again; the exact reverse of {@link guard}. */
export function unguard(cell: string): string | null {
  if (cell === '') return null
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell
}

/**
 * The code of a row in a file: `default`, `en_us`, `en_us#2` for its second use. A language whose
 * code alone would be read as another one gets its number even if it is the first.
 */
function rowCode(row: RowKey): string {
  if (row === DEFAULT_ROW || isLanguage(row)) return row
  const { language, nth } = parseRowKey(row)
  return `${language}#${nth}`
}

const NUMBERED = /^(.*)#(\d{1,4})$/s
/** Spelled as a code, such as `hi_in`: a language that Feishu does not accept. */
const CODE = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})+$/i

/** A label of a row in a file; without `nth` if the file only repeats the language. */
export type RowLabel = { language: string | null; nth: number | null }

/** Reads the label of a row: a code, a name or `en_us#2`; null if it is none. */
export function readRowLabel(text: string): RowLabel | null {
  const [, language, nth] = NUMBERED.exec(text) ?? []
  if (language !== undefined && Number(nth) > 0) return { language, nth: Number(nth) }
  const found = findLanguage(text)
  if (found !== null) return { language: found === 'default' ? null : found, nth: null }
  return CODE.test(text.trim()) ? { language: text.trim(), nth: null } : null
}

/** The words of a file's header and of its row names. */
export type SheetTexts = {
  code: string
  name: string
  bubble: (n: number) => string
  defaultText: string
  repeated: (language: string, nth: number) => string
  unsupported: (language: string) => string
}

/** Returns the name of a row, such as `English` or `English (2)`. */
export function rowName(row: RowKey, t: SheetTexts, locale: Locale): string {
  if (row === DEFAULT_ROW) return t.defaultText
  const { language, nth } = parseRowKey(row)
  const name = isLanguage(language) ? LANGUAGE_NAMES[language][locale] : t.unsupported(language)
  return nth > 1 ? t.repeated(name, nth) : name
}

type SheetOptions = {
  texts: SheetTexts
  locale: Locale
  /** Adds empty rows for the languages that are not in use. */
  allLanguages: boolean
}

/** Returns the cells of a file: a header, then a row for each language, all guarded. */
export function toSheet(followUps: DraftFollowUps, options: SheetOptions): string[][] {
  const { texts: t, locale, allLanguages } = options
  const rows = rowsOf(followUps)
  if (allLanguages) rows.push(...LANGUAGES.filter((one) => !rows.includes(one)))
  return [
    [t.code, t.name, ...followUps.map((_, bubble) => t.bubble(bubble + 1))],
    ...rows.map((row) => [
      guard(rowCode(row)),
      guard(rowName(row, t, locale)),
      ...followUps.map((_, bubble) => {
        const text = readCell(followUps, { bubble, row })
        // The default text is a part of every bubble: empty, it is an empty cell.
        return guard(row === DEFAULT_ROW ? text || null : text)
      }),
    ]),
  ]
}

/** The letter of a column in a spreadsheet, `A` for 0. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last
}
