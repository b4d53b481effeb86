/** The documented shape of a message id; nothing is ever built from an id that does not match. */
export const MESSAGE_ID = /^om_[A-Za-z0-9_-]{1,128}$/

/** An id inside other text; the look-behind keeps `from_om_x` or `boom_x` from counting. */
const MESSAGE_ID_IN_TEXT = /(?<![A-Za-z0-9_-])om_[A-Za-z0-9_-]{1,128}(?![A-Za-z0-9_-])/g

/**
 * The one message id that a pasted log line, URL or JSON contains.
 * @returns the id, or `null` where the text holds none or several different ones
 */
export function findMessageId(text: string): string | null {
  const ids = new Set(text.match(MESSAGE_ID_IN_TEXT) ?? [])
  if (ids.size !== 1) return null
  return [...ids][0] ?? null
}
