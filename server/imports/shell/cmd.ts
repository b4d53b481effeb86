import type { ShellScript } from './shell-script.ts'

const VARIABLE = /%[A-Za-z_]\w{2,100}%/

/**
 * Parses a command line of Windows' cmd: removes the carets as cmd does, then splits the rest as
 * Microsoft's C runtime does.
 */
export function readCmd(source: string): ShellScript {
  const { words, unclosed } = splitArguments(withoutCarets(source))
  // `^%` is no variable, and a percent-encoded byte has no name of three letters.
  const isOpen = /(?:^|[^^])%[A-Za-z_]\w{2,100}%/.test(source)
  const all = words.map((text) => ({ text, open: isOpen && VARIABLE.test(text), at: 0 }))
  return { commands: [{ words: all, stdin: null }], unclosed: unclosed ? 0 : null }
}

/**
 * Removes carets: each escapes the next character, except between quotes. At the end of a line it joins
 * the lines and escapes the next line's first character; blanks behind it were not meant.
 */
function withoutCarets(source: string): string {
  return source.replace(
    /"[^"]*"?|\^[ \t]*\r?\n(\r\n|[\s\S]?)|\^([\s\S]?)/g,
    (whole, next?: string, escaped?: string) => next?.replace('\r\n', '\n') ?? escaped ?? whole,
  )
}

/**
 * Splits a command line: backslashes escape only before a quote, and two quotes inside quotes are one.
 * @see https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments
 */
function splitArguments(line: string): { words: string[]; unclosed: boolean } {
  const words: string[] = []
  let word: string | null = null
  let quoted = false
  const pieces = /(\\*)"|[ \t\r\n]+|\\+|[^\\" \t\r\n]+/g
  for (let match = pieces.exec(line); match; match = pieces.exec(line)) {
    const [piece, slashes] = match
    if (slashes !== undefined) {
      const isEscaped = slashes.length % 2 === 1
      const isDoubled = !isEscaped && quoted && line[pieces.lastIndex] === '"'
      if (isDoubled) pieces.lastIndex += 1
      word = (word ?? '') + '\\'.repeat(slashes.length >> 1) + (isEscaped || isDoubled ? '"' : '')
      if (!isEscaped && !isDoubled) quoted = !quoted
    } else if (quoted || !/^[ \t\r\n]/.test(piece)) word = (word ?? '') + piece
    else if (word !== null) {
      words.push(word)
      word = null
    }
  }
  if (word !== null) words.push(word)
  return { words, unclosed: quoted }
}
