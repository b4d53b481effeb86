import { type SourceLanguage, SYNTAX, type TextForm } from './syntax.ts'
import type { TextToken } from './tokens.ts'

/** A hole that stands for what is not known. */
const UNKNOWN = '?'

/**
 * Reads the literal that starts at an index, exactly as its language does. An escape or an expression
 * that is not known becomes a hole, which makes the text open. Returns null if no literal starts there.
 */
export function readText(source: string, at: number, language: SourceLanguage): TextToken | null {
  let form: TextForm | null = null
  let here = at
  for (const [opening, more] of SYNTAX[language].literals) {
    opening.lastIndex = at
    const [open, prefix = '', quotes = ''] = opening.exec(source) ?? []
    if (open === undefined) continue
    form = { close: quotes, ...more(prefix, quotes) }
    here += open.length
    break
  }
  if (!form) return null
  const {
    close = '',
    closers,
    escape: backslash = '\\',
    hole: mark = '',
    doubled,
    lines,
    indented,
  } = form
  const isClose = (index: number) =>
    closers ? closers.includes(source[index] || ' ') : source.startsWith(close, index)
  const parts: string[] = []
  const holes: string[] = []
  let text = ''
  let isClosed = false
  const addHole = (hole: string) => {
    holes.push(hole)
    parts.push(text)
    text = ''
  }
  while (here < source.length) {
    const char = source[here] ?? ''
    if (isClose(here)) {
      here += close.length
      isClosed = !doubled || !isClose(here)
      if (isClosed) break
      text += source.slice(here, here + close.length)
      here += close.length
    } else if (!lines && char === '\n') break
    else if (char === backslash) {
      const [length, value] = readEscape(source, here, language, close)
      if (value === null) addHole(UNKNOWN)
      text += value ?? ''
      here += length
    } else if (mark === '{' && /^(?:\{\{|\}\})/.test(source.slice(here, here + 2))) {
      text += char
      here += 2
    } else {
      const hole = mark === '' ? null : readHole(source, here, mark, language)
      if (hole) addHole(hole.source)
      else text += char
      here = hole?.end ?? here + 1
    }
  }
  const isMoved = indented && !/^\s*[[{][\s\S]*[\]}]\s*$/.test([...parts, text].join(''))
  if (isMoved || (lines && !isClosed)) addHole(UNKNOWN)
  return { kind: 'text', parts: [...parts, text], holes, at, newline: false, end: here }
}

const VARIABLE = /\$(?:([{(])|([A-Za-z_]\w*)(\[|\??->|:\w)?)/y

/** Returns the expression of the hole that starts at an index; null if none does. */
function readHole(source: string, at: number, mark: string, language: SourceLanguage) {
  if (mark !== '$') {
    const depth = mark.replace('$', '').length
    return source.startsWith(mark, at) ? expression(source, at + mark.length, '{', depth) : null
  }
  if (language === 'php' && source.startsWith('{$', at)) return expression(source, at + 1, '{', 1)
  VARIABLE.lastIndex = at
  const [whole, bracket, name = '', more] = (source[at] === '$' && VARIABLE.exec(source)) || []
  if (whole === undefined || (bracket === '(' && language !== 'powershell')) return null
  if (bracket !== undefined) return expression(source, at + 2, bracket, 1)
  // A member or an item of a variable is not known.
  return { source: more === undefined ? `$${name}` : UNKNOWN, end: at + 1 + name.length }
}

/** Reads an expression up to its closing brackets, ignoring brackets inside quotes. */
function expression(source: string, from: number, open: string, count: number) {
  const closer = open === '(' ? ')' : '}'
  const pieces = /(["'`])(?:\\.|(?!\1)[^\\\n])*\1|\\.|[(){}]/gs
  pieces.lastIndex = from
  let depth = 1
  for (let match = pieces.exec(source); match; match = pieces.exec(source)) {
    if (match[0] === open) depth += 1
    else if (match[0] === closer) depth -= 1
    if (depth === 0) return { source: source.slice(from, match.index), end: match.index + count }
  }
  return { source: UNKNOWN, end: source.length }
}

const SIMPLE = new Map(Object.entries({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' }))
const CODE = /x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})/y

/** Returns the length and the text of an escape; null for the text if it is not known. */
function readEscape(
  source: string,
  at: number,
  language: SourceLanguage,
  close: string,
): [length: number, text: string | null] {
  const next = source[at + 1] ?? ''
  // PHP knows two escapes between single quotes.
  if (language === 'php' && close === "'")
    return next === "'" || next === '\\' ? [2, next] : [1, '\\']
  const { escaped, codes } = SYNTAX[language]
  if (escaped.includes(next) && next !== '') return [2, SIMPLE.get(next) ?? next]
  CODE.lastIndex = at + 1
  const [whole = '', byte, unit, braced, long] = CODE.exec(source) ?? []
  const kind = byte ? 'x' : unit ? 'u' : braced ? '{' : long ? 'U' : '?'
  const code = Number.parseInt(byte ?? unit ?? braced ?? long ?? '', 16)
  if (codes.includes(kind) && code <= 0x10ffff)
    return [whole.length + 1, String.fromCodePoint(code)]
  if (next === '\n' && /^(?:javascript|python|java)$/.test(language)) return [2, '']
  // JavaScript and PowerShell drop the mark of any other escape.
  const isDropped = /^(?:javascript|powershell)$/.test(language) && /[^\dxuae\r\n]/.test(next)
  return [2, isDropped ? next : null]
}
