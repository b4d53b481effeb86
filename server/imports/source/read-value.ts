import { keyOf, type SourceProgram, takeBudget } from './program.ts'
import {
  canonical,
  isSign,
  splitAtCommas,
  type TextToken,
  type TokenGroup,
  type TokenItem,
} from './token-groups.ts'

/** How deep names may refer to one another. */
const MAX_DEPTH = 6
/** Functions that return their text argument unchanged. */
const SAME_TEXT = /(?:stringptr|string|str|text|ptr|encodeuricomponent|rawurlencode|quote|trim|u)$/

/**
 * Evaluates an expression to a text without executing the program: a literal, a concatenation, or a
 * name with such a value.
 * @returns null if the value is unknown
 */
export function readTextValue(
  items: readonly TokenItem[],
  program: SourceProgram,
  depth = 0,
): string | null {
  if (depth > MAX_DEPTH || items.length === 0 || !takeBudget(program, items.length)) return null
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
    // Python concatenates adjacent literals.
    if (!expectsValue && !(program.language === 'python' && item.kind === 'text')) {
      return isTypeAssertion(items, at) ? text : null
    }
    const [piece, used] = readPiece(items, at, program, depth)
    if (piece === null) return null
    if (!takeBudget(program, piece.length)) return null
    text += piece
    at += used - 1
    expectsValue = false
  }
  return expectsValue ? null : text
}

function readPiece(
  items: readonly TokenItem[],
  at: number,
  program: SourceProgram,
  depth: number,
): [piece: string | null, used: number] {
  const item = items[at]
  if (item?.kind === 'text') return [fillHoles(item, program, depth), 1]
  if (item?.kind === 'group') {
    return [item.open === '(' ? readTextValue(item.items, program, depth + 1) : null, 1]
  }
  if (item?.kind !== 'name') return [null, 1]
  // `larkcore.StringPtr("…")`, `encodeURIComponent(id)`: the function is the name before the bracket.
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

/** Whether an item follows a value without changing it: `as const`, `satisfies …`. */
function isTypeAssertion(items: readonly TokenItem[], at: number): boolean {
  const item = items[at]
  return item?.kind === 'name' && /^(?:as|satisfies)$/.test(item.text)
}

/** Replaces the holes of a literal by their values; returns null if one is unknown. */
function fillHoles(
  { text, holes }: TextToken,
  program: SourceProgram,
  depth: number,
): string | null {
  let filled = ''
  let from = 0
  for (const { index, source } of holes) {
    const [name] = /[$\w]+(?=\W*$)/.exec(source.slice(-200)) ?? []
    const value = name === undefined ? undefined : program.values.get(name)
    const known = value ? readTextValue(value, program, depth + 1) : null
    if (known === null || !takeBudget(program, text.length)) return null
    filled += text.slice(from, index) + known
    from = index
  }
  return filled + text.slice(from)
}

/**
 * Returns the items of a list in any language: `[…]`, `[]*larkim.FollowUp{…}`, `new FollowUp[] {…}`,
 * `Arrays.asList(…)`, `array(…)`, or a name with such a value.
 * @returns null if the expression is not a list or is computed at run time
 */
export function readListValue(
  items: readonly TokenItem[],
  program: SourceProgram,
  depth = 0,
): TokenItem[][] | null {
  if (depth > MAX_DEPTH || !takeBudget(program, items.length)) return null
  const kept = items.filter((item) => !isSign(item, '\\'))
  const last = kept.findLastIndex(({ kind }) => kind === 'group')
  const list = kept[last]
  if (list?.kind !== 'group') {
    const only = kept[0]
    const value = kept.length === 1 && only?.kind === 'name' ? program.values.get(only.text) : null
    return value ? readListValue(value, program, depth + 1) : null
  }
  const rest = kept.slice(last + 1)
  if (rest.length > 0 && !isTypeAssertion(rest, 0)) return null
  const before = kept.slice(0, last)
  if (list.open === '(') {
    const maker = before.at(-1)
    const name = maker?.kind === 'name' ? canonical(maker.text) : ''
    if (maker === undefined) return readListValue(list.items, program, depth + 1)
    const makes = /^(?:aslist|of|array|list|listof|newarraylist)$/.test(name)
    return makes && takeBudget(program, list.items.length) ? splitAtCommas(list.items) : null
  }
  const isType = before.every((item) => item.kind !== 'text' && !isSign(item, '+'))
  return isType && takeBudget(program, list.items.length) ? splitAtCommas(list.items) : null
}

export type Member = { name: string; key: string; value: readonly TokenItem[]; at: number }

const SEPARATORS = [':', '=>', '=']
/** Names that start and end a builder. */
const BUILDING = /^(?:new\w*builder|newbuilder|builder|build|new)$/

/**
 * Returns the members of an object in any language: `{content: …}`, `['content' => …]`,
 * `larkim.FollowUp{Content: …}`, `new { content = … }`, `dict(content=…)` or a chain of builder calls.
 * @returns null if the expression is none of these
 */
export function readObject(
  items: readonly TokenItem[],
  program: SourceProgram,
  depth = 0,
): Member[] | null {
  if (!takeBudget(program, items.length + 1)) return null
  const kept = items.filter((item) => !isSign(item, '\\') && !isSign(item, '&'))
  const [only] = kept
  if (kept.length === 1 && only?.kind === 'group' && only.open === '(') {
    return depth > 6 ? null : readObject(only.items, program, depth + 1)
  }
  if (kept.length === 1 && only?.kind === 'name') {
    const value = program.values.get(only.text)
    return value && depth <= 6 ? readObject(value, program, depth + 1) : null
  }
  const calls = chainCalls(kept)
  if (calls) return calls
  const last = kept.at(-1)
  if (last?.kind !== 'group' || !takeBudget(program, last.items.length)) return null
  return readMembers(last)
}

/** Returns the members of an object literal; null if it is not one. */
export function readMembers({ items }: TokenGroup): Member[] | null {
  const members: Member[] = []
  for (const part of splitAtCommas(items)) {
    const [first, sign] = part
    const key = keyOf(first)
    if (!first || first.kind === 'group' || key === null) return null
    const separated = sign?.kind === 'sign' && SEPARATORS.includes(sign.text)
    // `{ content }` is short for `{ content: content }`.
    if (!separated && !(part.length === 1 && first.kind === 'name')) return null
    members.push({ name: first.text, key, value: separated ? part.slice(2) : part, at: first.at })
  }
  return members
}

/** Returns the calls of `A.newBuilder().content("…").build()`; null if it is no such chain. */
function chainCalls(items: readonly TokenItem[]): Member[] | null {
  const members: Member[] = []
  let builds = false
  for (const [at, item] of items.entries()) {
    if (item.kind === 'text') return null
    if (item.kind === 'name') {
      const args = items[at + 1]
      if (args?.kind !== 'group' || args.open !== '(') continue
      const key = canonical(item.text)
      if (BUILDING.test(key)) builds = true
      else members.push({ name: item.text, key, value: args.items, at: item.at })
    } else if (item.kind === 'sign' && !['.', '&', '->'].includes(item.text)) return null
  }
  return builds ? members : null
}
