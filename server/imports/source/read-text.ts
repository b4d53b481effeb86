import type { SourceLanguage, TextToken } from './tokens.ts'

/** The syntax of one literal. */
type TextForm = {
  close: string
  /** Each of these characters closes it, if there are several. */
  closers: string
  escape: '\\' | '`' | ''
  /** How a hole starts: `${`, `{`, `{{{`, or `$` before a variable. */
  hole: string
  /** Whether a doubled quote is one quote. */
  doubled: boolean
  lines: boolean
  /** Transforms the whole text. */
  change: (text: string) => string
}

const PLAIN: TextForm = {
  ...{ close: '', closers: '', escape: '\\', hole: '', doubled: false, lines: false },
  change: (text) => text,
}
/** The opening of a literal, a prefix and quotes, and how it differs from a plain one. */
type Opening = [RegExp, (prefix: string, quotes: string) => Partial<TextForm>]
const QUOTES: Opening = [/()(['"])/y, () => ({})]
const hereString: Opening[1] = (_, quotes) => ({
  close: `\n${quotes}@`,
  escape: quotes === '"' ? '`' : '',
  hole: quotes === '"' ? '$' : '',
  lines: true,
  change: (text) => text.replace(/^[ \t]*\r?\n/, '').replace(/\r$/, ''),
})

/**
 * @see https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
 * @see https://go.dev/ref/spec#String_literals
 * @see https://docs.oracle.com/javase/specs/jls/se17/html/jls-3.html#jls-3.10.5
 * @see https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/tokens/raw-string
 * @see https://www.php.net/manual/en/language.types.string.php
 * @see https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
const OPENINGS: Record<SourceLanguage, readonly Opening[]> = {
  javascript: [QUOTES, [/()(`)/y, () => ({ hole: '${', lines: true })]],
  // Go drops carriage returns from a raw literal.
  go: [
    QUOTES,
    [/()(`)/y, () => ({ escape: '', lines: true, change: (text) => text.replaceAll('\r', '') })],
  ],
  java: [[/()(""")/y, () => ({ lines: true, change: textBlock })], QUOTES],
  kotlin: [
    [/()(""")/y, () => ({ escape: '', hole: '$', lines: true })],
    [/()(['"])/y, () => ({ hole: '$' })],
  ],
  python: [
    [
      /(?<!\w)([rbuft]{0,2})('''|"""|['"])/iy,
      (prefix, { length }) => ({
        escape: /r/i.test(prefix) ? '' : '\\',
        hole: /[ft]/i.test(prefix) ? '{' : '',
        lines: length > 1,
      }),
    ],
  ],
  csharp: [
    [
      /(\$?@\$?)(")/y,
      (prefix) => ({ escape: '', hole: braces(prefix), doubled: true, lines: true }),
    ],
    [
      /(\$*)("{3,})/y,
      (prefix) => ({ escape: '', hole: braces(prefix), lines: true, change: rawLiteral }),
    ],
    [/(\$?)(["'])/y, (prefix) => ({ hole: braces(prefix) })],
  ],
  php: [
    [/()(')/y, () => ({ lines: true })],
    [/()(")/y, () => ({ hole: '$', lines: true })],
    [/()<<<[ \t]*('\w+')(?=\r?\n)/y, (_, name) => ({ ...heredoc(name), escape: '' })],
    [/()<<<[ \t]*("?\w+"?)(?=\r?\n)/y, (_, name) => ({ ...heredoc(name), hole: '$' })],
  ],
  // Typographic quotes are quotes too.
  powershell: [
    [/(@)(['"])(?=[ \t]*\r?\n)/y, hereString],
    [/()(['‘’‚‛])/y, () => ({ closers: "'‘’‚‛", escape: '', doubled: true, lines: true })],
    [
      /()(["“”„])/y,
      () => ({ closers: '"“”„', escape: '`', hole: '$', doubled: true, lines: true }),
    ],
  ],
}

function braces(prefix: string): string {
  return '{'.repeat(prefix.replaceAll('@', '').length)
}

/** A heredoc of PHP, whose closing name is not indented. */
function heredoc(name: string): Partial<TextForm> {
  const change = (text: string) => text.replace(/^\r?\n/, '').replace(/\r$/, '')
  return { close: `\n${name.replace(/['"]/g, '')}`, lines: true, change }
}

/** Stands for a hole while the whole text is transformed; a character for private use. */
const HOLE = '\uF8FF'
/**
 * Reads the literal that starts at an index, exactly as its language does. An escape or an expression
 * that is not known becomes a hole, which makes the text open.
 * @returns null if no literal starts there
 */
export function readText(
  source: string,
  at: number,
  language: SourceLanguage,
): { token: TextToken; end: number } | null {
  let form: TextForm | null = null
  let here = at
  for (const [opening, more] of OPENINGS[language]) {
    opening.lastIndex = at
    const [open, prefix = '', quotes = ''] = opening.exec(source) ?? []
    if (open === undefined) continue
    form = { ...PLAIN, close: quotes, ...more(prefix, quotes) }
    here += open.length
    break
  }
  if (!form) return null
  const { close, closers, escape: backslash, hole: mark, doubled, lines, change } = form
  const isClose = (index: number) =>
    closers ? closers.includes(source[index] || ' ') : source.startsWith(close, index)
  const holes: string[] = []
  let text = ''
  while (here < source.length) {
    const char = source[here] ?? ''
    if (isClose(here)) {
      here += close.length
      if (!doubled || !isClose(here)) break
      text += source.slice(here, here + close.length)
      here += close.length
    } else if (!lines && (char === '\n' || char === '\r')) break
    else if (char === backslash) {
      const [length, value] = readEscape(source, here, language, close)
      if (value === null) holes.push('?')
      text += value ?? HOLE
      here += length
    } else if (
      mark.startsWith('{') &&
      (char === '{' || char === '}') &&
      mark.length === 1 &&
      source[here + 1] === char
    ) {
      text += char
      here += 2
    } else {
      const hole = mark === '' ? null : readHole(source, here, mark, language)
      if (hole || char === HOLE) holes.push(hole?.source ?? '?')
      text += hole ? HOLE : char
      here = hole?.end ?? here + 1
    }
  }
  const changed = change(text).split(HOLE)
  const parts = changed.length === holes.length + 1 ? changed : ['', '']
  return {
    token: { kind: 'text', parts, holes: parts === changed ? holes : ['?'], at, newline: false },
    end: here,
  }
}

const VARIABLE = /\$(?:\{|\(|[A-Za-z_]\w*(?:\[[^\]\n]{0,100}\]|\??->\w+|:\w+)?)/y

/** Returns the expression of the hole that starts at an index; null if none does. */
function readHole(source: string, at: number, mark: string, language: SourceLanguage) {
  if (mark !== '$')
    return source.startsWith(mark, at)
      ? expression(source, at + mark.length, mark.replace('$', '').length)
      : null
  if (language === 'php' && source.startsWith('{$', at)) return expression(source, at + 1, 1)
  VARIABLE.lastIndex = at
  const [whole] = (source[at] === '$' && VARIABLE.exec(source)) || []
  if (whole === undefined || (whole === '$(' && language !== 'powershell')) return null
  if (whole === '${' || whole === '$(') return expression(source, at + 2, 1, whole[1])
  // `a$x: …` and `$x[0]` of Kotlin are a variable and text.
  const name = language === 'kotlin' ? (/^\$\w+/.exec(whole)?.[0] ?? whole) : whole
  const isScoped = language === 'php' ? /:\w+$/ : /(?:\[.*\]|\??->\w+)$/
  const source_ = name.replace(isScoped, '')
  return { source: source_, end: at + source_.length }
}

/** Reads an expression up to its closing brackets, ignoring brackets inside quotes. */
function expression(source: string, from: number, count: number, open = '{') {
  const closer = open === '(' ? ')' : '}'
  const pieces = /(["'`])(?:\\.|(?!\1)[^\\\n])*\1|\\.|[(){}]/gs
  pieces.lastIndex = from
  let depth = 1
  for (let match = pieces.exec(source); match; match = pieces.exec(source)) {
    if (match[0] === open) depth += 1
    else if (match[0] === closer) depth -= 1
    if (depth === 0) return { source: source.slice(from, match.index), end: match.index + count }
  }
  return { source: '?', end: source.length }
}

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
}
/** The escaped letters and signs of each language that mean the same everywhere. */
const ESCAPED: Record<SourceLanguage, string> = {
  javascript: 'nrtbfv\'"`\\$/',
  python: 'nrtbfv\'"\\',
  java: 'nrtbf\'"\\',
  kotlin: 'nrtb\'"\\$',
  go: 'nrtbfv\'"\\',
  csharp: 'nrtbfv\'"\\',
  php: 'nrtfv"\\$',
  powershell: 'nrtbfv\'"`$',
}
const CODE = /x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})/y
/** The forms of a code in each language; the others stand for bytes, for nothing, or for another length. */
const CODES: Record<SourceLanguage, string> = {
  javascript: 'xu{',
  python: 'xuU',
  java: 'u',
  kotlin: 'u',
  go: 'uU',
  csharp: 'uU',
  php: '{',
  powershell: '{',
}

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
  if (ESCAPED[language].includes(next) && next !== '') return [2, SIMPLE[next] ?? next]
  CODE.lastIndex = at + 1
  const [whole = '', byte, unit, braced, long] = CODE.exec(source) ?? []
  const kind = byte ? 'x' : unit ? 'u' : braced ? '{' : long ? 'U' : '?'
  const code = Number.parseInt(byte ?? unit ?? braced ?? long ?? '', 16)
  if (CODES[language].includes(kind) && code <= 0x10ffff)
    return [whole.length + 1, String.fromCodePoint(code)]
  const isJoined = /^(?:javascript|python|java)$/.test(language)
  if (isJoined && next === '\n') return [2, '']
  // JavaScript and PowerShell drop the mark of any other escape.
  const isDropped = /^(?:javascript|powershell)$/.test(language) && /[^\dxuae\r\n]/.test(next)
  return [2, isDropped ? next : null]
}

/** Removes the common indentation and the trailing spaces of a Java text block. */
function textBlock(text: string): string {
  const [, ...lines] = text.split(/\r?\n/)
  const last = lines.length - 1
  const counted = lines.filter((line, at) => line.trim() !== '' || at === last)
  const shared = counted.reduce(
    (least, line) => Math.min(least, line.length - line.trimStart().length),
    1000,
  )
  return lines
    .map((line, at) => (at < last ? line.trimEnd() : line).slice(Math.min(shared, line.length)))
    .join('\n')
}

/** Removes the indentation of the closing quotes from every line of a C# raw literal. */
function rawLiteral(text: string): string {
  const [first = '', ...lines] = text.split(/\r?\n/)
  const indent = lines.pop()
  return indent === undefined ? first : lines.map((line) => line.replace(indent, '')).join('\n')
}
