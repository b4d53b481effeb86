/** Where an item stands, up to the index behind it; `newline`: it is the first of its line. */
type Position = { at: number; end: number; newline: boolean }

/** A text literal: its parts with the sources of the interpolated expressions between them. */
export type TextToken = Position & { kind: 'text'; parts: string[]; holes: string[] }
export type SourceToken = TextToken | (Position & { kind: 'name' | 'sign'; text: string })

/** A pair of brackets with its content; `open` is `''` for the program, `':'` for an indented block. */
export type Group = Position & { kind: 'group'; open: string; items: Item[] }
export type Item = SourceToken | Group

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Nests tokens by their brackets; drops brackets without a match. */
export function group(tokens: readonly SourceToken[], end: number): Group {
  const program: Group = { kind: 'group', open: '', items: [], at: 0, end, newline: true }
  const outer: Group[] = []
  let here = program
  for (const token of tokens) {
    const bracket = token.kind === 'sign' ? token.text : ''
    if (Object.hasOwn(CLOSERS, bracket)) {
      const { at, newline } = token
      const inner: Group = { kind: 'group', open: bracket, items: [], at, end, newline }
      here.items.push(inner)
      outer.push(here)
      here = inner
    } else if (bracket === ')' || bracket === ']' || bracket === '}') {
      if (CLOSERS[here.open] === bracket) {
        here.end = token.at + 1
        here = outer.pop() ?? program
      }
    } else here.items.push(token)
  }
  return program
}

/** Splits a list at its commas or other signs; drops empty parts, as after a trailing comma. */
export function splitAt(items: readonly Item[], ...signs: string[]): Item[][] {
  const parts: Item[][] = [[]]
  for (const item of items) {
    if (isSign(item, ...(signs.length > 0 ? signs : [',']))) parts.push([])
    else parts.at(-1)?.push(item)
  }
  return parts.filter((part) => part.length > 0)
}

/** Whether an item is one of these signs. */
export function isSign(item: Item | undefined, ...texts: string[]): boolean {
  return item?.kind === 'sign' && texts.includes(item.text)
}

/** Whether an item is one of these names; with none, any name. */
export function isName(item: Item | undefined, ...texts: string[]): boolean {
  return item?.kind === 'name' && (texts.length === 0 || texts.includes(item.text))
}

/** Whether an item is a pair of these brackets. */
export function isGroup(item: Item | undefined, open: string): item is Group {
  return item?.kind === 'group' && item.open === open
}

/** Returns the text of a name, else `''`. */
export function nameOf(item: Item | undefined): string {
  return item?.kind === 'name' ? item.text : ''
}

/** Returns the spelling that all languages share: `i18n_contents`, `I18nContents` → `i18ncontents`. */
export function canonical(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}
