import { readText } from './read-text.ts'
import { textFormAt } from './text-forms.ts'
import type { SourceLanguage, Token } from './tokens.ts'

const HASH_COMMENTS: ReadonlySet<SourceLanguage> = new Set(['python', 'php', 'powershell'])
const SLASH_COMMENTS: ReadonlySet<SourceLanguage> = new Set([
  'javascript',
  'java',
  'go',
  'csharp',
  'php',
])

const SPACE = /\s+/y
// Every letter of a name may be any of Unicode; a `$` is part of one in PHP, PowerShell and JavaScript.
const NAME = /[$@]?[\p{L}_][\p{L}\p{N}_]*/uy
const NUMBER = /\d[\w.]*/y
const SIGN = /=>|:=|->|::|===?|!==?|<=|>=|\+=|\.\.\.|&&|\|\||\?\?|[\s\S]/y

/** Splits a program into texts, names and signs; comments and white space go. */
export function tokenize(source: string, language: SourceLanguage): Token[] {
  const text = language === 'java' ? decodeUnicode(source) : source
  const tokens: Token[] = []
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
  // `#[` begins an attribute of PHP.
  const isHash = HASH_COMMENTS.has(language) && char === '#' && source[at + 1] !== '['
  return isHash ? endOf(source, '\n', at) : null
}

function endOf(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from)
  return end < 0 ? source.length : end + mark.length
}

/**
 * Java reads `\uXXXX` before anything else, so that the text `\u0022` ends a literal; only a
 * backslash that is itself escaped begins none.
 */
function decodeUnicode(source: string): string {
  return source.replace(/\\\\|\\u+([0-9a-fA-F]{4})/g, (whole, digits?: string) =>
    digits === undefined ? whole : String.fromCharCode(Number.parseInt(digits, 16)),
  )
}
