import { escapeHidden } from './hidden.ts'

const SHORT: Record<string, string> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/**
 * A text as `"…"` of Go, Python and C#. Emoji stay as they are: `\ud83d\ude00` would be two lone
 * surrogates in Python and does not compile in Go.
 */
export function doubleQuoted(text: string): string {
  return `"${escapeHidden(text.replace(/[\\"\n\r\t]/g, (unit) => SHORT[unit] ?? unit))}"`
}
