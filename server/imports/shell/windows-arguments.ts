/**
 * Splits a command line as Microsoft’s C runtime does: backslashes count only before a quote, and
 * two quotes inside quotes are one.
 * @see https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments
 */
export function splitArguments(line: string): { words: string[]; unclosed: boolean } {
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
