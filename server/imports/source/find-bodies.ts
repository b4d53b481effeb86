import { type Findings, newFindings, remark, remarkAt } from '../findings.ts'
import { readBody } from '../read-body.ts'
import { REASONS } from '../reasons.ts'
import { isSign } from './group.ts'
import { keyOf, type Program, spend, valueAt } from './program.ts'
import { readBubbles } from './read-bubbles.ts'
import { readMembers } from './read-object.ts'
import { readTextValue } from './read-value.ts'
import type { Group, Item } from './tokens.ts'

/** What one place of a program says of the bubbles, and where it ends. */
type Found = { findings: Findings; at: number }

const SEPARATORS = [':', '=>', '=', ':=']

/** Every place of a program that holds bubbles: as values of its own, or as JSON in a text. */
export function findBodies(program: Program): Found[] {
  const found = program.groups.flatMap((group) =>
    group.items.flatMap((item, at) => {
      if (keyOf(item) === 'followups') return readKeyed(group, at, program) ?? []
      return item.kind === 'text' ? (readJsonText(group.items, at, program) ?? []) : []
    }),
  )
  return found.sort((a, b) => a.at - b.at)
}

/** `FollowUps(…)`, `follow_ups: […]`, `'follow_ups' => […]`, `follow_ups = […]`. */
function readKeyed(group: Group, at: number, program: Program): Found | null {
  const findings = newFindings()
  const { items } = group
  const next = items[at + 1]
  const item = items[at]
  if (!item || !spend(program, 1)) return null
  const value = keyedValue(items, at, program)
  if (!value) return null
  findings.follow_ups = readBubbles(value, program, findings)
  if (findings.follow_ups === null) {
    // To count out a place costs as much as the source is long.
    if (!spend(program, 2000)) return null
    // A parameter’s type or a field of some other thing: only what looks like a value is missed.
    remarkAt(findings, program.source, item.at, REASONS.expression)
  }
  if (next?.kind === 'sign' && next.text !== '=' && next.text !== ':=') {
    const members = spend(program, items.length) ? readMembers(group) : null
    for (const { key, name } of members ?? []) {
      if (key !== 'followups') remark(findings, name, REASONS.unknown_field)
    }
  }
  if (next?.kind === 'group') sayOtherCalls(items, at, findings)
  return { findings, at: item.at }
}

function keyedValue(items: readonly Item[], at: number, program: Program): readonly Item[] | null {
  const next = items[at + 1]
  if (next?.kind === 'group' && next.open === '(') return next.items
  if (next?.kind !== 'sign' || !SEPARATORS.includes(next.text)) return null
  const value = valueAt(items, at + 2, program)
  // `follow_ups: list = […]` has its value behind the type.
  const end = at + 2 + value.length
  return next.text === ':' && isSign(items[end], '=') ? valueAt(items, end + 1, program) : value
}

/** What else is called on the builder of the body. */
function sayOtherCalls(items: readonly Item[], at: number, findings: Findings): void {
  const say = (item: Item | undefined) => {
    const key = keyOf(item)
    if (item?.kind !== 'name' || key === null || /builder$|^build$|^followups$/.test(key)) return
    remark(findings, item.text, REASONS.unknown_field)
  }
  const isCall = (name: number) => items[name]?.kind === 'name' && items[name + 1]?.kind === 'group'
  for (let dot = at + 2; isSign(items[dot], '.') && isCall(dot + 1); dot += 3) say(items[dot + 1])
  for (let dot = at - 1; isSign(items[dot], '.') && isCall(dot - 2); dot -= 3) say(items[dot - 2])
}

/** A text that holds the whole body as JSON, perhaps joined from several. */
function readJsonText(items: readonly Item[], at: number, program: Program): Found | null {
  const item = items[at]
  const before = items[at - 1]
  if (item?.kind !== 'text' || before?.kind === 'text' || isSign(before, '+')) return null
  if (!/^\s*\{/.test(item.text)) return null
  const text = readTextValue(valueAt(items, at, program), program)
  if (!text?.includes('follow_ups')) return null
  const body = parse(text)
  if (body === undefined) return null
  const findings = newFindings()
  readBody(body, findings)
  return { findings, at: item.at }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
