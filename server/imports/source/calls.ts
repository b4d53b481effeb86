import { parseJson } from '#contract/json'
import type { SourceLanguage } from './syntax.ts'
import { canonical, type Item, isGroup, isName, isSign, nameOf, splitAt } from './tokens.ts'
import { findOpen, memberName, OpenValue, type Value } from './value.ts'

type Inner = (items: readonly Item[]) => Value
type Call = { name: string; args: readonly Item[]; item: Item }

/** Names that start and end a builder. */
const BUILDING = /^(?:new\w*builder|newbuilder|builder|\w+builder|build)$/
const JSON_ENCODERS =
  /^(?:stringify|dumps|jsonencode|marshal|serialize|serializeobject|tojson|tojsonstring|writevalueasstring|converttojson)$/
const JSON_DECODERS = /^(?:loads|jsondecode|parse|parsejson|parseobject|fromjson)$/
/** Calls that return their text, or its bytes: methods of a text, functions, and those of a package. */
const SAME =
  /^(?:(?:stringptr|string|str|ptr|u|bytes|byte|encode|getbytes|tostring)|(?:lark|larkcore|larkim|core)\.(?:stringptr|string|ptr)|(?:string|buffer|pointer|\w*utf8)\.(?:valueof|from|getbytes|to|string))$/
const URL_ENCODERS =
  /^(?:encodeuricomponent|encodeuri|rawurlencode|urlencode|quote|quoteplus|pathescape|escapedatastring)$/
const TRIMS = /^(?:trim|strip)$/
/** Formats whose text is the first argument, or the object of the method. */
const FORMATS = /^(?:sprintf|format|formatted|fmt\.sprintf|(?:str|string|util)\.format)$/
const LISTS = /^(?:aslist|newarraylist|singletonlist|(?:list|array|immutablelist)\.of)$/
const EMPTY_LISTS = /^(?:arraylist|list|linkedlist|array)$/

/**
 * Evaluates a call of a function whose effect is known: an SDK's builder, a constructor with named
 * arguments, a list, a format, or an encoder of JSON or bytes. Returns null for any other.
 */
export function evaluateCall(
  items: readonly Item[],
  inner: Inner,
  language: SourceLanguage,
): Value | null {
  const isNew = isName(items[0], 'new')
  const chain = readChain(isNew ? items.slice(1) : items)
  if (!chain) return null
  const { base, path, calls } = chain
  if (!base && calls.some(({ name }) => BUILDING.test(name))) {
    // Each call of a builder sets a member.
    const members = calls.filter(({ name }) => !BUILDING.test(name))
    return Object.fromEntries(members.map(({ item, args }) => [memberName(item), inner(args)]))
  }
  const [first, ...methods] = calls
  if (!first) return null
  let value = base ? inner([base]) : callFunction(first, path, isNew, inner, language)
  for (const { name, args, item } of base ? calls : methods) {
    if (value === null || value instanceof OpenValue) return value
    const more = splitAt(args)
    value = typeof value === 'string' ? apply(name, value, more, inner, language) : null
    if (value === null) return new OpenValue(item.at)
  }
  return value
}

/** Splits `a.b(…).c(…)` or `[]byte(…)` into its names and calls; returns null for anything else. */
function readChain(
  items: readonly Item[],
): { base: Item | null; path: string[]; calls: Call[] } | null {
  const [first] = items
  const base = first?.kind === 'text' || isGroup(first, '(') ? first : null
  const path: string[] = []
  const calls: Call[] = []
  let isNext = !base
  for (let at = base || isGroup(first, '[') ? 1 : 0; at < items.length; at += 1) {
    const [item, args] = items.slice(at, at + 2)
    const isDot = isSign(item, '.', '->', '::', '?.')
    if (isDot === isNext) return null
    isNext = isDot
    if (isDot) continue
    if (item?.kind !== 'name') return null
    if (isGroup(args, '(')) {
      calls.push({ name: canonical(item.text), args: args.items, item })
      at += 1
    } else if (calls.length > 0) return null
    else path.push(canonical(item.text))
  }
  return { base, path, calls }
}

const COLON: Item = { kind: 'sign', text: ':', at: 0, end: 0, newline: false }

