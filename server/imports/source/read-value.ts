import { canonical, isSign, splitAtCommas } from './group.ts'
import { type Program, spend } from './program.ts'
import type { Item, TextToken } from './tokens.ts'

/** How many names may stand for one another before it is given up. */
const DEEPEST = 6
/** Functions that give back the text that they are given. */
const SAME_TEXT = /(?:stringptr|string|str|text|ptr|encodeuricomponent|rawurlencode|quote|trim|u)$/

/**
 * The text that an expression comes to, where that can be told without running the program: a
 * literal, several joined, a name that was given one.
 * @returns `null` where it cannot
 */
export function readTextValue(items: readonly Item[], program: Program, depth = 0): string | null {
  if (depth > DEEPEST || items.length === 0 || !spend(program, items.length)) return null
  let text = ''
  let expectsValue = true
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at]
    if (!item || isSign(item, '\\')) continue
    if (isSign(item, '+') || (program.language === 'php' && isSign(item, '.'))) {
      if (expectsValue) return null
      expectsValue = true
      continue
    }
    // Python joins texts that stand side by side.
    if (!expectsValue && !(program.language === 'python' && item.kind === 'text')) {
      return isIdle(items, at) ? text : null
    }
    const [piece, used] = readPiece(items, at, program, depth)
    if (piece === null) return null
    if (!spend(program, piece.length)) return null
    text += piece
    at += used - 1
    expectsValue = false
  }
  return expectsValue ? null : text
}

function readPiece(
  items: readonly Item[],
  at: number,
  program: Program,
  depth: number,
): [piece: string | null, used: number] {
  const item = items[at]
  if (item?.kind === 'text') return [fillHoles(item, program, depth), 1]
  if (item?.kind === 'group') {
    return [item.open === '(' ? readTextValue(item.items, program, depth + 1) : null, 1]
  }
  if (item?.kind !== 'name') return [null, 1]
  // `larkcore.StringPtr("…")`, `encodeURIComponent(id)`: the name before the bracket decides.
  let end = at
  while (isSign(items[end + 1], '.') && items[end + 2]?.kind === 'name') end += 2
  const called = items[end + 1]
  const name = items[end]
  if (called?.kind === 'group' && called.open === '(' && name?.kind === 'name') {
    const same = SAME_TEXT.test(canonical(name.text))
    return [same ? readTextValue(called.items, program, depth + 1) : null, end + 2 - at]
  }
  const value = program.values.get(name?.kind === 'name' ? name.text : '')
  return [value ? readTextValue(value, program, depth + 1) : null, end + 1 - at]
}

/** What may follow a value and leaves it as it is: `as const`, `satisfies …`. */
function isIdle(items: readonly Item[], at: number): boolean {
  const item = items[at]
  return item?.kind === 'name' && /^(?:as|satisfies)$/.test(item.text)
}

/** Puts the texts that are known into the holes of a literal. */
function fillHoles({ text, holes }: TextToken, program: Program, depth: number): string | null {
  let filled = ''
  let from = 0
  for (const { index, source } of holes) {
    const [name] = /[$\w]+(?=\W*$)/.exec(source.slice(-200)) ?? []
    const value = name === undefined ? undefined : program.values.get(name)
    const known = value ? readTextValue(value, program, depth + 1) : null
    if (known === null || !spend(program, text.length)) return null
    filled += text.slice(from, index) + known
    from = index
  }
  return filled + text.slice(from)
}

/**
 * The items of a list, however a language writes it: `[…]`, `[]*larkim.FollowUp{…}`,
 * `new FollowUp[] {…}`, `Arrays.asList(…)`, `array(…)`, or a name that was given one.
 * @returns `null` where it is none or the program makes it while it runs
 */
export function readListValue(
  items: readonly Item[],
  program: Program,
  depth = 0,
): Item[][] | null {
  if (depth > DEEPEST || !spend(program, items.length)) return null
  const kept = items.filter((item) => !isSign(item, '\\'))
  const last = kept.findLastIndex(({ kind }) => kind === 'group')
  const list = kept[last]
  if (list?.kind !== 'group') {
    const only = kept[0]
    const value = kept.length === 1 && only?.kind === 'name' ? program.values.get(only.text) : null
    return value ? readListValue(value, program, depth + 1) : null
  }
  const rest = kept.slice(last + 1)
  if (rest.length > 0 && !isIdle(rest, 0)) return null
  const before = kept.slice(0, last)
  if (list.open === '(') {
    const maker = before.at(-1)
    const name = maker?.kind === 'name' ? canonical(maker.text) : ''
    if (maker === undefined) return readListValue(list.items, program, depth + 1)
    const makes = /^(?:aslist|of|array|list|listof|newarraylist)$/.test(name)
    return makes && spend(program, list.items.length) ? splitAtCommas(list.items) : null
  }
  const isType = before.every((item) => item.kind !== 'text' && !isSign(item, '+'))
  return isType && spend(program, list.items.length) ? splitAtCommas(list.items) : null
}
