/** Collects a text from characters and from bytes of UTF-8, several of which may form one character. */
export function textBuilder() {
  let text = ''
  let bytes: number[] = []
  const read = (): string => {
    if (bytes.length > 0) text += new TextDecoder().decode(Uint8Array.from(bytes))
    bytes = []
    return text
  }
  return {
    add(piece: string) {
      if (piece !== '') text = read() + piece
    },
    addByte(byte: number) {
      bytes.push(byte)
    },
    /** Returns the text so far. */
    read,
  }
}

/** Returns the character of a code point, or U+FFFD if there is none. */
export function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD'
}
