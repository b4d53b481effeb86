import type { DraftFollowUps } from '#contract/draft'
import { isJsonObject, type JsonObject } from '#contract/json'
import { addRemark, type ImportFindings, lineAndColumn } from './findings.ts'
import { REASONS } from './reasons.ts'

type ImportedRow = { content: string; language: string }

/** Reads the bubbles of a request body given as JSON text. */
export function readBodyText(text: string, findings: ImportFindings): void {
  const parsed = parsePastedJson(text, findings)
  if (parsed.ok) readBody(parsed.value, findings)
  else addRemark(findings, `body ${parsed.place}`, REASONS.body_not_json)
}

/** Reads the bubbles of a request body, `{"follow_ups": […]}`, and reports unknown fields. */
export function readBody(body: unknown, findings: ImportFindings) {
  if (!isJsonObject(body)) return addRemark(findings, 'body', REASONS.not_object)
  reportUnknownFields(body, ['follow_ups'], '', findings)
  if (!Object.hasOwn(body, 'follow_ups'))
    return addRemark(findings, 'follow_ups', REASONS.no_bubbles)
  readFollowUps(body.follow_ups, findings)
}

/** Reads a list of bubbles. */
export function readFollowUps(list: unknown, findings: ImportFindings) {
  if (!Array.isArray(list)) return addRemark(findings, 'follow_ups', REASONS.not_list)
  const read: DraftFollowUps = []
  for (const [at, item] of list.entries()) {
    const path = `follow_ups.${at}`
    if (!isJsonObject(item)) {
      addRemark(findings, path, REASONS.not_object)
      continue
    }
    reportUnknownFields(item, ['content', 'i18n_contents'], path, findings)
    const content = readText(item, 'content', path, findings)
    const rows = readRows(item, path, findings)
    read.push(rows ? { content, i18n_contents: rows } : { content })
  }
  findings.follow_ups = read
}

function readRows(item: JsonObject, path: string, findings: ImportFindings): ImportedRow[] | null {
  if (!Object.hasOwn(item, 'i18n_contents')) return null
  const list = item.i18n_contents
  if (!Array.isArray(list)) {
    addRemark(findings, `${path}.i18n_contents`, REASONS.not_list)
    return null
  }
  return list.flatMap((row: unknown, at): ImportedRow[] => {
    const place = `${path}.i18n_contents.${at}`
    if (!isJsonObject(row)) {
      addRemark(findings, place, REASONS.not_object)
      return []
    }
    reportUnknownFields(row, ['content', 'language'], place, findings)
    const content = readText(row, 'content', place, findings)
    return [{ content, language: readText(row, 'language', place, findings) }]
  })
}

function readText(item: JsonObject, name: string, path: string, findings: ImportFindings): string {
  if (!Object.hasOwn(item, name)) {
    addRemark(findings, `${path}.${name}`, REASONS.missing_text)
    return ''
  }
  const value = item[name]
  if (typeof value === 'string') return value
  addRemark(findings, `${path}.${name}`, REASONS.not_text)
  return ''
}

function reportUnknownFields(
  item: JsonObject,
  known: readonly string[],
  path: string,
  findings: ImportFindings,
) {
  for (const name of Object.keys(item)) {
    if (known.includes(name)) continue
    addRemark(findings, path === '' ? name : `${path}.${name}`, REASONS.unknown_field)
  }
}

type ParsedJson = { ok: true; value: unknown } | { ok: false; place: string }

/** Parses JSON and reports each repeated field of an object, because only its last value remains. */
export function parsePastedJson(text: string, findings: ImportFindings): ParsedJson {
  const source = text.replace(/^\uFEFF/, '')
  try {
    const value: unknown = JSON.parse(source)
    for (const name of repeatedNames(source)) addRemark(findings, name, REASONS.repeated_field)
    return { ok: true, value }
  } catch (error) {
    return { ok: false, place: positionOf(error, source) }
  }
}

/** Returns the position in V8's error message; the message itself quotes the text. */
function positionOf(error: unknown, source: string): string {
  const message = error instanceof Error ? error.message : ''
  const [, index] = /at position (\d+)/.exec(message) ?? []
  const unnamed = message.includes('end of JSON input') ? source.length : 0
  return lineAndColumn(source, index === undefined ? unnamed : Number(index))
}

const PIECE = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/gs

/** Returns the names that occur twice in one object of a valid JSON text. */
function repeatedNames(source: string): Set<string> {
  const repeated = new Set<string>()
  // One entry per open bracket: the names of an object, null for a list.
  const open: (Set<string> | null)[] = []
  let nameComesNext = false
  for (const [piece] of source.matchAll(PIECE)) {
    if (piece === '{' || piece === '[') {
      open.push(piece === '{' ? new Set() : null)
      nameComesNext = piece === '{'
    } else if (piece === '}' || piece === ']') {
      open.pop()
      nameComesNext = false
    } else if (piece === ',') {
      nameComesNext = open.at(-1) != null
    } else if (nameComesNext) {
      const name: string = JSON.parse(piece)
      const names = open.at(-1)
      if (names?.has(name)) repeated.add(name)
      names?.add(name)
      nameComesNext = false
    }
  }
  return repeated
}
