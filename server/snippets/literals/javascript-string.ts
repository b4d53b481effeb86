import { escapeHidden } from './hidden.ts'

const SHORT: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** A text as `'…'` of JavaScript and TypeScript. */
export function javascriptString(text: string): string {
  return `'${escapeHidden(text.replace(/[\\'\n\r\t]/g, (unit) => SHORT[unit] ?? unit))}'`
}
