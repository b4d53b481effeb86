import { parseJson } from '#contract/json'
import {
  canonical,
  isGroup,
  isName,
  isSign,
  nameOf,
  type SourceLanguage,
  splitAtCommas,
  type TokenGroup,
  type TokenItem,
} from './tokens.ts'
import { findOpen, memberName, OpenValue, type Value } from './value.ts'

type Inner = (items: readonly TokenItem[]) => Value
type Call = { name: string; args: TokenGroup; item: TokenItem }

/** Names that start and end a builder. */
const BUILDING = /^(?:new\w*builder|newbuilder|builder|\w+builder|build)$/
const JSON_ENCODERS =
  /^(?:stringify|dumps|jsonencode|marshal|serialize|serializeobject|tojson|tojsonstring|writevalueasstring|encodetostring|converttojson)$/
const JSON_DECODERS = /^(?:loads|jsondecode|parse|parsejson|parseobject|fromjson)$/
/** Calls that return their text, or its bytes. */
const SAME =
  /^(?:stringptr|string|str|tostring|valueof|ptr|u|bytes|encode|getbytes|tobytearray|byte|from|text|torequestbody)$/
const URL_ENCODERS =
  /^(?:encodeuricomponent|encodeuri|rawurlencode|urlencode|quote|quoteplus|pathescape|escapedatastring)$/
const TRIMS = /^(?:trim|strip|trimindent|trimmargin|stripindent)$/
const FORMATS = /^(?:sprintf|format|formatted)$/
const LISTS =
  /^(?:aslist|listof|mutablelistof|arraylistof|arrayof|newarraylist|singletonlist|list)$/
const EMPTY_LISTS = /^(?:arraylist|list|linkedlist|array|mutablelistof|arraylistof)$/
const MAPS = /^(?:mapof|mutablemapof|hashmapof)$/

/**
 * Evaluates a call of a function whose effect is known: an SDK's builder, a constructor with named
 * arguments, a list, a format, or an encoder of JSON or bytes. Returns null for any other.
 */
export function evaluateCall(
  items: readonly TokenItem[],
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
    return Object.fromEntries(
      members.map(({ item, args }) => [memberName(item), inner(args.items)]),
    )
  }
  const [first, ...methods] = calls
  if (!first) return null
  let value = base ? inner([base]) : callFunction(first, path, isNew, inner, language)
  for (const { name, args, item } of base ? calls : methods) {
    if (value === null || value instanceof OpenValue) return value
    value =
      typeof value === 'string'
        ? apply(name, value, splitAtCommas(args.items), inner, language)
        : null
    if (value === null) return new OpenValue(item.at)
  }
  return value
}

/** Splits `a.b(…).c(…)` or `[]byte(…)` into its names and calls; returns null for anything else. */
function readChain(
  items: readonly TokenItem[],
): { base: TokenItem | null; path: string[]; calls: Call[] } | null {
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
      calls.push({ name: canonical(item.text), args, item })
      at += 1
    } else if (calls.length > 0) return null
    else path.push(canonical(item.text))
  }
  return { base, path, calls }
}

function callFunction(
  { name, args, item }: Call,
  path: readonly string[],
  isNew: boolean,
  inner: Inner,
  language: SourceLanguage,
): Value | null {
  const parts = splitAtCommas(args.items)
  const [one = [], ...more] = parts
  const of = name === 'of' ? (path.at(-1) ?? '') : ''
  if (parts.length === 0) return EMPTY_LISTS.test(name) ? [] : null
  if (name === 'make' && isGroup(one[0], '[')) return nameOf(more[0]?.[0]) === '0' ? [] : null
  if (!isNew && (LISTS.test(name) || /^(?:list|array|immutablelist)$/.test(of))) {
    if (language === 'python') return more.length === 0 ? inner(one) : null
    return readList(parts, new OpenValue(item.at), inner)
  }
  if (/^(?:map|immutablemap)$/.test(of)) return readPairs(parts, inner)
  const isNamed = parts.every(([key, sign]) => isName(key) && isSign(sign, '=', ':'))
  if (MAPS.test(name) || (isNamed && (name === 'dict' || /^\p{Lu}/u.test(nameOf(item))))) {
    return readObject(parts, new OpenValue(item.at), inner)
  }
  return apply(name, () => inner(one), more, inner, language)
}

