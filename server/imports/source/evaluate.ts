import { type SourceBlock, withoutTypes } from './blocks.ts'
import { evaluateCall, formatText, readList, readObject } from './calls.ts'
import { resolveName, type SourceProgram, takeBudget } from './names.ts'
import type { SourceLanguage } from './syntax.ts'
import { type Group, type Item, isGroup, isName, isSign, nameOf, splitAt } from './tokens.ts'
import { OpenValue, type Value } from './value.ts'

type Inner = (items: readonly Item[], where?: SourceBlock) => Value

/** How deep names and brackets may refer to one another. */
const MAX_DEPTH = 24

/**
 * Evaluates an expression without executing the program: literals, names with one such value, joins
 * of these, and known calls. Everything else is an open value.
 */
export function evaluate(
  given: readonly Item[],
  block: SourceBlock,
  program: SourceProgram,
  depth = 0,
): Value {
  const { language } = program
  const open = new OpenValue(given[0]?.at ?? block.group.at)
  if (depth > MAX_DEPTH || !takeBudget(program, given.length + 1)) return open
  const inner: Inner = (part, where = block) => evaluate(part, where, program, depth + 1)
  const items = withoutWrapping(given, language)
  const [first, second] = items
  const last = items.at(-1)
  if (!first || !last) return open

  // Python joins texts that stand side by side.
  const isTexts = language === 'python' && items.every(({ kind }) => kind === 'text')
  const join = language === 'php' ? '.' : '+'
  const parts = isTexts ? items.map((item) => [item]) : splitAt(items, join)
  const signs = isTexts ? parts.length - 1 : items.filter((item) => isSign(item, join)).length
  if (signs > 0) {
    const values = parts.map((part) => inner(part))
    // A sign of its own, as in `a + +b`, joins nothing.
    if (signs >= parts.length) return open
    if (values.every((value) => typeof value === 'string')) return values.join('')
    if (language === 'python' && values.every((value) => Array.isArray(value))) return values.flat()
    return values.find((value) => value instanceof OpenValue) ?? open
  }
  if (language === 'python' && isSign(second, '%')) {
    const format = inner([first])
    const values = inner(items.slice(2))
    if (typeof format !== 'string') return open
    return formatText(format, Array.isArray(values) ? values : [values], new Map(), true) ?? open
  }
  const type = items.slice(0, -1)
  const inside = last.kind === 'group' ? program.blocks.get(last) : undefined
  if (last.kind === 'group' && inside && isLiteralType(type, last)) {
    if (!takeBudget(program, last.items.length)) return open
    return readGroup(last, type, language, open, (part, where = inside) => inner(part, where))
  }
  if (second) return evaluateCall(items, inner, language) ?? open
  if (first.kind === 'text') return fillHoles(first, block, program, inner)
  const name = nameOf(first)
  return /^\d+$/.test(name) ? Number(name) : resolveName(first, block, program, inner)
}

/** Removes what does not change a value: `await`, `as const`, `!`, `&`, a cast, type arguments. */
function withoutWrapping(given: readonly Item[], language: SourceLanguage): Item[] {
  let items = given.filter((item) => !isName(item, 'await'))
  if (language === 'javascript') {
    const as = items.findIndex((item, at) => at > 0 && isName(item, 'as', 'satisfies'))
    if (as > 0) items = items.slice(0, as)
    while (isSign(items.at(-1), '!')) items = items.slice(0, -1)
  }
  if (language === 'go' && isSign(items[0], '&')) items = items.slice(1)
  if (language === 'powershell') {
    while (isGroup(items[0], '[') && items.length > 1 && !isSign(items[1], '::'))
      items = items.slice(1)
  }
  return withoutTypes(items)
}

/** Whether a type and an opening bracket start a literal: `[]T{`, `new T {`, `@{`, `array(`. */
function isLiteralType(type: readonly Item[], { open }: Group): boolean {
  const [first] = type
  if (type.length === 0 || (type.length === 1 && isSign(first, '@'))) return true
  if (open === '(') return type.length === 1 && isName(first, 'array')
  const isPart = (item: Item) =>
    isName(item) ||
    isSign(item, '.', '*', '&', '?') ||
    (item.kind === 'group' && (item.open === '[' || item.items.length === 0))
  return open === '{' && type.every(isPart)
}

function fillHoles(
  { parts, holes, at, newline }: Extract<Item, { kind: 'text' }>,
  block: SourceBlock,
  program: SourceProgram,
  inner: Inner,
): Value {
  let text = parts[0] ?? ''
  for (const [index, hole] of holes.entries()) {
    // A bare name and nothing more.
    const [, name = ''] = /^\s*([\p{L}_$][\p{L}\p{N}_]*)\s*$/u.exec(hole) ?? []
    // `${name}` of PowerShell
    const known = program.language === 'powershell' ? name.replace(/^\$?/, '$') : name
    const item: Item = { kind: 'name', text: known, at, newline, end: at }
    const value = resolveName(item, block, program, inner)
    if (typeof value !== 'string' && typeof value !== 'number') return new OpenValue(at)
    text += String(value) + (parts[index + 1] ?? '')
    if (!takeBudget(program, text.length)) return new OpenValue(at)
  }
  return text
}

/** Reads a bracketed literal: a list, an object, or a value in parentheses. */
function readGroup(
  group: Group,
  type: readonly Item[],
  language: SourceLanguage,
  open: OpenValue,
  inner: Inner,
): Value {
  const isOfPowerShell = language === 'powershell' && type.length > 0
  const parts = isOfPowerShell ? splitLines(group.items, group.open === '{') : splitAt(group.items)
  if (group.open === '(' && type.length === 0) {
    const isTuple = language === 'python' && group.items.some((item) => isSign(item, ','))
    return isTuple ? readList(parts, open, inner) : inner(group.items)
  }
  // A comprehension or a condition.
  if (parts.flat().some((item) => isName(item, 'for', 'if'))) return open
  const pairs = parts.some(([key, sign]) =>
    key?.kind === 'group' ? key.open === '[' && isSign(sign, '=') : isSign(sign, '=', ':', '=>'),
  )
  const isMap = type.some((item) => isName(item, 'map', 'Dictionary', 'Map'))
  const hasBrackets = type.some((item) => isGroup(item, '[') || /List/.test(nameOf(item)))
  // `new { content }` in C# is an object.
  const isShorthand = type.length === 1 && isName(type[0], 'new')
  const isOfType = type.length > 0 && !isShorthand && parts.length > 0 && !isOfPowerShell
  const isPhp = group.open === '(' || language === 'php'
  const isList = isPhp
    ? !pairs
    : group.open === '[' ||
      type[0]?.kind === 'group' ||
      (!isMap && hasBrackets) ||
      (isOfType && !pairs)
  return isList ? readList(parts, open, inner) : readObject(parts, open, inner)
}

/** Splits the items of a literal of PowerShell, which line breaks separate too. */
function splitLines(items: readonly Item[], isObject: boolean): Item[][] {
  const lines: Item[][] = [[]]
  for (const item of items) {
    const isEnd = isSign(item, ';') || (isSign(item, ',') && !isObject)
    if (isEnd || item.newline) lines.push([])
    if (!isEnd) lines.at(-1)?.push(item)
  }
  return lines.filter((line) => line.length > 0)
}
