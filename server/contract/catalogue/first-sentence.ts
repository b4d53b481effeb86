/** Returns the first sentence of a meaning without its full stop: the short meaning of a code. */
export function firstSentence(text: string): string {
  return /^.+?(?=。|\.(?:\s|$)|$)/u.exec(text)?.[0] ?? text
}
