import {
  allGroups,
  canonical,
  group,
  isSign,
  type SourceLanguage,
  type TokenGroup,
  type TokenItem,
} from './token-groups.ts'
import { tokenize } from './tokenize.ts'

/** A program, parsed as far as needed: its brackets and the values assigned to its names. */
export type SourceProgram = {
  language: SourceLanguage
  source: string
  groups: readonly TokenGroup[]
  /** The last value assigned to each name. */
  values: ReadonlyMap<string, readonly TokenItem[]>
  /** Limits the total work, because names may refer to one another many times. */
  budget: { left: number }
}

const BUDGET = 2_000_000

/** Parses a program in one pass over its characters; executes nothing. */
export function readProgram(source: string, language: SourceLanguage): SourceProgram {
  const groups = allGroups(group(tokenize(source, language)))
  const values = new Map<string, readonly TokenItem[]>()
  for (const { items } of groups) {
    for (const [at, item] of items.entries()) {
      if (!isSign(item, '=') && !isSign(item, ':=')) continue
      const value = statement(items, at + 1)
      for (const name of namesBefore(items, at)) values.set(name, value)
    }
  }
  return { language, source, groups, values, budget: { left: BUDGET } }
}

/** Takes an amount from the budget; returns false if none is left. */
export function takeBudget({ budget }: SourceProgram, amount: number): boolean {
  budget.left -= amount
  return budget.left > 0
}

/** Returns the name before a `=`, and the name before a type annotation: `body: dict =`. */
function namesBefore(items: readonly TokenItem[], at: number): string[] {
  const left = items.slice(Math.max(0, at - 8), at)
  const colon = left.findLastIndex((item) => isSign(item, ':'))
  const nearest = left.findLast(({ kind }) => kind === 'name')
  return [nearest, left[colon - 1]].flatMap((item) => (item?.kind === 'name' ? item.text : []))
}

/** The longest value of interest, in items. */
const MAX_VALUE_ITEMS = 4000

/** Returns the items up to the end of the statement or argument. */
function statement(items: readonly TokenItem[], from: number): TokenItem[] {
  const found: TokenItem[] = []
  for (let at = from; at < items.length && found.length < MAX_VALUE_ITEMS; at += 1) {
    const item = items[at]
    if (!item) break
    if (item.kind === 'sign' && [';', ',', '=', ':='].includes(item.text)) break
    // Without a semicolon, the next statement starts with a name or a text after the value.
    const last = found.at(-1)
    const joins = last === undefined || last.kind === 'sign' || item.kind === 'sign'
    const isNext = item.kind !== 'group' && !joins && !startsValue(last)
    const isAdjacentText = item.kind === 'text' && last?.kind === 'text'
    if (isNext && !isAdjacentText) break
    found.push(item)
  }
  return found
}

/** Returns the value that starts at an item, or nothing if the budget is used up. */
export function valueAt(
  items: readonly TokenItem[],
  from: number,
  program: SourceProgram,
): TokenItem[] {
  if (!takeBudget(program, 1)) return []
  const value = statement(items, from)
  return takeBudget(program, value.length) ? value : []
}

const SEPARATORS = [':', '=>', '=', ':=']

/** Returns the value of a key: `message_id: '…'`, `.messageId("…")`, `message_id="…"`; null if it has none. */
export function keyedValue(
  items: readonly TokenItem[],
  at: number,
  program: SourceProgram,
): readonly TokenItem[] | null {
  const next = items[at + 1]
  if (next?.kind === 'group' && next.open === '(') return next.items
  if (next?.kind !== 'sign' || !SEPARATORS.includes(next.text)) return null
  const value = valueAt(items, at + 2, program)
  // In `follow_ups: list = […]` the value follows the type.
  const end = at + 2 + value.length
  return next.text === ':' && isSign(items[end], '=') ? valueAt(items, end + 1, program) : value
}

/** Whether a name may precede a value, like `new` or `await`. */
function startsValue(item: TokenItem): boolean {
  return item.kind === 'name' && /^(?:new|await|return|array|as|const)$/.test(item.text)
}

/** Returns a name or text that may be a key, in its canonical spelling. */
export function keyOf(item: TokenItem | undefined): string | null {
  if (item?.kind === 'name') return canonical(item.text)
  return item?.kind === 'text' && item.holes.length === 0 ? canonical(item.text) : null
}
