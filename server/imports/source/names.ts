import { CONTROL, leadingWord, type SourceBlock, type SourceTree } from './blocks.ts'
import type { SourceLanguage } from './syntax.ts'
import { canonical, type Item, isGroup, isName, isSign, nameOf, splitAt } from './tokens.ts'
import { OpenValue, type Value } from './value.ts'

/**
 * What the program does where it names a variable: gives it a value, adds to its list, may give it
 * another value, may change its list, or reads it.
 */
type Role = 'set' | 'append' | 'unknown' | 'changed' | 'read'
type Mention = { at: number; block: SourceBlock; role: Role; value?: readonly Item[] }

/** A program whose expressions can be evaluated. */
export type SourceProgram = SourceTree & {
  mentions: ReadonlyMap<string, readonly Mention[]>
  /** Limits the total work, because names may refer to one another many times. */
  budget: { left: number }
}

type Inner = (items: readonly Item[], block: SourceBlock) => Value

/** Takes an amount from the budget; returns false if none is left. */
export function takeBudget({ budget }: SourceProgram, amount: number): boolean {
  budget.left -= amount
  return budget.left > 0
}

const ASSIGNS = /^(?:=|:=|(?:[-+*/%.|&^]|\|\||\?\?|&&|\*\*)=)$/
const DECLARES =
  /^(?:const|let|var|final|static|public|private|protected|readonly|export|declare|internal|override|local|my)$/
const APPENDS = /^(?:append|push|add|addlast)$/
/** Methods that leave a list or an object as it is. */
const READS =
  /^(?:map|filter|slice|foreach|length|len|join|tostring|size|get|stream|toarray|tolist|count|includes|contains|some|every|find|entries|values|keys|items|isempty|any|all)$/
/** Functions that leave their arguments as they are. */
const HARMLESS =
  /^(?:log|info|debug|warn|error|print|println|printf|writeline|len|stringify|dumps|jsonencode|marshal|serialize|serializeobject|tojson|count|append|str|sprintf|string|\w*followups?|\w*body|\w*contents?|if|while|return|json|data)$/
/** Words before a name that binds or removes it. */
const BEFORE_BINDING =
  /^(?:function|def|func|fun|class|interface|struct|enum|record|type|as|catch|del|delete|ref|out|global|nonlocal)$/
const BEFORE_PARAMETERS = /^(?:function|func|fun|fn|def|constructor|param|as|catch)$/
const HEADER = /^(?:for|foreach|catch|global|nonlocal|del|import)$/i

/** Finds every mention of a name and what it does there. */
export function findMentions({ language, blocks }: SourceTree): Map<string, Mention[]> {
  const mentions = new Map<string, Mention[]>()
  /** Brackets in which names get unknown values: parameters, loops, patterns. */
  const binding = new Set<SourceBlock>()
  for (const block of blocks.values()) {
    for (const list of block.isBlock ? block.statements : [block.group.items]) {
      const word = block.isBlock ? leadingWord(list) : ''
      const isLoop = HEADER.test(word) || (!block.isBlock && list.some((one) => isName(one, 'for')))
      const isHeader = binding.has(block) || isLoop
      const arrow = language === 'java' ? list.findLastIndex((item) => isSign(item, '->')) : -1
      const assignment = assignmentOf(block.isBlock ? list : [], language)
      let lambda = false
      for (const [index, item] of list.entries()) {
        if (isName(item, 'lambda')) lambda = true
        else if (isSign(item, ':')) lambda = false
        if (item.kind === 'group') {
          const inner = blocks.get(item)
          const isLeft = index < assignment.sign
          const isBound = isHeader || isLeft || isParameters(list, index, word, blocks)
          if (inner && !inner.isBlock && isBound) binding.add(inner)
        }
        if (item.kind !== 'name') continue
        const isUnknown = isHeader || lambda || index < arrow
        const role = isUnknown ? 'unknown' : roleOf(list, index, assignment, block, word, language)
        if (role === null) continue
        const key = nameKey(item.text, language)
        // A name of a group of constants is visible behind the group.
        const home = block.isBlock && block.group.open === '(' ? (block.parent ?? block) : block
        const known = mentions.get(key) ?? []
        known.push({ at: item.at, block: home, ...(typeof role === 'string' ? { role } : role) })
        mentions.set(key, known)
      }
    }
  }
  return mentions
}

