import type { DraftFollowUps } from '#contract/draft'
import { isLanguage, type Language } from '#contract/languages'
import { countCharacters, LIMITS } from '#contract/limits'
import { findVariables } from '#contract/template-variables'
import { codePointName, findInvisibles, looksBlank } from '../../ui/text/invisibles.ts'
import {
  type Cell,
  cellId,
  DEFAULT_ROW,
  parseRowKey,
  type RowKey,
  rowKeys,
} from '../composition/cell-address.ts'

/** The kinds of notes, the gravest first: a list shows them in this order. */
export const NOTE_KINDS = [
  'too_long',
  'unsupported_language',
  'repeated_language',
  'blank',
  'direction',
  'invisible',
  'missing_variable',
  'unfilled_variable',
  'other_script',
  'same_text',
  'outer_space',
  'same_as_default',
] as const

type NoteKind = (typeof NOTE_KINDS)[number]

/** A probable mistake in one cell; it never blocks a send. */
export type CellNote = {
  /** No other note of the same bubbles has it. */
  key: string
  kind: NoteKind
  cell: Cell
  /** What the note is about: variables, code points, the number of characters or of another bubble. */
  detail: string
}

type Text = { cell: Cell; text: string }

/** Finds the notes about the texts of all bubbles, by kind and then in the order of the table. */
export function findCellNotes(followUps: DraftFollowUps): CellNote[] {
  const bubbles = followUps.map(textsOf)
  const notes = [
    ...bubbles.flatMap((texts) => [
      ...texts.flatMap(notesOfText),
      ...notesOfVariables(texts),
      ...notesOfTranslations(texts),
    ]),
    ...sameTexts(bubbles),
  ]
  const order = (kind: NoteKind) => NOTE_KINDS.indexOf(kind)
  return notes.sort((a, b) => order(a.kind) - order(b.kind))
}

function textsOf(followUp: DraftFollowUps[number], bubble: number): Text[] {
  const keys = rowKeys(followUp)
  return [
    { cell: { bubble, row: DEFAULT_ROW }, text: followUp.content },
    ...(followUp.i18n_contents ?? []).map(({ content }, index) => ({
      cell: { bubble, row: keys[index] ?? '' },
      text: content,
    })),
  ]
}

function note(kind: NoteKind, cell: Cell, detail = ''): CellNote {
  return { key: `${kind} ${cellId(cell)} ${detail}`, kind, cell, detail }
}

function notesOfText({ cell, text }: Text): CellNote[] {
  const notes: CellNote[] = []
  const { language, nth } = parseRowKey(cell.row)
  if (cell.row !== DEFAULT_ROW && !isLanguage(language)) {
    notes.push(note('unsupported_language', cell, language))
  }
  if (nth > 1) notes.push(note('repeated_language', cell))
  if (text === '') return notes
  // Code points are at most the UTF-16 units, which are quick to count.
  if (text.length > LIMITS.content.max) {
    const characters = countCharacters(text)
    if (characters > LIMITS.content.max) notes.push(note('too_long', cell, `${characters}`))
  }
  if (looksBlank(text)) notes.push(note('blank', cell))
  else if (text.trim() !== text) notes.push(note('outer_space', cell))
  const invisibles = findInvisibles(text)
  for (const turns of [true, false]) {
    const found = invisibles.filter(({ turnsDirection }) => turnsDirection === turns)
    if (found.length === 0) continue
    const names = found.map(({ character }) => codePointName(character)).join(', ')
    notes.push(note(turns ? 'direction' : 'invisible', cell, names))
  }
  const variables = variablesIn(text)
  if (variables.length > 0) notes.push(note('unfilled_variable', cell, spelled(variables)))
  if (isLanguage(language) && isInOtherScript(text, language)) {
    notes.push(note('other_script', cell))
  }
  return notes
}

function variablesIn(text: string): string[] {
  return text.includes('{{') ? findVariables([{ content: text }]) : []
}

function spelled(variables: readonly string[]): string {
  return variables.map((name) => `{{${name}}}`).join(', ')
}

/** A variable of one text of a bubble belongs into all of them. */
function notesOfVariables(texts: readonly Text[]): CellNote[] {
  const filled = texts
    .filter(({ text }) => text !== '')
    .map(({ cell, text }) => ({ cell, own: variablesIn(text) }))
  const all = [...new Set(filled.flatMap(({ own }) => own))]
  if (all.length === 0) return []
  return filled.flatMap(({ cell, own }) => {
    const missing = all.filter((name) => !own.includes(name))
    return missing.length > 0 ? [note('missing_variable', cell, spelled(missing))] : []
  })
}

function notesOfTranslations([defaultText, ...translations]: readonly Text[]): CellNote[] {
  const text = defaultText?.text.trim()
  if (!text) return []
  return translations
    .filter((one) => one.text.trim() === text)
    .map(({ cell }) => note('same_as_default', cell))
}

/** Languages with a script of their own. Latin is not checked: it is in texts of all languages. */
const SCRIPTS: Partial<Record<Language, RegExp>> = {
  zh_cn: /\p{Script=Han}/u,
  zh_hk: /\p{Script=Han}/u,
  zh_tw: /\p{Script=Han}/u,
  ja_jp: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  ko_kr: /[\p{Script=Hangul}\p{Script=Han}]/u,
  th_th: /\p{Script=Thai}/u,
  ru_ru: /\p{Script=Cyrillic}/u,
}

const LETTER = /\p{L}/u
const VARIABLES = /\{\{.*?\}\}/gs

/** Whether a text has letters, but none of its language's script. */
function isInOtherScript(text: string, language: Language): boolean {
  const script = SCRIPTS[language]
  if (!script || script.test(text)) return false
  return LETTER.test(text.replace(VARIABLES, ''))
}

/**
 * A click sends the bot only the text, so it cannot distinguish two equal ones. A row without a text
 * shows the default text.
 */
function sameTexts(bubbles: readonly Text[][]): CellNote[] {
  const rows = bubbles.map((texts) => new Map(texts.map(({ cell, text }) => [cell.row, text])))
  const shown = (bubble: number, row: RowKey) =>
    (rows[bubble]?.get(row) ?? rows[bubble]?.get(DEFAULT_ROW) ?? '').trim()
  const notes: CellNote[] = []
  for (const [later, own] of rows.entries()) {
    for (let first = 0; first < later; first += 1) {
      for (const row of new Set([...own.keys(), ...(rows[first]?.keys() ?? [])])) {
        const text = shown(later, row)
        if (text === '' || text !== shown(first, row)) continue
        // The caret goes to the later bubble, or else to the one that has a text in this row.
        const bubble = own.has(row) ? later : first
        const other = bubble === later ? first : later
        notes.push(note('same_text', { bubble, row }, `${other + 1}`))
      }
    }
  }
  return notes
}
