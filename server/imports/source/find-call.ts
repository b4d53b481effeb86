import { member, parseJson } from '#contract/json'
import { leadingWord, type SourceBlock } from './blocks.ts'
import { evaluate } from './evaluate.ts'
import { type SourceProgram, takeBudget } from './names.ts'
import { canonical, type Item, isGroup, isName, isSign, nameOf, splitAt } from './tokens.ts'
import { memberName, OpenValue, type Value } from './value.ts'

/** What a program says about its calls. */
type FoundCalls = {
  /** The values of `follow_ups`, those of the last calls last, with the names of the members beside. */
  bodies: { at: number; follow_ups: Value; others: string[] }[]
  /** Whether a call has a message ID, known or not. */
  hasTarget: boolean
  /** The message IDs of the calls, or of variables with that name if the calls have none. */
  ids: string[]
  /** The URLs of push_follow_up; U+FFFC stands for each part that is not known. */
  urls: string[]
  /** The base URLs of clients. */
  origins: string[]
}

/** A list of items, an index in it, and what surrounds it. */
type Place = { list: readonly Item[]; at: number; block: SourceBlock; program: SourceProgram }

/** Stands for an unknown part of a text. */
export const UNKNOWN = '\uFFFC'
const ORIGIN_KEY = /^(?:domain|openbaseurl|withopenbaseurl|baseurl|baseuri|base|host|setbaseurl)$/

/** Finds the bodies and the targets of the calls in a program. */
export function findCalls(program: SourceProgram): FoundCalls {
  const found: FoundCalls = { bodies: [], hasTarget: false, ids: [], urls: [], origins: [] }
  /** What only variables and broken texts say, which counts if there is nothing else. */
  const weak: FoundCalls = { ...found, bodies: [], ids: [] }
  for (const block of program.blocks.values()) {
    for (const list of block.isBlock ? block.statements : [block.group.items]) {
      for (const [at, item] of list.entries()) {
        const place = { list, at, block, program }
        readText(item, place, found, weak)
        if (item.kind !== 'group') readKey(item, place, found, weak)
      }
    }
  }
  found.bodies.sort((a, b) => a.at - b.at)
  return {
    ...found,
    bodies: found.bodies.length > 0 ? found.bodies : weak.bodies,
    ids: found.ids.length > 0 ? found.ids : weak.ids,
  }
}

/** Reads the value of a name or a text that is the key of bubbles, a message ID or an origin. */
function readKey(item: Item, place: Place, found: FoundCalls, weak: FoundCalls): void {
  const { list, at, block, program } = place
  const text = item.kind === 'text' ? item.parts.join('$$') : nameOf(item)
  const key = text.length <= 40 && !text.includes('$$') ? canonical(text) : ''
  const args = list[at + 1]
  const isBubbles = /^(?:set|with)?followups$/.test(key)
  const isId = /^(?:set|with)?(?:open)?messageid$/.test(key)
  if (!isBubbles && !isId && !ORIGIN_KEY.test(key)) return
  const value = takeBudget(program, list.length) ? valueOfKey(item, place) : undefined
  if (value === undefined) return
  const isVariable = block.isBlock && !isGroup(args, '(') && !isSign(list[at - 1], '.', '->', '?.')
  const target = isVariable ? weak : found
  if (isBubbles) target.bodies.push({ at: item.at, follow_ups: value, others: othersOf(place) })
  else if (isId && value instanceof OpenValue) found.hasTarget = true
  else if (typeof value === 'string' && value !== '')
    (isId ? target.ids : found.origins).push(value)
}

/** Returns the value of a key; undefined if the key has none here. */
function valueOfKey(item: Item, { list, at, block, program }: Place): Value | undefined {
  const { language } = program
  const [before, next] = [list[at - 1], list[at + 1]]
  const { list: around, index, group } = block
  const isMember = isSign(before, '.', '->', '?.', '::')
  if (item.kind === 'name' && isGroup(next, '(')) {
    const inside = program.blocks.get(next) ?? block
    return isMember && next.items.length > 0 ? evaluate(next.items, inside, program) : undefined
  }
  // `body["follow_ups"] = …`, `body.follow_ups = …`, `body.follow_ups.push(…)`
  const isIndex = group.open === '[' && list.length === 1 && block.parent !== null
  if (isIndex || isMember) {
    const after = isIndex ? around.slice(index + 1) : list.slice(at + 1)
    if (changes(after.slice(0, 11))) return new OpenValue(item.at)
    if (!isSign(after[0], '=', ':=')) return undefined
    return evaluate(after.slice(1), (isIndex && block.parent) || block, program)
  }
  if (block.isBlock) {
    const isSet = list.some((one, here) => here > at && isSign(one, '=', ':='))
    // The value of a variable at the end of its block.
    const end = { ...item, at: group.end - 1 }
    return isSet && item.kind === 'name' ? evaluate([end], block, program) : undefined
  }
  const rest = list.slice(at + 2)
  const end = rest.findIndex(
    (one) => isSign(one, ',', ';') || (language === 'powershell' && one.newline),
  )
  const value = end < 0 ? rest : rest.slice(0, end)
  // `Set("message_id", …)`
  if (group.open === '(' && item.kind === 'text' && at === 0 && isSign(next, ',')) {
    return evaluate(value, block, program)
  }
  // A type, a pattern, or the parameters of a function.
  const isParameter = /^(?:def|function|func|fun|constructor|interface|type|import)$/
  if (isParameter.test(leadingWord(around)) || isSign(around[index + 1], '=')) return undefined
  if (isSign(next, ':', '=>', '=')) {
    const isTyped =
      group.open === '(' && isSign(next, ':') && /^(?:javascript|python)$/.test(language)
    return isTyped ? undefined : evaluate(value, block, program)
  }
  const isAlone = [before, next].every((one) => one === undefined || isSign(one, ','))
  return isAlone && group.open === '{' && item.kind === 'name'
    ? evaluate([item], block, program)
    : undefined
}

