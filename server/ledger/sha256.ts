import { hash } from 'node:crypto'

/** Of the text in UTF-8, in hex. */
export function sha256(text: string): string {
  return hash('sha256', text)
}
