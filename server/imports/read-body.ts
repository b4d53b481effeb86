import type { DraftFollowUps } from '#contract/draft'
import { isJsonObject, type JsonObject } from '#contract/json'
import type { Bilingual } from '#contract/locale'
import { addRemark, type ImportFindings, lineAndColumn } from './findings.ts'
import { parsePastedJson } from './parse-json.ts'
import { REASONS } from './reasons.ts'
import { OpenValue, type Value } from './source/value.ts'

/** Reads the bubbles of a request body given as JSON text, perhaps with the variables of a file. */
export function readBodyText(given: string, findings: ImportFindings): void {
  const text = findings.variables ? fillVariables(given, findings.variables) : given
  if (text === null) {
    findings.isOpen = true
    addRemark(findings, `body ${lineAndColumn(given, given.search(/\{[{%]|<</))}`, REASONS.variable)
    return
  }
  const parsed = parsePastedJson(text, findings)
  if (parsed.ok) readBody(parsed.value, findings)
  else {
    if (text.includes('follow_ups')) findings.isOpen = true
    addRemark(findings, `body ${parsed.place}`, REASONS.body_not_json)
  }
}

/** Reads the bubbles of a request body, `{"follow_ups": […]}`, and reports unknown fields. */
export function readBody(body: unknown, findings: ImportFindings) {
  if (!isJsonObject(body)) return addRemark(findings, 'body', REASONS.not_object)
  reportUnknownFields(body, ['follow_ups'], '', findings)
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
    if (typeof value === 'string') return value
    const place = `${path}.${name}`
    if (Object.hasOwn(item, name)) refuse(value, place, REASONS.not_text)
    else addRemark(findings, place, REASONS.missing_text)
    return ''
  }
  const read = list(given, 'follow_ups', (item, path): DraftFollowUps[number] => {
    reportUnknownFields(item, ['content', 'i18n_contents'], path, findings)
    const content = text(item, 'content', path)
    if (!Object.hasOwn(item, 'i18n_contents')) return { content }
    const rows = item.i18n_contents as Value
    const i18n_contents = list(rows, `${path}.i18n_contents`, (row, place) => {
      reportUnknownFields(row, ['content', 'language'], place, findings)
      return { content: text(row, 'content', place), language: text(row, 'language', place) }
    })
    return { content, i18n_contents }
  })
  if (isOpen) findings.isOpen = true
  else if (read.length === 0) addRemark(findings, 'follow_ups', REASONS.empty_list)
  else findings.follow_ups = read
}

/** Fills `{{name}}` and `<<name>>`; returns null if a variable is not in the file. */
export function fillVariables(text: string, variables: ReadonlyMap<string, string>): string | null {
  let isKnown = true
  const filled = text.replace(
    /\{\{\s{0,9}(?:_\.)?([^{}]{0,100}?)\s{0,9}\}\}|<<(\w{1,100})>>|\{%[^%]{0,200}%\}/g,
    (whole, braced?: string, angled?: string) => {
      const value = variables.get(braced ?? angled ?? '')
      if (value === undefined || value.includes('{{')) isKnown = false
      return value ?? whole
    },
  )
  return isKnown ? filled : null
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
