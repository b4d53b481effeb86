import { doubleQuoted } from './double-quoted.ts'
import { escapeUnit } from './hidden.ts'

/**
 * A text as `"…"` of Java, in ASCII: up to JDK 17, javac reads a file in the encoding of the system.
 * Java decodes `\uXXXX` before it parses, so every backslash of the text must come doubled.
 */
export function javaString(text: string): string {
  return doubleQuoted(text).replace(/[^\0-\x7f]/g, escapeUnit)
}
