import { type JSONVisitor, parse, visit } from 'jsonc-parser'
import { isJsonObject, type JsonObject, parseJson } from '#contract/json'
import { addRemark, type ImportFindings, lineAndColumn } from './findings.ts'
import { REASONS } from './reasons.ts'

type ParsedJson = { ok: true; value: unknown } | { ok: false; place: string }

/**
 * Parses JSON, also with comments and trailing commas, and reports each repeated field of an object,
 * because only its last value remains.
 */
export function parsePastedJson(text: string, findings: ImportFindings): ParsedJson {
  const source = text.replace(/^\uFEFF/, '')
  const options = { allowTrailingComma: true }
  const open: Set<string>[] = []
  let at = 0
  const visitor: JSONVisitor = {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty(name) {
      if (open.at(-1)?.has(name)) addRemark(findings, name, REASONS.repeated_field)
      open.at(-1)?.add(name)
    },
    onError(_, offset) {
      at = offset
      throw new SyntaxError('The rest is not read.')
    },
  }
  try {
    visit(source, visitor, options)
    const value = parseJson(source)
    return { ok: true, value: value === undefined ? parse(source, [], options) : value }
  } catch {
    // It is also thrown if the text is nested more deeply than the stack allows.
    return { ok: false, place: lineAndColumn(source, at) }
  }
}

/** An object of JSON with the objects around it, the nearest one first. */
export type FoundObject = { object: JsonObject; around: FoundObject | null }

/** How many levels of JSON in strings are parsed, such as an event in a log line. */
const MAX_TEXT_DEPTH = 4
/** A list of the platform has 50 messages of a dozen objects each. */
const MAX_VALUES = 50_000

/** Finds every object of a JSON value at any depth, also in strings that are JSON, in order. */
export function findObjects(root: unknown): FoundObject[] {
  const found: FoundObject[] = []
  const waiting = [{ value: root, around: null as FoundObject | null, texts: 0 }]
  // A stack: the next value is the last one.
  for (let looked = 0; looked < MAX_VALUES; looked += 1) {
    const next = waiting.pop()
    if (!next) break
    const { value, around, texts } = next
    if (typeof value === 'string') {
      const inner = texts < MAX_TEXT_DEPTH ? jsonIn(value) : undefined
      if (inner !== undefined) waiting.push({ value: inner, around, texts: texts + 1 })
    } else if (typeof value === 'object' && value !== null) {
      const here = isJsonObject(value) ? { object: value, around } : around
      if (here && here !== around) found.push(here)
      for (const one of Object.values(value).reverse())
        waiting.push({ value: one, around: here, texts })
    }
  }
  return found
}

/** Parses a string that is an object or a list of JSON, perhaps behind the `=` of an expression. */
export function jsonIn(text: string): unknown {
  return /^\s{0,40}=?[[{]/.test(text) ? parseJson(text.replace(/^\s*=/, '')) : undefined
}

/** Finds the JSON objects and lists of a text, such as a log, in linear time. */
export function findJsonInText(text: string): unknown[] {
  const found: unknown[] = []
  // An unmatched bracket costs a look at the whole rest.
  let budget = 1.5 * text.length + 100_000
  // So does an invalid piece: the error is slow to make.
  let failures = 0
  let from = 0
  for (const { index } of text.matchAll(/[{[](?=\s{0,40}["{[\]}\d])/g)) {
    if (budget < 0 || failures >= 500 || found.length >= 5000) break
    if (index < from) continue
    const end = endOfJson(text, index)
    budget -= (end < 0 ? text.length : end) - index
    const value = end < 0 ? undefined : jsonIn(text.slice(index, end))
    if (value === undefined) failures += 1
    else {
      found.push(value)
      from = end
    }
  }
  return found
}

/** Returns the index behind the bracket that closes the one at `from`, or -1. */
function endOfJson(text: string, from: number): number {
  let depth = 0
  const pieces = /"(?:[^"\\\n]|\\.)*"|[{}[\]]/g
  pieces.lastIndex = from
  for (let match = pieces.exec(text); match; match = pieces.exec(text)) {
    const [piece] = match
    if (piece === '{' || piece === '[') depth += 1
    else if (piece === '}' || piece === ']') {
      depth -= 1
      if (depth === 0) return pieces.lastIndex
    }
  }
  return -1
}
