/** A text as `'…'` of any POSIX shell, which reads nothing inside it; the text must hold no NUL. */
export function shellString(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
