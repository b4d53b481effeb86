import { isJsonObject } from '#contract/is-json-object'
import { type Findings, remark } from './findings.ts'
import type { FollowUps } from './imported.ts'
import { REASONS } from './reasons.ts'

type Fields = { readonly [name: string]: unknown }
type Row = { content: string; language: string }

/** Takes the bubbles out of a request body, `{"follow_ups": […]}`, and says what else it holds. */
export function readBody(body: unknown, findings: Findings) {
  if (!isJsonObject(body)) return remark(findings, 'body', REASONS.not_object)
  sayUnknown(body, ['follow_ups'], '', findings)
  if (!Object.hasOwn(body, 'follow_ups')) return remark(findings, 'follow_ups', REASONS.no_bubbles)
  readFollowUps(body.follow_ups, findings)
}

/** Takes a list of bubbles. */
export function readFollowUps(list: unknown, findings: Findings) {
  if (!Array.isArray(list)) return remark(findings, 'follow_ups', REASONS.not_list)
  const read: FollowUps = []
  for (const [at, item] of list.entries()) {
    const path = `follow_ups.${at}`
    if (!isJsonObject(item)) {
      remark(findings, path, REASONS.not_object)
      continue
    }
    sayUnknown(item, ['content', 'i18n_contents'], path, findings)
    const content = readText(item, 'content', path, findings)
    const rows = readRows(item, path, findings)
    read.push(rows ? { content, i18n_contents: rows } : { content })
  }
  findings.follow_ups = read
}

function readRows(item: Fields, path: string, findings: Findings): Row[] | null {
  if (!Object.hasOwn(item, 'i18n_contents')) return null
  const list = item.i18n_contents
  if (!Array.isArray(list)) {
    remark(findings, `${path}.i18n_contents`, REASONS.not_list)
    return null
  }
  return list.flatMap((row: unknown, at): Row[] => {
    const place = `${path}.i18n_contents.${at}`
    if (!isJsonObject(row)) {
      remark(findings, place, REASONS.not_object)
      return []
    }
    sayUnknown(row, ['content', 'language'], place, findings)
    const content = readText(row, 'content', place, findings)
    return [{ content, language: readText(row, 'language', place, findings) }]
  })
}

function readText(item: Fields, name: string, path: string, findings: Findings): string {
  if (!Object.hasOwn(item, name)) {
    remark(findings, `${path}.${name}`, REASONS.missing_text)
    return ''
  }
  const value = item[name]
  if (typeof value === 'string') return value
  remark(findings, `${path}.${name}`, REASONS.not_text)
  return ''
}

function sayUnknown(item: Fields, known: readonly string[], path: string, findings: Findings) {
  for (const name of Object.keys(item)) {
    if (known.includes(name)) continue
    remark(findings, path === '' ? name : `${path}.${name}`, REASONS.unknown_field)
  }
}
