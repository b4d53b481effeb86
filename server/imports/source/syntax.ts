/** The languages that are read. */
export type SourceLanguage = keyof typeof SYNTAX

/** How one kind of literal is written. */
export type TextForm = {
  close?: string
  /** Each of these characters closes it, if there are several. */
  closers?: string
  escape?: '\\' | '`' | ''
  /** How a hole starts: `${`, `{`, `{{{`, or `$` before a variable. */
  hole?: string
  /** Whether a doubled quote is one quote. */
  doubled?: boolean
  lines?: boolean
  /** Whether its language changes the spaces of its lines, which matter to all but JSON. */
  indented?: boolean
}

/** The opening of a literal, a prefix and quotes, and how it differs from a plain one. */
type Opening = readonly [RegExp, (prefix: string, quotes: string) => TextForm]

type Syntax = {
  /** Comments and white space; a continued line is one line. */
  skip: RegExp
  literals: readonly Opening[]
  /** The escaped letters and signs that mean the same everywhere. */
  escaped: string
  /** The forms of a code; the others stand for bytes, for nothing, or for another length. */
  codes: string
}

const SLASHES = /\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y
const QUOTES: Opening = [/()(['"])/y, () => ({})]
const braces = (prefix: string) => '{'.repeat(prefix.replaceAll('@', '').length)

/**
 * @see https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
 * @see https://go.dev/ref/spec#String_literals
 * @see https://docs.oracle.com/javase/specs/jls/se17/html/jls-3.html#jls-3.10.5
 * @see https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/tokens/raw-string
 * @see https://www.php.net/manual/en/language.types.string.php
 * @see https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export const SYNTAX = {
  javascript: {
    skip: SLASHES,
    literals: [QUOTES, [/()(`)/y, () => ({ hole: '${', lines: true })]],
    escaped: 'nrtbfv\'"`\\$/',
    codes: 'xu{',
  },
  python: {
    skip: /(?:[^\S\n]|\\\n)+|\n\s*|#[^\n]*/y,
    literals: [
      [
        /(?<!\w)([rbuft]{0,2})('''|"""|['"])/iy,
        (prefix, { length }) => ({
          escape: /r/i.test(prefix) ? '' : '\\',
          hole: /[ft]/i.test(prefix) ? '{' : '',
          lines: length > 1,
        }),
      ],
    ],
    escaped: 'nrtbfv\'"\\',
    codes: 'xuU',
  },
  java: {
    skip: SLASHES,
    literals: [[/()(""")/y, () => ({ lines: true, indented: true })], QUOTES],
    escaped: 'nrtbf\'"\\',
    codes: 'u',
  },
  go: {
    skip: SLASHES,
    literals: [QUOTES, [/()(`)/y, () => ({ escape: '', lines: true })]],
    escaped: 'nrtbfv\'"\\',
    codes: 'uU',
  },
  csharp: {
    skip: SLASHES,
    literals: [
      [/(\$?@\$?)(")/y, (at) => ({ escape: '', hole: braces(at), doubled: true, lines: true })],
      [/(\$*)("{3,})/y, (at) => ({ escape: '', hole: braces(at), lines: true, indented: true })],
      [/(\$?)(["'])/y, (at) => ({ hole: braces(at) })],
    ],
    escaped: 'nrtbfv\'"\\',
    codes: 'uU',
  },
  php: {
    // `#[` starts an attribute.
    skip: /\s+|<\?(?:php|=)|\?>|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|#(?!\[)[^\n]*/y,
    literals: [
      [/()(')/y, () => ({ lines: true })],
      [/()(")/y, () => ({ hole: '$', lines: true })],
      [/()<<<[ \t]*'(\w+)'\n/y, (_, name) => ({ close: `\n${name}`, escape: '', lines: true })],
      [/()<<<[ \t]*"?(\w+)"?\n/y, (_, name) => ({ close: `\n${name}`, hole: '$', lines: true })],
    ],
    escaped: 'nrtfv"\\$',
    codes: '{',
  },
  powershell: {
    skip: /(?:[^\S\n]|`\n)+|\n\s*|<#[\s\S]*?(?:#>|$)|#[^\n]*/y,
    // Typographic quotes are quotes too.
    literals: [
      [/()@'[ \t]*\n/y, () => ({ close: "\n'@", escape: '', lines: true })],
      [/()@"[ \t]*\n/y, () => ({ close: '\n"@', escape: '`', hole: '$', lines: true })],
      [/()(['‘’‚‛])/y, () => ({ closers: "'‘’‚‛", escape: '', doubled: true, lines: true })],
      [
        /()(["“”„])/y,
        () => ({ closers: '"“”„', escape: '`', hole: '$', doubled: true, lines: true }),
      ],
    ],
    escaped: 'nrtbfv\'"`$',
    codes: '{',
  },
} satisfies Record<string, Syntax>
