/** Puts a margin before every line but the first, which stands where the text is inserted. */
export function indent(text: string, margin: string): string {
  return text.replaceAll('\n', `\n${margin}`)
}
