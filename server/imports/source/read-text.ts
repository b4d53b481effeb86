import { fromCode, textBuilder } from '../text-builder.ts'
import type { SourceLanguage, TextHole, TextToken } from './token-groups.ts'

/** The syntax of one kind of literal. */
export type TextForm = {
  /** Its start in the source: `"`, `@"`, `'''`. */
  open: string
  close: string
  /** Whether a doubled quote is one quote: `""` in `@"…"`. */
  doubled?: boolean
  escapes: 'all' | 'none' | 'php-single'
  /** The syntax of interpolation: `${…}`, `{…}`, or the variables of PHP and PowerShell. */
  holes: 'none' | 'dollar-braces' | 'braces' | 'variables'
  /** Whether it may contain line breaks. */
  lines: boolean
  /** Transforms the whole text. */
  change?: (text: string) => string
}

/**
 * Reads the literal that starts at `at`, exactly as its language does.
 * @returns its token and its end
 */
export function readText(
  source: string,
  at: number,
  form: TextForm,
  language: SourceLanguage,
): { token: TextToken; end: number } {
  const { open, close, doubled, escapes, holes, lines, change } = form
  const text = literalBuilder(at)
  let here = at + open.length
  while (here < source.length) {
    const char = source[here] ?? ''
    if (source.startsWith(close, here)) {
      if (!doubled || !source.startsWith(close, here + close.length)) {
        return { token: text.end(change), end: here + close.length }
      }
      text.add(close)
      here += 2 * close.length
      continue
    }
    if (!lines && (char === '\n' || char === '\r')) break
    if (char === '\\' && escapes === 'php-single') {
      const next = source[here + 1] ?? ''
      const escaped = next === '\\' || next === close
      text.add(escaped ? next : char)
      here += escaped ? 2 : 1
      continue
    }
    if (char === '\\' && escapes === 'all') {
      const found = readEscape(source, here, language)
      if (!found) {
        text.add(char)
        here += 1
        continue
      }
      if ('byte' in found) text.addByte(found.byte)
      else text.add(found.text)
      here += found.length
      continue
    }
    const hole = holes === 'none' ? null : readHole(source, here, holes)
    if (hole === null) {
      text.add(char)
      here += 1
    } else {
      if ('literal' in hole) text.add(hole.literal)
      else text.addHole(hole.source)
      here = hole.end
    }
  }
  return { token: text.end(change), end: here }
}

type Hole = { end: number } & ({ source: string } | { literal: string })

