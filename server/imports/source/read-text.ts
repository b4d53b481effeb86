import { readEscape } from './escapes.ts'
import { textBuilder } from './text-builder.ts'
import type { SourceLanguage, TextToken } from './tokens.ts'

/** How one kind of literal is written. */
export type TextForm = {
  /** What begins it, as it stands in the source: `"`, `@"`, `'''`. */
  open: string
  close: string
  /** What stands in the literal for its closing quote: `""` in `@"…"`. */
  doubled?: boolean
  escapes: 'all' | 'none' | 'php-single'
  /** What a running program puts into it: `${…}`, `{…}`, or PHP’s and PowerShell’s variables. */
  holes: 'none' | 'dollar-braces' | 'braces' | 'variables'
  /** Whether it may go on over the end of a line. */
  lines: boolean
  /** What becomes of the whole text. */
  change?: (text: string) => string
}

/**
 * Reads the literal that begins at `at`, exactly as its language reads it.
 * @returns its token and where the source goes on
 */
export function readText(
  source: string,
  at: number,
  form: TextForm,
  language: SourceLanguage,
): { token: TextToken; end: number } {
  const { open, close, doubled, escapes, holes, lines, change } = form
  const text = textBuilder(at)
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

/** An expression up to the brace that closes it; braces within its own quotes do not count. */
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