/** Calls a function or method with its first argument or its object; returns null if it is not known. */
function apply(
  name: string,
  given: Value | (() => Value),
  more: readonly TokenItem[][],
  inner: Inner,
  language: SourceLanguage,
): Value | null {
  const isKnown = [JSON_ENCODERS, JSON_DECODERS, SAME, URL_ENCODERS, TRIMS, FORMATS].some((some) =>
    some.test(name),
  )
  if (!isKnown) return null
  const value = typeof given === 'function' ? given() : given
  if (value instanceof OpenValue) return value
  if (JSON_ENCODERS.test(name)) return findOpen(value) ?? JSON.stringify(value)
  if (typeof value !== 'string') return null
  if (JSON_DECODERS.test(name)) return (parseJson(value) as Value) ?? null
  if (SAME.test(name)) return value
  if (URL_ENCODERS.test(name)) return /^[\w.~-]*$/.test(value) ? value : null
  if (TRIMS.test(name)) return value.trim() === value || /^\s*[[{]/.test(value) ? value : null
  const isNamed = (part: TokenItem[]) => isSign(part[1], '=')
  const named = more.filter(isNamed).map((part) => [nameOf(part[0]), inner(part.slice(2))] as const)
  const listed = more.filter((part) => !isNamed(part)).map((part) => inner(part))
  return formatText(value, listed, new Map(named), language !== 'python' || name === 'sprintf')
}

/** Reads a list; `...more` adds the items of another one. */
export function readList(parts: readonly TokenItem[][], open: OpenValue, inner: Inner): Value {
  const list: Value[] = []
  for (const part of parts) {
    if (!isSign(part[0], '...', '*', '..')) list.push(inner(part))
    else {
      const more = inner(part.slice(1))
      if (!Array.isArray(more)) return more instanceof OpenValue ? more : open
      list.push(...more)
    }
  }
  return list
}

/** Reads `key: value`, `key => value`, `key = value`, `[key] = value`, `key to value` and shorthands. */
export function readObject(parts: readonly TokenItem[][], open: OpenValue, inner: Inner): Value {
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
    if (name === null) return open
    if (isSign(sign, ':', '=>', '=') || isName(sign, 'to'))
      entries.push([name, inner(part.slice(2))])
    else if (part.length === 1 && isName(first)) entries.push([name, inner(part)])
    else return open
  }
  return Object.fromEntries(entries)
}

/** Reads `Map.of(key, value, …)`. */
function readPairs(parts: readonly TokenItem[][], inner: Inner): Value | null {
  const entries: [string, Value][] = []
  for (let at = 0; at < parts.length; at += 2) {
    const name = parts[at]?.length === 1 ? memberName(parts[at]?.[0]) : null
    if (name === null) return null
    entries.push([name, inner(parts[at + 1] ?? [])])
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
  let next = 0
  let failed = false
  const fill = (value: Value): string => {
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    failed = true
    return ''
  }
  const text =
    hasPercent && /%[sdv]/.test(format)
      ? format.replace(/%(.)/g, (_, verb: string) => {
          if (/[sdv]/.test(verb)) return fill(given[next++])
          if (verb !== '%') failed = true
          return '%'
        })
      : format.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (whole, name?: string) => {
          if (name === undefined) return whole[0] ?? ''
          if (name === '') return fill(given[next++])
          return fill(/^\d+$/.test(name) ? given[Number(name)] : named.get(name))
        })
  return failed ? null : text
}