const VARIABLE = /\$(?:[A-Za-z_]\w*|\{)/y

function readHole(
  source: string,
  at: number,
  style: 'dollar-braces' | 'braces' | 'variables',
): Hole | null {
  const char = source[at] ?? ''
  const next = source[at + 1] ?? ''
  if (style === 'dollar-braces')
    return char === '$' && next === '{' ? expression(source, at + 2) : null
  if (style === 'braces') {
    if (char !== '{' && char !== '}') return null
    if (char === next) return { literal: char, end: at + 2 }
    return char === '{' ? expression(source, at + 1) : null
  }
  if (char === '{' && next === '$') return expression(source, at + 1)
  VARIABLE.lastIndex = at
  const [whole] = (char === '$' && VARIABLE.exec(source)) || []
  if (whole === undefined) return null
  if (whole === '${') return expression(source, at + 2)
  return { source: whole, end: at + whole.length }
}

/** Reads an expression up to its closing brace, ignoring braces inside quotes. */
function expression(source: string, from: number): Hole {
  let depth = 1
  for (let at = from; at < source.length; at += 1) {
    const char = source[at] ?? ''
    if (char === '"' || char === "'" || char === '`') {
      at = endOfQuoted(source, at, char)
    } else if (char === '{') depth += 1
    else if (char === '}') {
      depth -= 1
      if (depth === 0) return { source: source.slice(from, at), end: at + 1 }
    }
  }
  return { source: source.slice(from), end: source.length }
}

function endOfQuoted(source: string, from: number, quote: string): number {
  for (let at = from + 1; at < source.length; at += 1) {
    const char = source[at] ?? ''
    if (char === '\\') at += 1
    else if (char === quote) return at
    else if (char === '\n' && quote !== '`') return at
  }
  return source.length
}

/** Collects the text of a literal and its holes. */
function literalBuilder(at: number) {
  const { add, addByte, read } = textBuilder()
  const holes: TextHole[] = []
  return {
    add,
    addByte,
    addHole(source: string) {
      holes.push({ index: read().length, source })
    },
    end(change: (text: string) => string = (same) => same): TextToken {
      const text = read()
      return { kind: 'text', text: holes.length === 0 ? change(text) : text, holes, at }
    },
  }
}

const COMMON: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', '"': '"' }
const BELL = { a: '\x07', b: '\b', f: '\f', v: '\v' }

/** The single-letter escapes by language. */
const LETTERS: Record<SourceLanguage, Readonly<Record<string, string>>> = {
  javascript: { ...COMMON, b: '\b', f: '\f', v: '\v', "'": "'", '`': '`', $: '$', '\n': '' },
  python: { ...COMMON, ...BELL, "'": "'", '\n': '' },
  java: { ...COMMON, b: '\b', f: '\f', s: ' ', "'": "'", '\n': '' },
  go: { ...COMMON, ...BELL, "'": "'" },
  csharp: { ...COMMON, ...BELL, 0: '\0', e: '\x1B', "'": "'" },
  php: { ...COMMON, e: '\x1B', f: '\f', v: '\v', $: '$' },
  powershell: {},
}

const OCTAL = /[0-7]{1,3}/y
const HEX_2 = /x([0-9a-fA-F]{1,2})/y
const HEX_1_TO_4 = /x([0-9a-fA-F]{1,4})/y
const UNIT = /u+([0-9a-fA-F]{4})/y
const LONG = /U([0-9a-fA-F]{8})/y
const BRACED = /u\{([0-9a-fA-F]{1,8})\}/y

/** Languages in which `\x41` and `\101` are bytes of UTF-8, not characters. */
const BYTES: ReadonlySet<SourceLanguage> = new Set(['go', 'php'])

type Escape = { length: number } & ({ text: string } | { byte: number })

/**
 * Reads the escape that starts with the backslash at `at`.
 * @returns null if the language keeps the backslash
 */
function readEscape(source: string, at: number, language: SourceLanguage): Escape | null {
  const from = at + 1
  const number = (pattern: RegExp, base: number): [length: number, value: number] | null => {
    pattern.lastIndex = from
    const [whole, digits] = pattern.exec(source) ?? []
    if (whole === undefined) return null
    return [whole.length + 1, Number.parseInt(digits ?? whole, base)]
  }
  const asByte = ([length, value]: [number, number]): Escape =>
    BYTES.has(language)
      ? { length, byte: value & 255 }
      : { length, text: String.fromCharCode(value) }

  const hasOctal = language !== 'csharp' && language !== 'powershell'
  const octal = hasOctal ? number(OCTAL, 8) : null
  if (octal) return asByte(octal)
  const hex = language === 'java' ? null : number(language === 'csharp' ? HEX_1_TO_4 : HEX_2, 16)
  if (hex) return asByte(hex)
  const braced = language === 'javascript' || language === 'php' ? number(BRACED, 16) : null
  if (braced) return { length: braced[0], text: fromCode(braced[1]) }
  const unit = language === 'php' ? null : number(UNIT, 16)
  if (unit) return { length: unit[0], text: String.fromCharCode(unit[1]) }
  const hasLong = language === 'python' || language === 'go' || language === 'csharp'
  const long = hasLong ? number(LONG, 16) : null
  if (long) return { length: long[0], text: fromCode(long[1]) }

  if (source.startsWith('\r\n', from) && LETTERS[language]['\n'] === '')
    return { length: 3, text: '' }
  const letter = source[from] ?? ''
  const text = Object.hasOwn(LETTERS[language], letter) ? LETTERS[language][letter] : undefined
  if (text !== undefined) return { length: 2, text }
  // JavaScript drops the backslash of an unknown escape; the others keep it or reject the program.
  return language === 'javascript' && letter !== '' ? { length: 2, text: letter } : null
}
