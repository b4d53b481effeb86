import type { DraftFollowUps } from '#contract/draft'
import { parseJson } from '#contract/json'
import { addRemark, addRemarkAt, type ImportFindings, newFindings } from '../findings.ts'
import { readBody } from '../read-body.ts'
import { REASONS } from '../reasons.ts'
import { keyedValue, keyOf, type SourceProgram, takeBudget, valueAt } from './program.ts'
import { type Member, readListValue, readMembers, readObject, readTextValue } from './read-value.ts'
import { isSign, type TokenGroup, type TokenItem } from './token-groups.ts'

/** The bubbles of one place in a program. */
type FoundBody = { findings: ImportFindings; at: number }

/** Finds every place of a program with bubbles: as values, or as JSON in a text. */
export function findBodies(program: SourceProgram): FoundBody[] {
  const found = program.groups.flatMap((group) =>
    group.items.flatMap((item, at) => {
      if (keyOf(item) === 'followups') return readKeyed(group, at, program) ?? []
      return item.kind === 'text' ? (readJsonText(group.items, at, program) ?? []) : []
    }),
  )
  return found.sort((a, b) => a.at - b.at)
}

/** `FollowUps(…)`, `follow_ups: […]`, `'follow_ups' => […]`, `follow_ups = […]`. */
function readKeyed(group: TokenGroup, at: number, program: SourceProgram): FoundBody | null {
  const findings = newFindings()
  const { items } = group
  const next = items[at + 1]
  const item = items[at]
  if (!item || !takeBudget(program, 1)) return null
  const value = keyedValue(items, at, program)
  if (!value) return null
  findings.follow_ups = readBubbles(value, program, findings)
  if (findings.follow_ups === null) {
    // Computing a position takes time proportional to the source.
    if (!takeBudget(program, 2000)) return null
    // May also be a parameter's type or an unrelated field.
    addRemarkAt(findings, program.source, item.at, REASONS.expression)
  }
  if (next?.kind === 'sign' && next.text !== '=' && next.text !== ':=') {
    const members = takeBudget(program, items.length) ? readMembers(group) : null
    for (const { key, name } of members ?? []) {
      if (key !== 'followups') addRemark(findings, name, REASONS.unknown_field)
    }
  }
  if (next?.kind === 'group') reportOtherCalls(items, at, findings)
  return { findings, at: item.at }
}

/** Reports the other calls on the builder of the body. */
function reportOtherCalls(items: readonly TokenItem[], at: number, findings: ImportFindings): void {
  const say = (item: TokenItem | undefined) => {
    const key = keyOf(item)
    if (item?.kind !== 'name' || key === null || /builder$|^build$|^followups$/.test(key)) return
    addRemark(findings, item.text, REASONS.unknown_field)
  }
  const isCall = (name: number) => items[name]?.kind === 'name' && items[name + 1]?.kind === 'group'
  for (let dot = at + 2; isSign(items[dot], '.') && isCall(dot + 1); dot += 3) say(items[dot + 1])
  for (let dot = at - 1; isSign(items[dot], '.') && isCall(dot - 2); dot -= 3) say(items[dot - 2])
}

/** Reads a text with the whole body as JSON, possibly concatenated. */
function readJsonText(
  items: readonly TokenItem[],
  at: number,
  program: SourceProgram,
): FoundBody | null {
  const item = items[at]
  const before = items[at - 1]
  if (item?.kind !== 'text' || before?.kind === 'text' || isSign(before, '+')) return null
  if (!/^\s*\{/.test(item.text)) return null
  const text = readTextValue(valueAt(items, at, program), program)
  if (!text?.includes('follow_ups')) return null
  const body = parseJson(text)
  if (body === undefined) return null
  const findings = newFindings()
  readBody(body, findings)
  return { findings, at: item.at }
}

/**
 * Reads a list of bubbles in a program.
 * @returns null if the value is not a readable list
 */
function readBubbles(
  value: readonly TokenItem[],
  program: SourceProgram,
  findings: ImportFindings,
): DraftFollowUps | null {
  const items = readListValue(value, program)
  if (!items) return null
  return items.flatMap((item, at): DraftFollowUps => {
    const path = `follow_ups.${at}`
    const members = readObject(item, program)
    if (!members) {
      reportExpression(item, program, findings)
      return []
    }
    const content = readText(members, 'content', path, program, findings)
    const rows = readRows(members, path, program, findings)
    reportOtherMembers(members, ['content', 'i18ncontents'], path, findings)
    return [rows ? { content, i18n_contents: rows } : { content }]
  })
}

function readRows(
  members: readonly Member[],
  path: string,
  program: SourceProgram,
  findings: ImportFindings,
): { content: string; language: string }[] | null {
  const member = members.findLast(({ key }) => key === 'i18ncontents')
  if (!member) return null
  const items = readListValue(member.value, program)
  if (!items) {
    addRemarkAt(findings, program.source, member.at, REASONS.expression)
    return null
  }
  return items.flatMap((item, at) => {
    const place = `${path}.i18n_contents.${at}`
    const row = readObject(item, program)
    if (!row) {
      reportExpression(item, program, findings)
      return []
    }
    reportOtherMembers(row, ['content', 'language'], place, findings)
    const content = readText(row, 'content', place, program, findings)
    return [{ content, language: readText(row, 'language', place, program, findings) }]
  })
}

function readText(
  members: readonly Member[],
  name: string,
  path: string,
  program: SourceProgram,
  findings: ImportFindings,
): string {
  const member = members.findLast(({ key }) => key === name)
  if (!member) {
    addRemark(findings, `${path}.${name}`, REASONS.missing_text)
    return ''
  }
  const text = readTextValue(member.value, program)
  if (text === null) addRemarkAt(findings, program.source, member.at, REASONS.expression)
  return text ?? ''
}

function reportOtherMembers(
  members: readonly Member[],
  known: readonly string[],
  path: string,
  findings: ImportFindings,
): void {
  for (const { key, name } of members) {
    if (!known.includes(key)) addRemark(findings, `${path}.${name}`, REASONS.unknown_field)
  }
}

function reportExpression(
  items: readonly TokenItem[],
  { source }: SourceProgram,
  findings: ImportFindings,
): void {
  addRemarkAt(findings, source, items[0]?.at ?? 0, REASONS.expression)
}