const CHANGES =
  /^(?:append|push|add|addall|addrange|extend|insert|unshift|splice|pop|remove|clear|sort|reverse)$/

/** Whether the items behind a member change its value in part. */
function changes([first, second, third, ...more]: readonly Item[]): boolean {
  if (isGroup(first, '[')) return [second, third, ...more].some((item) => isSign(item, '=', '+='))
  if (isSign(first, '+=', '.=', '||=', '??=')) return true
  const isCall = isSign(first, '.', '->', '?.') && isGroup(third, '(')
  return isCall && CHANGES.test(canonical(nameOf(second)))
}

/** Returns the names of the other members of a body. */
function othersOf({ list, block }: Place): string[] {
  if (block.isBlock || block.group.open === '(') return []
  const named = splitAt(list).filter(([, sign]) => isSign(sign, ':', '=>', '='))
  return named
    .flatMap(([key]) => memberName(key) ?? [])
    .filter((name) => !/^(?:follow_ups|message_id)$/.test(name))
}

/** Reads a text that is a URL of the call, or its body as JSON. */
function readText(item: Item, place: Place, found: FoundCalls, weak: FoundCalls): void {
  const { list, at, program } = place
  if (item.kind !== 'text') return
  const text = item.parts.join(UNKNOWN)
  const isUrl = /\/push_follow_up|\/im\/v1\/messages\//.test(text)
  const isStart = /^\s*(?:[{[]|\uFFFC)/.test(text) && !isSign(list[at - 1], '+', '.')
  const hasBubbles = [...item.parts, ...item.holes].some((part) => part.includes('follow_ups'))
  const isBody = isStart && (hasBubbles || isSign(list[at + 1], '+', '.'))
  if ((!isUrl && !isBody) || !takeBudget(program, text.length + list.length)) return
  const expression = expressionAt(place)
  const value = evaluate(expression.list, expression.block, program)
  const whole = typeof value === 'string' ? value : null
  const written = expression.list.flatMap((one) => (one.kind === 'text' ? one.parts : [])).join('')
  if (isUrl && whole !== null) found.urls.push(whole)
  else if (text.includes('/push_follow_up'))
    found.urls.push(/^[/\uFFFC]|:\/\//.test(text) ? text : `/im/v1/messages/${text}`)
  if (!isBody || !(hasBubbles || (whole ?? written).includes('follow_ups'))) return
  const body = whole === null ? undefined : parseJson(whole)
  const { follow_ups = new OpenValue(item.at), ...rest } = Object(body) as { follow_ups?: Value }
  const isKnown = member(body, 'follow_ups') !== undefined
  const target = isKnown || whole === null ? found : weak
  if (isKnown || body === undefined)
    target.bodies.push({ at: item.at, follow_ups, others: Object.keys(rest) })
}

/** Returns the expression that a text is a part of: its joins with other values, and its format. */
function expressionAt({ list, at, block, program }: Place): Omit<Place, 'at'> {
  const join = program.language === 'php' ? '.' : '+'
  const { list: around, index, parent, group } = block
  const isFormat = /^(?:sprintf|format)$/.test(canonical(nameOf(around[index - 1])))
  if (group.open === '(' && at === 0 && parent && isFormat) {
    let from = index - 1
    while (isSign(around[from - 1], '.', '::') && isName(around[from - 2])) from -= 2
    return { list: around.slice(from, index + 1), block: parent, program }
  }
  const isEnd = (item: Item | undefined) =>
    item === undefined ||
    isSign(item, ',', ';', '=', ':', '=>', ':=', '|') ||
    isName(item, 'return', 'await')
  let from = at
  if (isSign(list[at - 1], join)) while (!isEnd(list[from - 1])) from -= 1
  let to = at + 1
  while (list[to]?.kind === 'text') to += 1
  const isOperand = isSign(list[to], '-') && isName(list[to + 1], 'f')
  if (isOperand || isSign(list[to], join, '.', '%')) while (!isEnd(list[to])) to += 1
  return { list: list.slice(from, to), block, program }
}
