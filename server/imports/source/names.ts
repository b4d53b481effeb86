import { CONTROL, leadingWord, type SourceBlock, type SourceTree } from './blocks.ts'
import {
  canonical,
  isGroup,
  isName,
  isSign,
  nameOf,
  type SourceLanguage,
  splitAtCommas,
  type TokenItem,
} from './tokens.ts'
import { OpenValue, type Value } from './value.ts'

/**
 * What the program does where it names a variable: gives it a value, adds to its list, may give it
 * another value, may change its list, hands it on, or reads it.
 */
type Role = 'set' | 'append' | 'extend' | 'unknown' | 'changed' | 'passed' | 'read'
type Mention = { at: number; block: SourceBlock; role: Role; value: readonly TokenItem[] }

/** A program whose expressions can be evaluated. */
export type SourceProgram = SourceTree & {
  mentions: ReadonlyMap<string, readonly Mention[]>
  /** Limits the total work, because names may refer to one another many times. */
  budget: { left: number }
}

/** Takes an amount from the budget; returns false if none is left. */
export function takeBudget({ budget }: SourceProgram, amount: number): boolean {
  budget.left -= amount
  return budget.left > 0
}

const ASSIGNS = /^(?:=|:=|(?:[-+*/%.|&^]|\|\||\?\?|&&|\*\*)=)$/
const DECLARES =
  /^(?:const|let|var|val|final|static|public|private|protected|readonly|export|declare|internal|override|local|my)$/
const APPENDS = /^(?:append|push|add|addlast)$/
const EXTENDS = /^(?:extend|addall|addrange)$/
/** Methods that leave a list or an object as it is. */
const READS =
  /^(?:map|filter|slice|foreach|length|len|join|tostring|size|get|stream|toarray|tolist|count|includes|contains|some|every|find|entries|values|keys|items|isempty|any|all)$/
/** Functions that leave their arguments as they are. */
const HARMLESS =
  /^(?:log|info|debug|warn|error|print|println|printf|writeline|len|stringify|dumps|jsonencode|marshal|serialize|serializeobject|tojson|count|append|str|sprintf|string|\w*followups?|\w*body|\w*contents?|if|while|return|json|data)$/
/** Words before a name that binds or removes it. */
const BEFORE_BINDING =
  /^(?:function|def|func|fun|class|interface|struct|enum|record|type|as|catch|del|delete|ref|out|global|nonlocal)$/
const FUNCTION = /^(?:function|func|fun|fn|def|constructor)$/
const BEFORE_PARAMETERS = /^(?:function|func|fun|fn|param|as|catch)$/
const HEADER = /^(?:for|foreach|catch|global|nonlocal|del|import)$/i
/** Languages in which a comma separates the declarations of one statement. */
const DECLARES_SEVERAL = /^(?:javascript|java|csharp|kotlin)$/

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
      const hasArrows = language === 'java' || language === 'kotlin'
      const arrow = hasArrows ? list.findLastIndex((item) => isSign(item, '->')) : -1
      const isSplit = !block.isBlock || DECLARES_SEVERAL.test(language)
      let lambda = false
      let part = partAt(list, 0, isSplit, language)
      for (const [index, item] of list.entries()) {
        if (index > part.end) part = partAt(list, part.end + 1, isSplit, language)
        if (isName(item, 'lambda')) lambda = true
        else if (isSign(item, ':')) lambda = false
        const isLeft = block.isBlock && index < part.sign
        if (item.kind === 'group') {
          const inner = blocks.get(item)
          const isBound = isHeader || isLeft || isParameters(list, index, word, blocks)
          if (inner && !inner.isBlock && isBound) binding.add(inner)
        }
        if (item.kind !== 'name') continue
        const where = { list, index, part, block, word, language }
        const found =
          isHeader || lambda || index < arrow ? { role: 'unknown' as const } : roleOf(where)
        if (!found) continue
        const key = nameKey(item.text, language)
        // A name of a group of constants is visible behind the group.
        const home = block.isBlock && block.group.open === '(' ? (block.parent ?? block) : block
        const mention = { at: item.at, block: home, value: [], ...found }
        const known = mentions.get(key)
        if (known) known.push(mention)
        else mentions.set(key, [mention])
      }
    }
  }
  return mentions
}

function nameKey(name: string, language: SourceLanguage): string {
  return language === 'powershell' ? name.toLowerCase() : name
}

