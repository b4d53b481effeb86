import type { Hole, TextToken } from './tokens.ts'

/** Gathers a text from characters, bytes of UTF-8 and holes. */
export function textBuilder(at: number) {
  let text = ''
  let bytes: number[] = []
  const holes: Hole[] = []
  const flush = () => {
    if (bytes.length > 0) text += new TextDecoder().decode(Uint8Array.from(bytes))
    bytes = []
  }
  return {
    add(piece: string) {
      if (bytes.length > 0) flush()
      text += piece
    },
    addByte(byte: number) {
      bytes.push(byte)
    },
    addHole(source: string) {
      flush()
      holes.push({ index: text.length, source })
    },
    end(change: (text: string) => string = (same) => same): TextToken {
      flush()
      return { kind: 'text', text: holes.length === 0 ? change(text) : text, holes, at }
    },
  }
}
