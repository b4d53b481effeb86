/** An id inside other text; the look-behind keeps `from_om_x` or `boom_x` from counting. */
const MESSAGE_ID_IN_TEXT = /(?<![A-Za-z0-9_-])om_[A-Za-z0-9_-]{1,128}(?![A-Za-z0-9_-])/g

/**
 * The one message id that a text contains.
 * @returns the id, or `null` where the text holds none or several different ones
 */
export function findMessageId(text: string): string | null {
  const [id = null, ...others] = new Set(text.match(MESSAGE_ID_IN_TEXT) ?? [])
  return others.length > 0 ? null : id
}
