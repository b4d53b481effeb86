import type { TextForm } from './read-text.ts'
import type { SourceLanguage } from './token-groups.ts'

const plain = (quote: string, more: Partial<TextForm> = {}): TextForm => ({
  open: quote,
  close: quote,
  escapes: 'all',
  holes: 'none',
  lines: false,
  ...more,
})

const PREFIXED = /(?:[rRbBuUfFtT]{1,2})?(?:'''|"""|'|")/y
const CSHARP = /(\${1,8}@?|@\$?)?("{3,}|")|'/y
const HEREDOC = /<<<[ \t]*(?:'([A-Za-z_]\w*)'|"?([A-Za-z_]\w*)"?)\r?\n/y

/**
 * Returns the kind of literal that starts at an index of a source.
 * @see https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
 * @see https://go.dev/ref/spec#String_literals
 * @see https://docs.oracle.com/javase/specs/jls/se17/html/jls-3.html#jls-3.10.5
 * @see https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/tokens/raw-string
 * @see https://www.php.net/manual/en/language.types.string.php
 * @returns null if no literal starts there
 */
export function textFormAt(source: string, at: number, language: SourceLanguage): TextForm | null {
  const char = source[at] ?? ''
  switch (language) {
    case 'javascript':
      if (char === '`') return plain(char, { holes: 'dollar-braces', lines: true })
      return char === "'" || char === '"' ? plain(char) : null
    case 'go':
      // Go drops carriage returns from a raw literal.
      if (char === '`') {
        const change = (text: string) => text.replaceAll('\r', '')
        return plain(char, { escapes: 'none', lines: true, change })
      }
      return char === "'" || char === '"' ? plain(char) : null
    case 'java':
      if (source.startsWith('"""', at)) return plain('"""', { lines: true, change: textBlock })
      return char === "'" || char === '"' ? plain(char) : null
    case 'python':
      return pythonForm(source, at)
    case 'csharp':
      return csharpForm(source, at)
    case 'php':
      return phpForm(source, at)
    case 'powershell':
      if (char === "'") return plain(char, { doubled: true, escapes: 'none', lines: true })
      if (char !== '"') return null
      return plain(char, { doubled: true, escapes: 'none', lines: true, holes: 'variables' })
  }
}

function pythonForm(source: string, at: number): TextForm | null {
  PREFIXED.lastIndex = at
  const [open] = PREFIXED.exec(source) ?? []
  if (open === undefined || /\w/.test(source[at - 1] ?? '')) return null
  const [prefix = '', close = ''] = /^(\w*)(.*)$/.exec(open)?.slice(1) ?? []
  return {
    open,
    close,
    escapes: /r/i.test(prefix) ? 'none' : 'all',
    holes: /[ft]/i.test(prefix) ? 'braces' : 'none',
    lines: close.length === 3,
  }
}

function csharpForm(source: string, at: number): TextForm | null {
  CSHARP.lastIndex = at
  const [open, prefix = '', quotes = "'"] = CSHARP.exec(source) ?? []
  if (open === undefined) return null
  const holes = prefix.includes('$') ? 'braces' : 'none'
  // Three or more quotes: a raw literal, unless they start with an empty verbatim literal.
  if (quotes.length >= 3 && !prefix.includes('@')) {
    return { open, close: quotes, escapes: 'none', holes, lines: true, change: rawLiteral }
  }
  if (prefix.includes('@')) {
    const start = `${prefix}"`
    return { open: start, close: '"', doubled: true, escapes: 'none', holes, lines: true }
  }
  return { open, close: quotes, escapes: 'all', holes, lines: false }
}

function phpForm(source: string, at: number): TextForm | null {
  const char = source[at] ?? ''
  if (char === "'") return plain(char, { escapes: 'php-single', lines: true })
  if (char === '"') return plain(char, { holes: 'variables', lines: true })
  if (char !== '<') return null
  HEREDOC.lastIndex = at
  const [open, nowdoc, heredoc] = HEREDOC.exec(source) ?? []
  if (open === undefined) return null
  const name = nowdoc ?? heredoc ?? ''
  // The indentation of the closing name is removed from every line.
  const end = new RegExp(`^([ \\t]*)${name}\\b`, 'm').exec(source.slice(at + open.length))
  const indent = end?.[1] ?? ''
  return {
    // In an empty document one line break belongs to both the opening and the closing name.
    open: open.replace(/\r?\n$/, ''),
    close: `\n${indent}${name}`,
    escapes: nowdoc === undefined ? 'all' : 'none',
    holes: nowdoc === undefined ? 'variables' : 'none',
    lines: true,
    change: (text) =>
      text
        .replaceAll(`\n${indent}`, '\n')
        .replace(/^\r?\n/, '')
        .replace(/\r$/, ''),
  }
}

/** Removes the common indentation and the trailing spaces of a Java text block. */
function textBlock(text: string): string {
  const [, ...lines] = text.split(/\r?\n/)
  return stripIndent(lines.map((line, at) => (at < lines.length - 1 ? line.trimEnd() : line)))
}

/** Removes the indentation of the closing quotes from every line of a C# raw literal. */
function rawLiteral(text: string): string {
  const [first = '', ...lines] = text.split(/\r?\n/)
  if (lines.length === 0) return first
  const indent = lines.pop() ?? ''
  return lines
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join('\n')
}

function stripIndent(lines: readonly string[]): string {
  const last = lines.length - 1
  const counted = lines.filter((line, at) => line.trim() !== '' || at === last)
  const shared = counted.reduce(
    (least, line) => Math.min(least, line.length - line.trimStart().length),
    Number.POSITIVE_INFINITY,
  )
  return lines.map((line) => line.slice(Math.min(shared, line.length))).join('\n')
}
