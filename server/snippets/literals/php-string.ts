/** A text as `'…'` of PHP, where only the backslash and the quote mean something. */
export function phpString(text: string): string {
  return `'${text.replace(/[\\']/g, String.raw`\$&`)}'`
}
