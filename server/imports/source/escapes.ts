import type { SourceLanguage } from './tokens.ts'

const COMMON: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', '"': '"' }
const BELL = { a: '\x07', b: '\b', f: '\f', v: '\v' }

/** The escapes of one letter, by language. */
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

/** Whether a language reads `\x41`, `\101` as bytes of UTF-8 rather than as characters. */
const BYTES: ReadonlySet<SourceLanguage> = new Set(['go', 'php'])

type Escape = { length: number } & ({ text: string } | { byte: number })

/**
 * The escape that begins with the backslash at `at`.
 * @returns `null` where the language keeps the backslash as it stands
 */
export function readEscape(source: string, at: number, language: SourceLanguage): Escape | null {
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
  // JavaScript drops a backslash that means nothing; the others keep it or refuse the program.
  return language === 'javascript' && letter !== '' ? { length: 2, text: letter } : null
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD'
}
