const PER_LINE = 16

/** The bytes of a Base64 text. */
export function base64Bytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
}

/** Bytes as `offset  hexadecimal  ASCII`, sixteen to a line, in the manner of `hexdump -C`. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let offset = 0; offset < bytes.length; offset += PER_LINE) {
    const line = [...bytes.subarray(offset, offset + PER_LINE)]
    const hex = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const columns = hex.padEnd(PER_LINE * 3 - 1)
    lines.push(
      `${offset.toString(16).padStart(6, '0')}  ${columns}  ${line.map(printable).join('')}`,
    )
  }
  return lines.join('\n')
}
