/** A text literal of a program; `holes` are its interpolated expressions. */
export type TextToken = { kind: 'text'; text: string; holes: TextHole[]; at: number }
export type TextHole = {
  /** The index of its value in `text`. */
  index: number
  source: string
}

export type SourceToken =
  | TextToken
  | { kind: 'name'; text: string; at: number }
  | { kind: 'sign'; text: string; at: number }

/** A pair of brackets with its content; `open` is `''` for the program itself. */
export type TokenGroup = { kind: 'group'; open: string; items: TokenItem[]; at: number }
export type TokenItem = SourceToken | TokenGroup

export type SourceLanguage =
  | 'javascript'
  | 'python'
  | 'java'
  | 'go'
  | 'csharp'
  | 'php'
  | 'powershell'

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Nests tokens by their brackets; drops brackets without a match. */
export function group(tokens: readonly SourceToken[]): TokenGroup {
  const program: TokenGroup = { kind: 'group', open: '', items: [], at: 0 }
  const outer: TokenGroup[] = []
  let here = program
  for (const token of tokens) {
    const bracket = token.kind === 'sign' ? token.text : ''
    if (Object.hasOwn(CLOSERS, bracket)) {
      const inner: TokenGroup = { kind: 'group', open: bracket, items: [], at: token.at }
      here.items.push(inner)
      outer.push(here)
      here = inner
    } else if (bracket === ')' || bracket === ']' || bracket === '}') {
      if (CLOSERS[here.open] === bracket) here = outer.pop() ?? program
    } else here.items.push(token)
  }
  return program
}

/** Returns every group of a program, the outer ones first. */
export function allGroups(program: TokenGroup): TokenGroup[] {
  const found = [program]
  // The loop also visits the groups it appends.
  for (const { items } of found) {
    for (const item of items) if (item.kind === 'group') found.push(item)
  }
  return found
}

/** Splits a list at its commas; drops empty parts, as after a trailing comma. */
export function splitAtCommas(items: readonly TokenItem[]): TokenItem[][] {
  const parts: TokenItem[][] = [[]]
  for (const item of items) {
    if (item.kind === 'sign' && item.text === ',') parts.push([])
    else parts.at(-1)?.push(item)
  }
  return parts.filter((part) => part.length > 0)
}

/** Whether an item is this sign. */
export function isSign(item: TokenItem | undefined, text: string): boolean {
  return item?.kind === 'sign' && item.text === text
}

/** Returns the spelling that all languages share: `i18n_contents`, `I18nContents` → `i18ncontents`. */
export function canonical(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}
