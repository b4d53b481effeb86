import { type Findings, remark, remarkAt } from '../findings.ts'
import type { FollowUps } from '../imported.ts'
import { REASONS } from '../reasons.ts'
import type { Program } from './program.ts'
import { type Member, readObject } from './read-object.ts'
import { readListValue, readTextValue } from './read-value.ts'
import type { Item } from './tokens.ts'

/**
 * Reads a list of bubbles out of a program.
 * @returns `null` where the value is no list that can be read
 */
export function readBubbles(
  value: readonly Item[],
  program: Program,
  findings: Findings,
): FollowUps | null {
  const items = readListValue(value, program)
  if (!items) return null
  return items.flatMap((item, at): FollowUps => {
    const path = `follow_ups.${at}`
    const members = readObject(item, program)
    if (!members) {
      sayExpression(item, program, findings)
      return []
    }
    const content = readText(members, 'content', path, program, findings)
    const rows = readRows(members, path, program, findings)
    sayOthers(members, ['content', 'i18ncontents'], path, findings)
    return [rows ? { content, i18n_contents: rows } : { content }]
  })
}

function readRows(
  members: readonly Member[],
  path: string,
  program: Program,
  findings: Findings,
): { content: string; language: string }[] | null {
  const member = members.findLast(({ key }) => key === 'i18ncontents')
  if (!member) return null
  const items = readListValue(member.value, program)
  if (!items) {
    remarkAt(findings, program.source, member.at, REASONS.expression)
    return null
  }
  return items.flatMap((item, at) => {
    const place = `${path}.i18n_contents.${at}`
    const row = readObject(item, program)
    if (!row) {
      sayExpression(item, program, findings)
      return []
    }
    sayOthers(row, ['content', 'language'], place, findings)
    const content = readText(row, 'content', place, program, findings)
    return [{ content, language: readText(row, 'language', place, program, findings) }]
  })
}

function readText(
  members: readonly Member[],
  name: string,
  path: string,
  program: Program,
  findings: Findings,
): string {
  const member = members.findLast(({ key }) => key === name)
  if (!member) {
    remark(findings, `${path}.${name}`, REASONS.missing_text)
    return ''
  }
  const text = readTextValue(member.value, program)
  if (text === null) remarkAt(findings, program.source, member.at, REASONS.expression)
  return text ?? ''
}

function sayOthers(
  members: readonly Member[],
  known: readonly string[],
  path: string,
  findings: Findings,
): void {
  for (const { key, name } of members) {
    if (!known.includes(key)) remark(findings, `${path}.${name}`, REASONS.unknown_field)
  }
}

function sayExpression(items: readonly Item[], { source }: Program, findings: Findings): void {
  remarkAt(findings, source, items[0]?.at ?? 0, REASONS.expression)
}