/** A statement or argument up to its comma: its assignment sign, its target, and its end. */
type Part = { sign: number; target: number; isAppend: boolean; end: number }

function partAt(
  list: readonly TokenItem[],
  start: number,
  isSplit: boolean,
  language: SourceLanguage,
): Part {
  let end = start
  let sign = -1
  for (; end < list.length && !(isSplit && isSign(list[end], ',')); end += 1) {
    const item = list[end]
    if (sign < 0 && item?.kind === 'sign' && ASSIGNS.test(item.text)) sign = end
  }
  let first = start
  while (
    first < sign - 1 &&
    (DECLARES.test(nameOf(list[first])) || (language === 'powershell' && isGroup(list[first], '[')))
  )
    first += 1
  const left = list.slice(first, Math.max(first, sign))
  const isTyped =
    isSign(left[1], ':') || (language === 'go' && first > start && !isSign(left[1], ','))
  const [, brackets] = left
  const isAppend = left.length === 2 && isGroup(brackets, '[') && brackets.items.length === 0
  // `String text`: the name is the last one.
  const isLast =
    /^(?:java|csharp)$/.test(language) && isName(left.at(-1)) && !isSign(left.at(-2), '.')
  const isFirst = left.length === 1 || isTyped || isAppend
  return { sign, target: isLast ? sign - 1 : isFirst ? first : -1, isAppend, end }
}

/** Whether brackets hold the parameters of a function, or the variables of a loop. */
function isParameters(
  list: readonly TokenItem[],
  index: number,
  word: string,
  blocks: SourceTree['blocks'],
): boolean {
  if (!isGroup(list[index], '(')) return false
  const [before, next] = [list[index - 1], list[index + 1]]
  if (FUNCTION.test(word) || BEFORE_PARAMETERS.test(nameOf(before))) return true
  if (BEFORE_PARAMETERS.test(nameOf(list[index - 2]))) return true
  if (isSign(next, '=>', '->', ':') || isName(next, 'throws')) return !CONTROL.test(word)
  const isBeforeBlock = next?.kind === 'group' && blocks.get(next)?.isBlock === true
  return isBeforeBlock && !CONTROL.test(nameOf(before)) && !CONTROL.test(word)
}

type Where = {
  list: readonly TokenItem[]
  index: number
  part: Part
  block: SourceBlock
  word: string
  language: SourceLanguage
}

type Found = { role: Role; value?: readonly TokenItem[] }

/** Returns null if the name is that of a member or an argument. */
function roleOf(where: Where): Found | null {
  const { list, index, part, block, word, language } = where
  const [before, next, member, args] = [list[index - 1], ...list.slice(index + 1, index + 4)]
  const isAssigned = next?.kind === 'sign' && ASSIGNS.test(next.text)
  if (isSign(before, '.', '->', '?.', '::')) {
    // `this.text = …`
    return isAssigned && /^(?:java|csharp|kotlin)$/.test(language) ? { role: 'unknown' } : null
  }
  if (BEFORE_BINDING.test(nameOf(before))) return { role: 'unknown' }
  if (block.isBlock && index < part.sign) {
    if (index !== part.target)
      return { role: isSign(next, '.', '->') || isGroup(next, '[') ? 'changed' : 'unknown' }
    const value = list.slice(part.sign + 1, part.end)
    const sign = list[part.sign]
    if (CONTROL.test(word)) return { role: 'unknown' }
    if (part.isAppend) return { role: 'append', value }
    const appended = goAppend(nameOf(list[index]), value)
    if (appended) return { role: 'append', value: appended }
    if (isSign(sign, '+=')) return { role: 'extend', value }
    return { role: isSign(sign, '=', ':=') ? 'set' : 'unknown', value }
  }
  if (block.isBlock && index === 1 && isName(before, 'let', 'var')) {
    const isList = language === 'go' && isGroup(next, '[')
    return isList ? { role: 'set', value: EMPTY_LIST } : { role: 'unknown' }
  }
  const isMember = !block.isBlock && block.group.open === '{'
  const isArgument = block.group.open === '(' && /^(?:python|kotlin|php|csharp)$/.test(language)
  if (isSign(next, ':') || isAssigned) {
    return !isSign(next, ':=') && (isMember || isArgument) ? null : { role: 'unknown' }
  }
  if (isSign(next, '=>') && language !== 'php') return { role: 'unknown' }
  if (isSign(before, '++', '--') || isSign(next, '++', '--')) return { role: 'unknown' }
  // An address or a reference, through which it may get another value.
  if (isSign(before, '&')) {
    const isPassed = block.group.open === '(' && language === 'go'
    return { role: isPassed || language === 'php' ? 'unknown' : 'changed' }
  }
  if (isName(before, 'in') || isGroup(next, '[')) return { role: 'changed' }
  if (isSign(next, '.', '->', '?.')) {
    const method = canonical(nameOf(member))
    const isWhole = block.isBlock && list.length === 4 && isGroup(args, '(')
    if (isWhole && APPENDS.test(method)) return { role: 'append', value: args.items }
    if (isWhole && EXTENDS.test(method)) return { role: 'extend', value: args.items }
    return { role: READS.test(method) ? 'read' : 'changed' }
  }
  const called = block.group.open === '(' ? canonical(nameOf(block.list[block.index - 1])) : ''
  const isAlias = isSign(before, '=', ':=') && (next === undefined || next.newline)
  return { role: isAlias || (called !== '' && !HARMLESS.test(called)) ? 'passed' : 'read' }
}

