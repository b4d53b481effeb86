/** A cursor that no page has ever ended with. */
export class CursorError extends Error {
  override readonly name = 'CursorError'
}

/** The cursor after which the next page begins: below the row with this sequence number. */
export function writeCursor(seq: number): string {
  return String(seq)
}

/** @throws CursorError */
export function readCursor(cursor: string): number {
  const seq = Number(cursor)
  if (!/^[1-9]\d{0,15}$/.test(cursor) || !Number.isSafeInteger(seq)) throw new CursorError(cursor)
  return seq
}
