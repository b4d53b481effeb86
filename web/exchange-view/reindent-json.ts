const INDENT = '  '

/** Deeper containers stay on one line, so that `[[[[…` cannot blow up into megabytes of blanks. */
const MAX_DEPTH = 32

/** The tokens of a text that is known to be JSON; the string's loop is unrolled to stay linear. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}:,]|[^\s[\]{}:,"]+/g

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function lineBreak(inside: number, indent: number): string {
  return inside > MAX_DEPTH ? '' : `\n${INDENT.repeat(indent)}`
}

/**
 * Lays JSON out over lines by changing nothing but the whitespace between tokens: numbers beyond
 * 2^53, duplicate keys and escapes stay as they were sent, which parsing and printing would lose.
 * @returns `null` where the text is not JSON
 */
export function reindentJson(text: string): string | null {
  if (!isJson(text)) return null
  const tokens = text.match(TOKEN) ?? []
  let out = ''
  let depth = 0
  let before = ''
  for (const token of tokens) {
    const opened = before === '{' || before === '['
    if (token === '}' || token === ']') {
      if (!opened) out += lineBreak(depth, depth - 1)
      depth -= 1
    } else if (opened) {
      out += lineBreak(depth, depth)
    }
    out += token
    if (token === ':') out += ' '
    if (token === ',') out += lineBreak(depth, depth)
    if (token === '{' || token === '[') depth += 1
    before = token
  }
  return out
}
