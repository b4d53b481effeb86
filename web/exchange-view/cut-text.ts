/** The start of a text, at most `max` UTF-16 units long and never ending in half a character. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text
  const start = text.slice(0, max)
  return start.isWellFormed() ? start : text.slice(0, max - 1)
}