function nameKey(name: string, language: SourceLanguage): string {
  return language === 'powershell' ? name.toLowerCase() : name
}

/** Where an assignment has its sign and its only target; -1 for none. */
type Assignment = { sign: number; target: number; isAppend: boolean }

function assignmentOf(list: readonly Item[], language: SourceLanguage): Assignment {
  const sign = list.findIndex((item) => item.kind === 'sign' && ASSIGNS.test(item.text))
  const isType = (item: Item | undefined) => language === 'powershell' && isGroup(item, '[')
  let first = 0
  while (first < sign - 1 && (DECLARES.test(nameOf(list[first])) || isType(list[first]))) first += 1
  const left = list.slice(first, Math.max(first, sign))
  const [, next, ...more] = left
  const isTyped = isSign(next, ':') || (language === 'go' && first > 0 && !isSign(next, ','))
  const isAppend = isGroup(next, '[') && next.items.length === 0 && more.length === 0
  // `String text`: the name is the last one.
  const isLast =
    /^(?:java|csharp)$/.test(language) && isName(left.at(-1)) && !isSign(left.at(-2), '.')
  const isFirst = left.length === 1 || isTyped || isAppend
  return { sign, target: isLast ? sign - 1 : isFirst ? first : -1, isAppend }
}

/** Whether brackets hold the parameters of a function, or the variables of a loop. */
function isParameters(
  list: readonly Item[],
  index: number,
  word: string,
  blocks: SourceTree['blocks'],
): boolean {
  if (!isGroup(list[index], '(')) return false
  const [earlier, before, , next] = [-2, -1, 0, 1].map((step) => list[index + step])
  const words = [word, nameOf(before), nameOf(earlier)]
  if (words.some((one) => BEFORE_PARAMETERS.test(one))) return true
  if (isSign(next, '=>', '->', ':') || isName(next, 'throws')) return !CONTROL.test(word)
  const isBeforeBlock = next?.kind === 'group' && blocks.get(next)?.isBlock === true
  return isBeforeBlock && !CONTROL.test(nameOf(before)) && !CONTROL.test(word)
}

/** Returns null if the name is that of a member or an argument. */
function roleOf(
  list: readonly Item[],
  index: number,
  { sign, target, isAppend }: Assignment,
  block: SourceBlock,
  word: string,
  language: SourceLanguage,
): Role | Pick<Mention, 'role' | 'value'> | null {
  const [before, next, member, args] = [list[index - 1], ...list.slice(index + 1, index + 4)]
  const isAssigned = next?.kind === 'sign' && ASSIGNS.test(next.text)
  if (isSign(before, '.', '->', '?.', '::')) {
    // `this.text = …`
    return isAssigned && /^(?:java|csharp)$/.test(language) ? 'unknown' : null
  }
  if (BEFORE_BINDING.test(nameOf(before))) return 'unknown'
  if (index < sign) {
    if (index !== target)
      return isSign(next, '.', '->') || isGroup(next, '[') ? 'changed' : 'unknown'
    const value = list.slice(sign + 1)
    const appended = isAppend ? value : goAppend(nameOf(list[index]), value)
    if (CONTROL.test(word)) return 'unknown'
    if (appended) return { role: 'append', value: appended }
    return { role: isSign(list[sign], '=', ':=') ? 'set' : 'unknown', value }
  }
  if (block.isBlock && index === 1 && isName(before, 'let', 'var')) {
    const isList = language === 'go' && isGroup(next, '[')
    return isList ? { role: 'set', value: EMPTY_LIST } : 'unknown'
  }
  const isMember = !block.isBlock && block.group.open === '{'
  const isArgument = block.group.open === '(' && /^(?:python|php|csharp)$/.test(language)
  if (isSign(next, ':') || isAssigned)
    return !isSign(next, ':=') && (isMember || isArgument) ? null : 'unknown'
  if (isSign(next, '=>') && language !== 'php') return 'unknown'
  if (isSign(before, '++', '--') || isSign(next, '++', '--')) return 'unknown'
  // An address or a reference, through which it may get another value.
  if (isSign(before, '&')) {
    const isPassed = block.group.open === '(' && language === 'go'
    return isPassed || language === 'php' ? 'unknown' : 'changed'
  }
  if (isName(before, 'in') || isGroup(next, '[')) return 'changed'
  if (isSign(next, '.', '->', '?.')) {
    const method = canonical(nameOf(member))
    const isWhole = block.isBlock && list.length === 4 && isGroup(args, '(')
    if (isWhole && APPENDS.test(method)) return { role: 'append', value: args.items }
    return READS.test(method) ? 'read' : 'changed'
  }
  const called = block.group.open === '(' ? canonical(nameOf(block.list[block.index - 1])) : ''
  const isAlias = isSign(before, '=', ':=') && (next === undefined || next.newline)
  return isAlias || (called !== '' && !HARMLESS.test(called)) ? 'changed' : 'read'
}