function callFunction(
  { name, args, item }: Call,
  path: readonly string[],
  isNew: boolean,
  inner: Inner,
  language: SourceLanguage,
): Value | null {
  const open = new OpenValue(item.at)
  const parts = splitAt(args)
  const [one = [], ...more] = parts
  // The function with the name it belongs to, which tells one of a package from a method of a value.
  const whole = [...path.slice(-1), name].join('.')
  if (parts.length === 0) return EMPTY_LISTS.test(name) ? [] : null
  if (name === 'make' && isGroup(one[0], '[')) return nameOf(more[0]?.[0]) === '0' ? [] : null
  if (language === 'python' && whole === 'list') return more.length === 0 ? inner(one) : null
  if (!isNew && (LISTS.test(name) || LISTS.test(whole))) return readList(parts, open, inner)
  if (/^(?:immutable)?map\.of$/.test(whole)) {
    const pairs = parts.flatMap((key, at) =>
      at % 2 === 0 ? [[...key, COLON, ...(parts[at + 1] ?? [])]] : [],
    )
    return readObject(pairs, open, inner)
  }
  const isNamed = parts.every(([key, sign]) => isName(key) && isSign(sign, '=', ':'))
  if (name === 'dict' || (isNamed && /^\p{Lu}/u.test(nameOf(item)))) {
    return readObject(parts, open, inner)
  }
  const isEncoder = [JSON_ENCODERS, JSON_DECODERS, URL_ENCODERS].some((some) => some.test(name))
  return apply(isEncoder ? name : whole, () => inner(one), more, inner, language)
}

/** Calls a function or method with its first argument or its object; returns null if it is not known. */
function apply(
  name: string,
  given: Value | (() => Value),
  more: readonly Item[][],
  inner: Inner,
  language: SourceLanguage,
): Value | null {
  const known = [JSON_ENCODERS, JSON_DECODERS, SAME, URL_ENCODERS, TRIMS, FORMATS]
  if (!known.some((some) => some.test(name))) return null
  const value = typeof given === 'function' ? given() : given
  if (value instanceof OpenValue) return value
  if (JSON_ENCODERS.test(name)) return findOpen(value) ?? JSON.stringify(value)
  if (typeof value !== 'string') return null
  if (JSON_DECODERS.test(name)) return (parseJson(value) as Value) ?? null
  if (SAME.test(name)) return value
  if (URL_ENCODERS.test(name)) return /^[\w.~-]*$/.test(value) ? value : null
  if (TRIMS.test(name)) return value.trim() === value || /^\s*[[{]/.test(value) ? value : null
  const isNamed = (part: Item[]) => isSign(part[1], '=')
  const named = more.filter(isNamed).map((part) => [nameOf(part[0]), inner(part.slice(2))] as const)
  const listed = more.filter((part) => !isNamed(part)).map((part) => inner(part))
  return formatText(value, listed, new Map(named), !/^(?:python|csharp)$/.test(language))
}

/** Reads a list; `...more` adds the items of another one. */
export function readList(parts: readonly Item[][], open: OpenValue, inner: Inner): Value {
  const list: Value[] = []
  for (const part of parts) {
    const isSpread = isSign(part[0], '...', '*', '..')
    const more = inner(isSpread ? part.slice(1) : part)
    if (!isSpread) list.push(more)
    else if (Array.isArray(more)) list.push(...more)
    else return more instanceof OpenValue ? more : open
  }
  return list
}

/** Reads `key: value`, `key => value`, `key = value`, `[key] = value` and shorthands. */
export function readObject(parts: readonly Item[][], open: OpenValue, inner: Inner): Value {
  const entries: [string, Value][] = []
  for (const part of parts) {
    const [first, sign] = part
    if (isSign(first, '...', '**')) {
      const more = inner(part.slice(1))
      if (typeof more !== 'object' || more === null || more instanceof OpenValue) return open
      entries.push(...Object.entries(more))
      continue
    }
    const isIndex = isGroup(first, '[') && first.items.length === 1 && isSign(sign, '=')
    const name = memberName(isIndex ? first.items[0] : first)
    const isPair = isSign(sign, ':', '=>', '=')
    if (name === null || (!isPair && (part.length > 1 || !isName(first)))) return open
    entries.push([name, inner(isPair ? part.slice(2) : part)])
  }
  return Object.fromEntries(entries)
}

/**
 * Fills `{}`, `{0}`, `{name}`, `%s`, `%d` and `%v`.
 * @returns null if a placeholder has another form or its value is no known text
 */
export function formatText(
  format: string,
  given: readonly Value[],
  named: ReadonlyMap<string, Value>,
  hasPercent: boolean,
): string | null {
  const isPercent = hasPercent && format.includes('%')
  let next = 0
  let failed = false
  const text = format.replace(
    isPercent ? /%(.?)/gs : /\{\{|\}\}|\{([^{}]*)\}/g,
    (whole, inside?: string) => {
      if (inside === undefined || whole === '%%') return whole[0] ?? ''
      const isListed = isPercent ? /[sdv]/.test(inside) : inside === ''
      const value = isListed
        ? given[next++]
        : /^\d+$/.test(inside) && !isPercent
          ? given[Number(inside)]
          : named.get(inside)
      failed ||= typeof value !== 'string' && typeof value !== 'number'
      return String(value)
    },
  )
  return failed ? null : text
}
