import type { ShellScript } from './shell-script.ts'

/**
 * Parses a command line of Windows' cmd: removes the carets as cmd does, then splits the rest as
 * Microsoft's C runtime does.
 * @see https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments
 */
export function readCmd(source: string): ShellScript {
  const plain = withoutCarets(source)
  // `^%` is no variable, and a percent-encoded byte has no name of three letters.
  const isOpen = /(?:^|[^^])%[A-Za-z_]\w{2,100}%/.test(source)
  const { words, unclosed } = splitArguments(plain)
  return {
    commands: [
      {
        words: words.map((text) => ({ text, open: isOpen && VARIABLE.test(text), at: 0 })),
        stdin: null,
      },
    ],
    unclosed: unclosed ? 0 : null,
  }
}

const BLANKS = /[ \t]+(?=\r?\n)/y
const VARIABLE = /%[A-Za-z_]\w{2,100}%/

/** Removes carets: each escapes the next character, except between unescaped quotes. */
export function withoutCarets(source: string): string {
  let plain = ''
  let quoted = false
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at] ?? ''
    if (char === '^' && !quoted) {
      at += 1
      // A blank behind the caret breaks the join, and was not meant.
      BLANKS.lastIndex = at
      at += BLANKS.exec(source)?.[0].length ?? 0
      // A caret at the end of a line joins the lines and escapes the next line's first character.
      if (source.startsWith('\r\n', at)) at += 2
      else if (source[at] === '\n') at += 1
      else {
        plain += source[at] ?? ''
        continue
      }
      if (source.startsWith('\r\n', at)) {
        plain += '\n'
        at += 1
      } else plain += source[at] ?? ''
      continue
    }
    if (char === '"') quoted = !quoted
    plain += char
  }
  return plain
}

/**
 * Splits a command line as Microsoft's C runtime does: backslashes escape only before a quote, and
 * two quotes inside quotes are one.
 * @see https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments
 */
function splitArguments(line: string): { words: string[]; unclosed: boolean } {
  const words: string[] = []
  let word: string | null = null
  let quoted = false
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? ''
    if (char === '\\') {
      let end = at
      while (line[end] === '\\') end += 1
      const count = end - at
      if (line[end] === '"') {
        word = (word ?? '') + '\\'.repeat(count >> 1)
        if (count % 2 === 1) word += '"'
        at = count % 2 === 1 ? end : end - 1
      } else {
        word = (word ?? '') + '\\'.repeat(count)
        at = end - 1
      }
    } else if (char === '"') {
      word ??= ''
      if (quoted && line[at + 1] === '"') {
        word += '"'
        at += 1
      } else quoted = !quoted
    } else if (!quoted && /[ \t\r\n]/.test(char)) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + char
  }
  if (word !== null) words.push(word)
  return { words, unclosed: quoted }
}