/** `list()`: what a slice of Go has before it is filled. */
const EMPTY_LIST: Item[] = [
  { kind: 'name', text: 'list', at: 0, end: 0, newline: false },
  { kind: 'group', open: '(', items: [], at: 0, end: 0, newline: false },
]

/** `bubbles = append(bubbles, …)` in Go. */
function goAppend(name: string, value: readonly Item[]): Item[] | null {
  const [append, args] = value
  if (value.length !== 2 || !isName(append, 'append') || !isGroup(args, '(')) return null
  const [first, comma, ...rest] = args.items
  return isName(first, name) && isSign(comma, ',') ? rest : null
}

/**
 * Returns the value of a name that is assigned exactly once in the innermost function that binds it,
 * before its use and not in a branch. A list may get more items in the same block before it is used.
 */
export function resolveName(
  item: Item,
  block: SourceBlock,
  program: SourceProgram,
  evaluate: Inner,
): Value {
  const open = new OpenValue(item.at)
  const all = program.mentions.get(nameKey(nameOf(item), program.language)) ?? []
  const isBound = ({ role }: Mention) => role === 'set' || role === 'unknown'
  let inside: readonly Mention[] = []
  let isOutside = false
  for (let scope: SourceBlock | null = block; scope; scope = scope.parent) {
    if (!scope.isFunction) continue
    if (!takeBudget(program, all.length)) return open
    // The parameters stand before the braces.
    const from = scope.parent ? (scope.list[0]?.at ?? 0) : 0
    const { end } = scope.group
    inside = all.filter(({ at }) => from <= at && at < end)
    if (inside.some(isBound)) {
      // The methods of a class of Python do not see its names.
      if (isOutside && program.language === 'python' && scope.parent) return open
      break
    }
    if (program.language === 'php' && scope.parent) return open
    isOutside = true
  }
  const [set, ...others] = inside.filter(isBound)
  if (set?.role !== 'set' || others.length > 0 || (!isOutside && set.at > item.at)) return open
  const { at, end } = set.block.group
  if (item.at < at || item.at >= end) return open
  const value = evaluate(set.value ?? [], set.block)
  const more = inside.filter(({ role }) => role === 'append')
  if (value instanceof OpenValue || typeof value !== 'object' || value === null) {
    return more.length > 0 ? open : value
  }
  const isChanged = inside.some((one) => one.role === 'changed' && one.at !== item.at)
  const isStraight = more.every((one) => one.block === set.block && one.at < item.at)
  if (isChanged || !isStraight || (isOutside && more.length > 0)) return open
  return more.length === 0 ? value : append(value, more, evaluate, open)
}

function append(list: Value, more: readonly Mention[], evaluate: Inner, open: OpenValue): Value {
  const items = more.map(({ value = [], block }) => ({ parts: splitAt(value), block }))
  const isPlain = items.every(
    ({ parts }) => parts.length > 0 && parts.every(([first]) => !isSign(first, '...', '*')),
  )
  if (!isPlain || !Array.isArray(list)) return open
  return [
    ...list,
    ...items.flatMap(({ parts, block }) => parts.map((part) => evaluate(part, block))),
  ]
}
