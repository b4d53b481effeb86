import { readText } from './read-text.ts'
import { type SourceLanguage, SYNTAX } from './syntax.ts'
import type { SourceToken } from './tokens.ts'

// Names may have any Unicode letters; `$` is part of a name in PHP, PowerShell and JavaScript.
const NAME = /[$@]?[\p{L}_][\p{L}\p{N}_]*|\d[\w.]*/uy
const CMDLET = /[\p{L}_][\p{L}\p{N}_-]*|\$[\p{L}_][\p{L}\p{N}_:]*|\d[\w.]*/uy
const SIGN =
  /===|!==|\*\*=|\|\|=|\?\?=|&&=|<=>|\.\.\.|=>|:=|->|::|==|!=|<=|>=|[-+*/%.|&^]=|\+\+|--|&&|\|\||\?\?|\?\.|\?:|\*\*|!!|[\s\S]/y
const REGULAR_EXPRESSION = /\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y

/** Splits a program into texts, names and signs; drops comments and white space. */
export function tokenize(text: string, language: SourceLanguage): SourceToken[] {
  const tokens: SourceToken[] = []
  const match = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  let at = 0
  let newline = true
  while (at < text.length) {
    const blank = match(SYNTAX[language].skip, at)
    if (blank !== undefined) {
      newline ||= /^\s*\n/.test(blank)
      at += blank.length
      continue
    }
    const literal = readText(text, at, language)
    const name = literal ? undefined : match(language === 'powershell' ? CMDLET : NAME, at)
    const isRegex = language === 'javascript' && text[at] === '/' && startsValue(tokens.at(-1))
    const sign = (isRegex ? match(REGULAR_EXPRESSION, at) : undefined) ?? match(SIGN, at) ?? ''
    const piece = name ?? sign
    const kind = name === undefined ? 'sign' : 'name'
    const token = literal ?? ({ kind, text: piece, at, end: at + piece.length } as const)
    tokens.push({ ...token, newline })
    at = token.end
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
