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
 * What stands between `$'` and `'` in bash. Octal and hex escapes are bytes, so several of them may
 * make one character of UTF-8.
 * @see https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html
 */
export function decodeAnsiC(source: string): string {
  let text = ''
  let bytes: number[] = []
  let from = 0
  const flush = () => {
    if (bytes.length > 0) text += new TextDecoder().decode(Uint8Array.from(bytes))
    bytes = []
  }
  const add = (piece: string) => {
    if (piece === '') return
    flush()
    text += piece
  }
  for (const match of source.matchAll(ESCAPE)) {
    const [whole, simple, octal, hex, short, long, control] = match
    add(source.slice(from, match.index))
    from = match.index + whole.length
    if (simple !== undefined) add(String.fromCharCode(SIMPLE[simple] ?? 0))
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 255)
    else if (hex !== undefined) bytes.push(Number.parseInt(hex, 16))
    else if (control !== undefined) add(String.fromCharCode(control.charCodeAt(0) & 31))
    else add(fromCode(Number.parseInt(short ?? long ?? '0', 16)))
  }
  add(source.slice(from))
  flush()
  return text
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD'
}
