import { readText } from './read-text.ts'
import type { SourceLanguage, SourceToken } from './tokens.ts'

const HASH_COMMENTS: ReadonlySet<SourceLanguage> = new Set(['python', 'php', 'powershell'])
const SLASH_COMMENTS: ReadonlySet<SourceLanguage> = new Set([
  'javascript',
  'java',
  'kotlin',
  'go',
  'csharp',
  'php',
])

// A continued line is one line: `\` in Python, a backtick in PowerShell.
const SPACE: Readonly<Record<string, RegExp>> = {
  python: /(?:[^\S\n]|\\\r?\n)+|\n\s*/y,
  powershell: /(?:[^\S\n]|`\r?\n)+|\n\s*/y,
  php: /\s+|<\?(?:php|=)|\?>/y,
}
const OTHER_SPACE = /\s+/y
// Names may have any Unicode letters; `$` is part of a name in PHP, PowerShell and JavaScript.
const NAME = /[$@]?[\p{L}_][\p{L}\p{N}_]*/uy
const CMDLET = /[\p{L}_][\p{L}\p{N}_-]*|\$[\p{L}_][\p{L}\p{N}_:]*/uy
const NUMBER = /\d[\w.]*/y
const SIGN =
  /===|!==|\*\*=|\|\|=|\?\?=|&&=|<=>|\.\.\.|=>|:=|->|::|==|!=|<=|>=|[-+*/%.|&^]=|\+\+|--|&&|\|\||\?\?|\?\.|\?:|\*\*|!!|[\s\S]/y
const REGULAR_EXPRESSION = /\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y

/** Splits a program into texts, names and signs; drops comments and white space. */
export function tokenize(text: string, language: SourceLanguage): SourceToken[] {
  const tokens: SourceToken[] = []
  const space = SPACE[language] ?? OTHER_SPACE
  const match = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  let at = 0
  let newline = true
  while (at < text.length) {
    const blank = match(space, at)
    if (blank !== undefined) {
      newline ||= Object.hasOwn(SPACE, language) ? blank.startsWith('\n') : blank.includes('\n')
      at += blank.length
      continue
    }
    const comment = endOfComment(text, at, language)
    if (comment !== null) {
      newline ||= text[comment - 1] === '\n'
      at = comment
      continue
    }
    const literal = readText(text, at, language)
    if (literal) {
      tokens.push({ ...literal.token, newline, end: literal.end })
      at = literal.end
    } else {
      const name = match(language === 'powershell' ? CMDLET : NAME, at) ?? match(NUMBER, at)
      const isRegex = language === 'javascript' && text[at] === '/' && startsValue(tokens.at(-1))
      const piece =
        name ?? (isRegex ? match(REGULAR_EXPRESSION, at) : undefined) ?? match(SIGN, at) ?? ''
      tokens.push({
        kind: name === undefined ? 'sign' : 'name',
        text: piece,
        at,
        newline,
        end: at + piece.length,
      })
      at += piece.length
    }
    newline = false
  }
  return tokens
}

/** Whether a value may follow, so that a slash starts a regular expression. */
function startsValue(before: SourceToken | undefined): boolean {
  if (before?.kind === 'sign') return !')]}'.includes(before.text)
  return (
    before === undefined || (before.kind === 'name' && /^(?:return|case|typeof)$/.test(before.text))
  )
}

function endOfComment(source: string, at: number, language: SourceLanguage): number | null {
  const char = source[at]
  if (SLASH_COMMENTS.has(language) && char === '/') {
    if (source[at + 1] === '/') return endOf(source, '\n', at)
    if (source[at + 1] === '*') return endOf(source, '*/', at + 2)
  }
  if (language === 'powershell' && source.startsWith('<#', at)) return endOf(source, '#>', at)
  // `#[` starts a PHP attribute.
  const isHash = HASH_COMMENTS.has(language) && char === '#' && source[at + 1] !== '['
  return isHash ? endOf(source, '\n', at) : null
}

function endOf(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from)
  return end < 0 ? source.length : end + mark.length
}
