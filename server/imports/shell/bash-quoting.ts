import { fromCode, textBuilder } from '../text-builder.ts'

const SIMPLE: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  e: 27,
  E: 27,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
  '?': 63,
}

const ESCAPE =
  /\\(?:([abeEfnrtv\\'"?])|([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c([\s\S]))/g

/**
 * Decodes the content of `$'…'` in bash. Octal and hex escapes are bytes, so several of them may form
 * one UTF-8 character.
 * @see https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html
 */
export function decodeAnsiC(source: string): string {
  const { add, addByte, read } = textBuilder()
  let from = 0
  for (const match of source.matchAll(ESCAPE)) {
    const [whole, simple, octal, hex, short, long, control] = match
    add(source.slice(from, match.index))
    from = match.index + whole.length
    if (simple !== undefined) add(String.fromCharCode(SIMPLE[simple] ?? 0))
    else if (octal !== undefined) addByte(Number.parseInt(octal, 8) & 255)
    else if (hex !== undefined) addByte(Number.parseInt(hex, 16))
    else if (control !== undefined) add(String.fromCharCode(control.charCodeAt(0) & 31))
    else add(fromCode(Number.parseInt(short ?? long ?? '0', 16)))
  }
  add(source.slice(from))
  return read()
}

const SPECIAL =
  /\\([\\$`])|\\\n|\$\{([A-Za-z_]\w{0,100})(?::-([^}\n]{0,200}))?\}|\$([A-Za-z_]\w*)|\$\(|`/g

/** Expands a here-document whose delimiter is not quoted. */
export function expandHeredoc(
  body: string,
  variables: ReadonlyMap<string, string>,
): { text: string; open: boolean } {
  let open = false
  const text = body.replace(
    SPECIAL,
    (whole, escaped?: string, braced?: string, fallback?: string, bare?: string) => {
      if (escaped !== undefined) return escaped
      if (whole === '\\\n') return ''
      const value = variables.get(braced ?? bare ?? '') ?? fallback
      if (value === undefined) open = true
      return value ?? whole
    },
  )
  return { text, open }
}
