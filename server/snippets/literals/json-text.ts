import { escapeHidden } from './hidden.ts'

/** A value as JSON that shows all it holds; `indent` 0 writes it on one line. */
export function jsonText(value: unknown, indent = 0): string {
  const text = JSON.stringify(value, null, indent)
  // Line feeds are those of the layout: JSON.stringify escapes the ones in texts.
  return text.split('\n').map(escapeHidden).join('\n')
}
