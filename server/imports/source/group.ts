import type { Group, Item, Token } from './tokens.ts'

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Nests tokens by their brackets; brackets that do not match are left out. */
export function group(tokens: readonly Token[]): Group {
  const program: Group = { kind: 'group', open: '', items: [], at: 0 }
  const outer: Group[] = []
  let here = program
  for (const token of tokens) {
    const bracket = token.kind === 'sign' ? token.text : ''
    if (Object.hasOwn(CLOSERS, bracket)) {
      const inner: Group = { kind: 'group', open: bracket, items: [], at: token.at }
      here.items.push(inner)
      outer.push(here)
      here = inner
    } else if (bracket === ')' || bracket === ']' || bracket === '}') {
      if (CLOSERS[here.open] === bracket) here = outer.pop() ?? program
    } else here.items.push(token)
  }
  return program
}

/** Every group of a program, the outer ones first. */
export function allGroups(program: Group): Group[] {
  const found = [program]
  // The list grows while it is gone through.
  for (const { items } of found) {
    for (const item of items) if (item.kind === 'group') found.push(item)
  }
  return found
}

/** The parts between the commas of a list; an empty part, as after a last comma, is none. */
export function splitAtCommas(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [[]]
  for (const item of items) {
    if (item.kind === 'sign' && item.text === ',') parts.push([])
    else parts.at(-1)?.push(item)
  }
  return parts.filter((part) => part.length > 0)
}

/** Whether an item is this very sign. */
export function isSign(item: Item | undefined, text: string): boolean {
  return item?.kind === 'sign' && item.text === text
}

/** A name or key as every language’s spelling of it: `i18n_contents`, `I18nContents` → `i18ncontents`. */
export function canonical(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}