/** `list()`: what a slice of Go has before it is filled. */
const EMPTY_LIST: TokenItem[] = [
  { kind: 'name', text: 'list', at: 0, newline: false },
  { kind: 'group', open: '(', items: [], at: 0, end: 0, newline: false },
]

/** `bubbles = append(bubbles, …)` in Go. */
function goAppend(name: string, value: readonly TokenItem[]): TokenItem[] | null {
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
  item: TokenItem,
  block: SourceBlock,
  program: SourceProgram,
  evaluate: (items: readonly TokenItem[], block: SourceBlock) => Value,
): Value {
  const open = new OpenValue(item.at)
  const all = program.mentions.get(nameKey(nameOf(item), program.language)) ?? []
  let inside: readonly Mention[] = []
  let isOutside = false
  for (let scope: SourceBlock | null = block; scope; scope = scope.parent) {
    if (!scope.isFunction) continue
    if (!takeBudget(program, all.length)) return open
    // The parameters stand before the braces.
    const from = scope.parent ? (scope.list[0]?.at ?? 0) : 0
    const { end } = scope.group
    inside = all.filter(({ at }) => from <= at && at < end)
    if (inside.some(({ role }) => role === 'set' || role === 'unknown')) {
      // The methods of a class of Python do not see its names.
      if (isOutside && program.language === 'python' && scope.parent) return open
      break
    }
    if (program.language === 'php' && scope.parent) return open
    isOutside = true
  }
  const [set, ...others] = inside.filter(({ role }) => role === 'set' || role === 'unknown')
  if (set?.role !== 'set' || others.length > 0) return open
  if (!encloses(set.block, item.at) || (!isOutside && set.at > item.at)) return open
  const value = evaluate(set.value, set.block)
  const more = inside.filter(({ role }) => role === 'append' || role === 'extend')
  if (value instanceof OpenValue || typeof value !== 'object' || value === null) {
    return more.length > 0 ? open : value
  }
  const isChanged = inside.some(
    ({ role, at }) => at !== item.at && (role === 'changed' || (role === 'passed' && at < item.at)),
  )
  const isStraight = more.every((one) => one.block === set.block && one.at < item.at)
  if (isChanged || !isStraight || (isOutside && more.length > 0)) return open
  if (more.length === 0) return value
  return Array.isArray(value) ? extend(value, more, evaluate, open) : open
}

function encloses({ group }: SourceBlock, at: number): boolean {
  return group.at <= at && at < group.end
}

function extend(
  list: readonly Value[],
  more: readonly Mention[],
  evaluate: (items: readonly TokenItem[], block: SourceBlock) => Value,
  open: OpenValue,
): Value {
  const all = [...list]
  for (const { role, value, block } of more) {
    const parts = splitAtCommas(value)
    if (role === 'append') {
      if (parts.length === 0 || parts.some(([first]) => isSign(first, '...', '*'))) return open
      all.push(...parts.map((part) => evaluate(part, block)))
      continue
    }
    const added = evaluate(value, block)
    if (Array.isArray(added)) all.push(...added)
    // PowerShell adds one item with `+=`.
    else if (typeof added === 'object' && added !== null && !(added instanceof OpenValue))
      all.push(added)
    else return open
  }
  return all
}
