import { splitArguments } from './windows-arguments.ts'
import type { Script } from './words.ts'

/**
 * Reads a command line of Windows’ cmd: first the carets go, as cmd takes them, then the program
 * splits what is left, as Microsoft’s C runtime does. Places are those of the source’s lines.
 * @see https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments
 */
export function readCmd(source: string): Script {
  const plain = withoutCarets(source)
  const { words, unclosed } = splitArguments(plain)
  return {
    commands: [{ words: words.map((text) => ({ text, open: false, at: 0 })), stdin: null }],
    unclosed: unclosed ? 0 : null,
  }
}

/** In cmd a caret takes the next character as it is, except between quotes that have no caret themselves. */
export function withoutCarets(source: string): string {
  let plain = ''
  let quoted = false
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at] ?? ''
    if (char === '^' && !quoted) {
      at += 1
      // A caret at the end of a line joins the lines and takes the first character of the next one.
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
