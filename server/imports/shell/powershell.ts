import type { ShellCommand, ShellScript, ShellWord } from './shell-script.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  0: '\0',
  a: '\x07',
  b: '\b',
  e: '\x1B',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}
const SINGLE = "'‘’‚‛"
const DOUBLE = '"“”„'

/**
 * Parses PowerShell commands: `'…'` with `''`, `"…"` with backticks and `""`, here-strings, backtick
 * line continuations and comments. Variables stay unknown.
 * @see https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export function readPowerShell(source: string): ShellScript {
  const commands: ShellCommand[] = []
  let words: ShellWord[] = []
  let word: ShellWord | null = null
  let unclosed: number | null = null
  let at = 0

  const current = (): ShellWord => {
    word ??= { text: '', open: false, at }
    return word
  }
  const endWord = () => {
    if (word) words.push(word)
    word = null
  }
  const endCommand = () => {
    endWord()
    if (words.length > 0) commands.push({ words, stdin: null })
    words = []
  }
  const variable = () => {
    const [whole = '$'] = /^\$(?:\{[^}\n]{0,100}\}|[A-Za-z_?$][\w:]{0,100}|\()?/.exec(
      source.slice(at, at + 104),
    ) ?? ['$']
    current().text += whole
    if (whole !== '$') current().open = true
    at += whole.length
  }
  const readEscape = () => {
    const next = source[at + 1] ?? ''
    const [braced, digits = ''] =
      /^u\{([0-9a-fA-F]{1,6})\}/.exec(source.slice(at + 1, at + 10)) ?? []
    if (braced !== undefined && Number.parseInt(digits, 16) <= 0x10ffff) {
      current().text += String.fromCodePoint(Number.parseInt(digits, 16))
      at += 1 + braced.length
    } else {
      current().text += ESCAPES[next] ?? next
      at += 2
    }
  }
  const single = () => {
    const from = at
    const { text } = current()
    let read = ''
    for (at += 1; at < source.length; at += 1) {
      const char = source[at] ?? ''
      if (!SINGLE.includes(char)) read += char
      else if (SINGLE.includes(source[at + 1] ?? 'x')) {
        read += char
        at += 1
      } else break
    }
    if (at >= source.length) unclosed ??= from
    current().text = text + read
    at += 1
  }
  const double = () => {
    const from = at
    current()
    at += 1
    while (at < source.length) {
      const char = source[at] ?? ''
      if (char === '`') readEscape()
      else if (char === '$') variable()
      else if (!DOUBLE.includes(char)) {
        current().text += char
        at += 1
      } else if (DOUBLE.includes(source[at + 1] ?? 'x')) {
        current().text += char
        at += 2
      } else {
        at += 1
        return
      }
    }
    unclosed ??= from
  }
  const hereString = (quote: string) => {
    const begin = source.indexOf('\n', at) + 1
    const end = begin > 0 ? source.indexOf(`\n${quote}@`, begin - 1) : -1
    const text = source.slice(begin, end < 0 ? undefined : Math.max(begin, end))
    if (end < 0) unclosed ??= at
    current().text += text.replace(/\r$/, '')
    if (quote === '"' && /\$[\w{(]/.test(text)) current().open = true
    at = end < 0 ? source.length : end + 3
  }

  while (at < source.length) {
    const char = source[at] ?? ''
    const [start] = /^@(['"])[ \t]*\r?\n/.exec(source.slice(at, at + 80)) ?? []
    if (start !== undefined) hereString(start[1] ?? '')
    else if (SINGLE.includes(char)) single()
    else if (DOUBLE.includes(char)) double()
    else if (char === '`') {
      const [newline] = /^\r?\n/.exec(source.slice(at + 1, at + 3)) ?? []
      if (newline === undefined) readEscape()
      else {
        endWord()
        at += 1 + newline.length
      }
    } else if (char === '$') variable()
    else if (char === '#' && word === null) {
      const end = source.indexOf('\n', at)
      at = end < 0 ? source.length : end
    } else if (char === '\n' || char === ';' || char === '|') {
      endCommand()
      at += 1
    } else if (/\s/.test(char)) {
      endWord()
      at += 1
    } else {
      current().text += char
      at += 1
    }
  }
  endCommand()
  return { commands, unclosed }
}
