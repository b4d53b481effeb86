import { type SourceBlock, withoutTypes } from './blocks.ts'
import { evaluateCall, formatText, readList, readObject } from './calls.ts'
import { resolveName, type SourceProgram, takeBudget } from './names.ts'
import {
  isGroup,
  isName,
  isSign,
  nameOf,
  type SourceLanguage,
  splitAt,
  splitAtCommas,
  type TextToken,
  type TokenGroup,
  type TokenItem,
} from './tokens.ts'
import { OpenValue, type Value } from './value.ts'

type Inner = (items: readonly TokenItem[], where?: SourceBlock) => Value

/** How deep names and brackets may refer to one another. */
const MAX_DEPTH = 24

const LITERALS = new Map<string, Value>([
  ...['true', 'True', '$true'].map((name) => [name, true] as const),
  ...['false', 'False', '$false'].map((name) => [name, false] as const),
  ...['null', 'None', 'nil', '$null'].map((name) => [name, null] as const),
])

/**
 * Evaluates an expression without executing the program: literals, names with one such value, joins
 * of these, and known calls. Everything else is an open value.
 */
export function evaluate(
  given: readonly TokenItem[],
  block: SourceBlock,
  program: SourceProgram,
  depth = 0,
): Value {
  const { language } = program
  const open = new OpenValue(given[0]?.at ?? block.group.at)
  if (depth > MAX_DEPTH || !takeBudget(program, given.length + 1)) return open
  const inner: Inner = (items, where = block) => evaluate(items, where, program, depth + 1)
  const items = withoutWrapping(given, language)
  const [first, second] = items
  const last = items.at(-1)
  if (!first || !last) return open

  const isJoin = (item: TokenItem | undefined) => isSign(item, language === 'php' ? '.' : '+')
  if (items.some(isJoin)) {
    const parts = splitAt(items, isJoin)
    // A sign of its own, as in `a + +b`.
    const isPlain = items.length === parts.flat().length + parts.length - 1
    return isPlain
      ? join(
          parts.map((part) => inner(part)),
          open,
        )
      : open
  }
  if (language === 'python' && second && items.every(({ kind }) => kind === 'text')) {
    return join(
      items.map((item) => inner([item])),
      open,
    )
  }
  if (language === 'python' && isSign(second, '%')) {
    const format = inner([first])
    const values = inner(items.slice(2))
    if (typeof format !== 'string') return open
    return formatText(format, Array.isArray(values) ? values : [values], new Map(), true) ?? open
  }
  if (language === 'powershell' && items.some((item) => isSign(item, ','))) {
    return readList(splitAtCommas(items), open, inner)
  }
  if (last.kind === 'group' && isLiteralType(items.slice(0, -1), last)) {
    return readGroup(last, items.slice(0, -1), program, depth, open)
  }
  if (second) return evaluateCall(items, inner, language) ?? open
  if (first.kind === 'text') return fillHoles(first, block, program, inner)
  const name = nameOf(first)
  const literal = /^\d+$/.test(name) ? Number(name) : LITERALS.get(name)
  return literal !== undefined ? literal : resolveName(first, block, program, inner)
}

function join(values: readonly Value[], open: OpenValue): Value {
  if (values.every((value) => typeof value === 'string')) return values.join('')
  if (values.every((value) => Array.isArray(value))) return values.flat()
  return values.find((value) => value instanceof OpenValue) ?? open
}

/** Removes what does not change a value: `await`, `as const`, `!`, `&`, a cast, type arguments. */
function withoutWrapping(given: readonly TokenItem[], language: SourceLanguage): TokenItem[] {
  let items = given.filter((item) => !isSign(item, '!!') && !isName(item, 'await'))
  if (language === 'javascript' || language === 'kotlin') {
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
function isLiteralType(before: readonly TokenItem[], { open }: TokenGroup): boolean {
  const [first] = before
  if (before.length === 0 || (before.length === 1 && isSign(first, '@'))) return true
  if (open === '(') return before.length === 1 && isName(first, 'array')
  return (
    open === '{' &&
    before.every(
      (item) =>
        item.kind === 'name' ||
        isSign(item, '.', '*', '&', '?') ||
        (item.kind === 'group' && (item.open === '[' || item.items.length === 0)),
    )
  )
}

/** `{name}`, `$name` and nothing more. */
const BARE_NAME = /^\s*([\p{L}_$][\p{L}\p{N}_]*)\s*$/u

function fillHoles(
  { parts, holes, at, newline }: TextToken,
  block: SourceBlock,
  program: SourceProgram,
  inner: Inner,
): Value {
  let text = parts[0] ?? ''
  for (const [index, hole] of holes.entries()) {
    const [, name = ''] = BARE_NAME.exec(hole) ?? []
    const bare = name.replace(/^\$/, '')
    // `${name}` of PowerShell and `$name` of Kotlin.
    const known =
      program.language === 'powershell' ? `$${bare}` : program.language === 'kotlin' ? bare : name
    const value = resolveName({ kind: 'name', text: known, at, newline }, block, program, inner)
    if (typeof value !== 'string' && typeof value !== 'number') return new OpenValue(at)
    text += String(value) + (parts[index + 1] ?? '')
    if (!takeBudget(program, text.length)) return new OpenValue(at)
  }
  return text
}

/** Reads a bracketed literal: a list, an object, or a value in parentheses. */
function readGroup(
  group: TokenGroup,
  type: readonly TokenItem[],
  program: SourceProgram,
  depth: number,
  open: OpenValue,
): Value {
  const { language } = program
  const block = program.blocks.get(group)
  if (!block || !takeBudget(program, group.items.length)) return open
  const inner: Inner = (items, where = block) => evaluate(items, where, program, depth + 1)
  const parts =
    language === 'powershell' && type.length > 0
      ? splitLines(group.items, group.open === '{')
      : splitAtCommas(group.items)
  if (group.open === '(' && type.length === 0) {
    const isTuple = language === 'python' && group.items.some((item) => isSign(item, ','))
    return isTuple ? readList(parts, open, inner) : inner(group.items)
  }
  if (parts.some((part) => part.some((item) => isName(item, 'for', 'if')))) return open
  const pairs = parts.some(([key, sign]) =>
    key?.kind === 'group' && key.open !== '['
      ? false
      : isSign(sign, '=') || (key?.kind !== 'group' && isSign(sign, ':', '=>')),
  )
  if (group.open === '(' || (group.open === '[' && language === 'php')) {
    return pairs ? readObject(parts, open, inner) : readList(parts, open, inner)
  }
  const isMap = type.some((item) => isName(item, 'map', 'Dictionary', 'Map'))
  const hasBrackets = type.some((item) => isGroup(item, '[') || /List/.test(nameOf(item)))
  // `new { content }` in C# is an object.
  const isShorthand = type.length === 1 && isName(type[0], 'new')
  const isList =
    group.open === '[' ||
    type[0]?.kind === 'group' ||
    (!isMap && hasBrackets) ||
    (type.length > 0 && !isShorthand && parts.length > 0 && !pairs && language !== 'powershell')
  return isList ? readList(parts, open, inner) : readObject(parts, open, inner)
}

/** Splits the items of a literal of PowerShell, which line breaks separate too. */
function splitLines(items: readonly TokenItem[], isObject: boolean): TokenItem[][] {
  const lines: TokenItem[][] = [[]]
  for (const item of items) {
    const isEnd = isSign(item, ';') || (isSign(item, ',') && !isObject)
    if (isEnd || item.newline) lines.push([])
    if (!isEnd) lines.at(-1)?.push(item)
  }
  return lines.filter((line) => line.length > 0)
}
