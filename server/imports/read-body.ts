import type { DraftFollowUps } from '#contract/draft'
import { isJsonObject, type JsonObject } from '#contract/json'
import type { Bilingual } from '#contract/locale'
import { addRemark, type ImportFindings, lineAndColumn } from './findings.ts'
import { parsePastedJson } from './parse-json.ts'
import { REASONS } from './reasons.ts'
import { OpenValue, type Value } from './source/value.ts'

/** A variable of a file of an HTTP client: `{{name}}`, `<<name>>` or a block of a template. */
const HOLE = /\{\{\s{0,9}(?:_\.)?([^{}]{0,100}?)\s{0,9}\}\}|<<(\w{1,100})>>|\{%[^%]{0,200}%\}/g

/** Reads the bubbles of a request body given as JSON text, perhaps with the variables of a file. */
export function readBodyText(given: string, findings: ImportFindings): void {
  const text = findings.isTemplate ? fillVariables(given, findings.variables) : given
  const hole = findings.isTemplate ? text.search(HOLE) : -1
  const parsed = hole < 0 ? parsePastedJson(text, findings) : null
  if (parsed?.ok) {
    readBody(parsed.value, findings)
    return
  }
  // A `.http` file may name the file of the body.
  const isFile = /^<@?[^\n]{0,40}[ \t]\S/.test(text)
  findings.isOpen ||= hole >= 0 || isFile || text.includes('follow_ups')
  const reason = isFile ? REASONS.file : parsed ? REASONS.body_not_json : REASONS.expression
  addRemark(findings, `body ${parsed?.place ?? lineAndColumn(text, hole)}`, reason)
}

/** Reads the bubbles of a request body, `{"follow_ups": […]}`, and reports unknown fields. */
export function readBody(body: unknown, findings: ImportFindings) {
  if (!isJsonObject(body)) return addRemark(findings, 'body', REASONS.not_object)
  reportUnknown(body, /^follow_ups$/, '', findings)
  if (!Object.hasOwn(body, 'follow_ups'))
    return addRemark(findings, 'follow_ups', REASONS.no_bubbles)
  readFollowUps(body.follow_ups as Value, findings)
}

/**
 * Reads a list of bubbles. If any part of it is not known or has another type, the list is open: what
 * is known of it is never shown as the whole.
 * @param remarkOpen adds a remark about an expression of a program
 */
export function readFollowUps(
  given: Value,
  findings: ImportFindings,
  remarkOpen: (at: number) => void = () => {},
): void {
  let isOpen = false
  const refuse = (value: Value, place: string, reason: Bilingual): void => {
    isOpen = true
    if (value instanceof OpenValue) remarkOpen(value.at)
    else addRemark(findings, place, reason)
  }
  const list = <T>(
    value: Value,
    path: string,
    read: (item: JsonObject, path: string) => T,
  ): T[] => {
    if (!Array.isArray(value)) refuse(value, path, REASONS.not_list)
    return (Array.isArray(value) ? value : []).flatMap((item, at): T[] => {
      const place = `${path}.${at}`
      if (isJsonObject(item) && !(item instanceof OpenValue)) return [read(item, place)]
      refuse(item, place, REASONS.not_object)
      return []
    })
  }
  const text = (item: JsonObject, name: string, path: string): string => {
    const value = item[name] as Value
    const place = `${path}.${name}`
    if (typeof value === 'string') {
      const hidden = findings.hide(value)
      if (hidden !== value) addRemark(findings, place, REASONS.secret_in_text)
      return hidden
    }
    if (Object.hasOwn(item, name)) refuse(value, place, REASONS.not_text)
    else addRemark(findings, place, REASONS.missing_text)
    return ''
  }
  const read = list(given, 'follow_ups', (item, path): DraftFollowUps[number] => {
    reportUnknown(item, /^(?:content|i18n_contents)$/, `${path}.`, findings)
    const content = text(item, 'content', path)
    if (!Object.hasOwn(item, 'i18n_contents')) return { content }
    const rows = item.i18n_contents as Value
    const i18n_contents = list(rows, `${path}.i18n_contents`, (row, place) => {
      reportUnknown(row, /^(?:content|language)$/, `${place}.`, findings)
      return { content: text(row, 'content', place), language: text(row, 'language', place) }
    })
    return { content, i18n_contents }
  })
  if (isOpen) findings.isOpen = true
  else if (read.length === 0) addRemark(findings, 'follow_ups', REASONS.no_bubbles)
  else findings.follow_ups = read
}

/** Fills `{{name}}` and `<<name>>` as far as the variables are in the file. */
export function fillVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    HOLE,
    (whole, braced?: string, angled?: string) => variables.get(braced ?? angled ?? '') ?? whole,
  )
}

function reportUnknown(item: JsonObject, known: RegExp, path: string, findings: ImportFindings) {
  for (const name of Object.keys(item)) {
    if (!known.test(name)) addRemark(findings, path + name, REASONS.unknown_field)
  }
}
