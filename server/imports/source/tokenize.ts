import { readText } from './read-text.ts'
import { textFormAt } from './text-forms.ts'
import type { SourceLanguage, SourceToken } from './token-groups.ts'

const HASH_COMMENTS: ReadonlySet<SourceLanguage> = new Set(['python', 'php', 'powershell'])
const SLASH_COMMENTS: ReadonlySet<SourceLanguage> = new Set([
  'javascript',
  'java',
  'go',
  'csharp',
  'php',
])

const SPACE = /\s+/y
// Names may have any Unicode letters; `$` is part of a name in PHP, PowerShell and JavaScript.
const NAME = /[$@]?[\p{L}_][\p{L}\p{N}_]*/uy
const NUMBER = /\d[\w.]*/y
const SIGN = /=>|:=|->|::|===?|!==?|<=|>=|\+=|\.\.\.|&&|\|\||\?\?|[\s\S]/y

/** Splits a program into texts, names and signs; drops comments and white space. */
export function tokenize(source: string, language: SourceLanguage): SourceToken[] {
  const text = language === 'java' ? decodeUnicode(source) : source
  const tokens: SourceToken[] = []
  const match = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  let at = 0
  while (at < text.length) {
    const space = match(SPACE, at)
    if (space !== undefined) {
      at += space.length
      continue
    }
    const comment = endOfComment(text, at, language)
    if (comment !== null) {
      at = comment
      continue
    }
    const form = textFormAt(text, at, language)
    if (form) {
      const { token, end } = readText(text, at, form, language)
      tokens.push(token)
      at = end
      continue
    }
    const name = match(NAME, at) ?? match(NUMBER, at)
    const piece = name ?? match(SIGN, at) ?? text[at] ?? ''
    tokens.push({ kind: name === undefined ? 'sign' : 'name', text: piece, at })
    at += piece.length
  }
  return tokens
}

function endOfComment(source: string, at: number, language: SourceLanguage): number | null {
  const char = source[at]
  if (SLASH_COMMENTS.has(language) && char === '/') {
    if (source[at + 1] === '/') return endOf(source, '\n', at)
    if (source[at + 1] === '*') return endOf(source, '*/', at + 2)
  }
  // `#[` starts a PHP attribute.
  const isHash = HASH_COMMENTS.has(language) && char === '#' && source[at + 1] !== '['
  return isHash ? endOf(source, '\n', at) : null
}

function endOf(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from)
  return end < 0 ? source.length : end + mark.length
}

/**
 * Decodes `\uXXXX` of Java, which the language does before parsing: `\u0022` ends a literal. An
 * escaped backslash starts no escape.
 */
function decodeUnicode(source: string): string {
  return source.replace(/\\\\|\\u+([0-9a-fA-F]{4})/g, (whole, digits?: string) =>
    digits === undefined ? whole : String.fromCharCode(Number.parseInt(digits, 16)),
  )
}
