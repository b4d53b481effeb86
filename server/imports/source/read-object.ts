import { canonical, isSign, splitAtCommas } from './group.ts'
import { keyOf, type Program, spend } from './program.ts'
import type { Group, Item } from './tokens.ts'

export type Member = { name: string; key: string; value: readonly Item[]; at: number }

const SEPARATORS = [':', '=>', '=']
/** What a builder is begun and ended with. */
const BUILDING = /^(?:new\w*builder|newbuilder|builder|build|new)$/

/**
 * The members of an object, however a language writes it: `{content: …}`, `['content' => …]`,
 * `larkim.FollowUp{Content: …}`, `new { content = … }`, `dict(content=…)` or a chain of builder calls.
 * @returns `null` where it is none of these
 */
export function readObject(items: readonly Item[], program: Program, depth = 0): Member[] | null {
  if (!spend(program, items.length + 1)) return null
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
  if (last?.kind !== 'group' || !spend(program, last.items.length)) return null
  return readMembers(last)
}

/** The entries of a literal. */
export function readMembers({ items }: Group): Member[] | null {
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

/** The calls of `A.newBuilder().content("…").build()`; `null` where it is no such chain. */
function chainCalls(items: readonly Item[]): Member[] | null {
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
