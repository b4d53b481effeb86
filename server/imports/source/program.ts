import { allGroups, canonical, group, isSign } from './group.ts'
import { tokenize } from './tokenize.ts'
import type { Group, Item, SourceLanguage } from './tokens.ts'

/** A program as far as it has to be understood: its brackets and what its names were given. */
export type Program = {
  language: SourceLanguage
  source: string
  groups: readonly Group[]
  /** What a name was given last, by its exact spelling. */
  values: ReadonlyMap<string, readonly Item[]>
  /** Names may stand for one another many times over, so all the reading together has an end. */
  budget: { left: number }
}

const BUDGET = 2_000_000

/** Reads a program of any size in one pass over its characters; nothing of it is ever run. */
export function readProgram(source: string, language: SourceLanguage): Program {
  const groups = allGroups(group(tokenize(source, language)))
  const values = new Map<string, readonly Item[]>()
  for (const { items } of groups) {
    for (const [at, item] of items.entries()) {
      if (!isSign(item, '=') && !isSign(item, ':=')) continue
      const value = statement(items, at + 1)
      for (const name of namesBefore(items, at)) values.set(name, value)
    }
  }
  return { language, source, groups, values, budget: { left: BUDGET } }
}

/** Takes so much of the budget; false where there is none left. */
export function spend({ budget }: Program, amount: number): boolean {
  budget.left -= amount
  return budget.left > 0
}

/** The name on the left of a `=`, and the one before a type that stands between: `body: dict =`. */
function namesBefore(items: readonly Item[], at: number): string[] {
  const left = items.slice(Math.max(0, at - 8), at)
  const colon = left.findLastIndex((item) => isSign(item, ':'))
  const nearest = left.findLast(({ kind }) => kind === 'name')
  return [nearest, left[colon - 1]].flatMap((item) => (item?.kind === 'name' ? item.text : []))
}

/** How many items of a statement are looked at; a longer one is no value that is wanted here. */
const LONGEST = 4000

/** What stands from here to the end of the statement, or of the argument. */
function statement(items: readonly Item[], from: number): Item[] {
  const found: Item[] = []
  for (let at = from; at < items.length && found.length < LONGEST; at += 1) {
    const item = items[at]
    if (!item) break
    if (item.kind === 'sign' && [';', ',', '=', ':='].includes(item.text)) break
    // Without a semicolon, a value is followed by the name or the text that begins the next statement.
    const last = found.at(-1)
    const joins = last === undefined || last.kind === 'sign' || item.kind === 'sign'
    const isNext = item.kind !== 'group' && !joins && !startsValue(last)
    const isAdjacentText = item.kind === 'text' && last?.kind === 'text'
    if (isNext && !isAdjacentText) break
    found.push(item)
  }
  return found
}

/** The same, as long as there is budget left; nothing after that. */
export function valueAt(items: readonly Item[], from: number, program: Program): Item[] {
  if (!spend(program, 1)) return []
  const value = statement(items, from)
  return spend(program, value.length) ? value : []
}

/** Words that stand before a value: `new FollowUp[]`, `await`, a Go or C# type. */
function startsValue(item: Item): boolean {
  return item.kind === 'name' && /^(?:new|await|return|array|as|const)$/.test(item.text)
}

/** A name or a text that may be a key, as every language’s spelling of it. */
export function keyOf(item: Item | undefined): string | null {
  if (item?.kind === 'name') return canonical(item.text)
  return item?.kind === 'text' && item.holes.length === 0 ? canonical(item.text) : null
}
