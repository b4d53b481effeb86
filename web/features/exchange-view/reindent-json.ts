const INDENT = '  '

/** Deeper containers stay on one line, so that `[[[[…` does not grow into megabytes of spaces. */
const MAX_DEPTH = 32

/** The tokens of valid JSON; the pattern for strings is unrolled to stay linear. */
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
 * Indents JSON by changing only the whitespace between tokens: numbers beyond 2^53, duplicate keys
 * and escapes are kept, which parsing and printing would lose. Returns null if the text is not JSON.
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
