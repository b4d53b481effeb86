import type { Draft } from '#contract/draft'
import { draftFields, haveSamePaths } from '#contract/draft-fields'
import { textChange } from '#contract/text-change'
import type { Change } from './history.ts'

/** What a person did between two states of the composer. */
export function changeBetween(before: Draft, after: Draft): Change {
  if (before.view !== after.view) return { kind: 'step' }
  // The form follows the JSON, so that what is typed there shows in both.
  if (after.view === 'json' && before.jsonText !== after.jsonText) {
    return typed('jsonText', before.jsonText, after.jsonText)
  }
  const [old, now] = [fieldsOf(before.values), fieldsOf(after.values)]
  if (before.source !== after.source || !haveSamePaths(old, now)) return { kind: 'step' }
  const changed = [...now].flatMap(([place, text]) => {
    const was = old.get(place)
    return was === undefined || was === text ? [] : [{ place, was, text }]
  })
  const [first, ...more] = changed
  if (!first) return { kind: before.jsonText === after.jsonText ? 'none' : 'step' }
  if (more.length > 0 || first.place.endsWith('.language')) return { kind: 'step' }
  return typed(first.place, first.was, first.text)
}

/** What was compared is the next one's past, and is never changed in place. */
const known = new WeakMap<Draft['values'], Map<string, string>>()

function fieldsOf(values: Draft['values']): Map<string, string> {
  const fields = known.get(values) ?? draftFields(values)
  known.set(values, fields)
  return fields
}

function typed(place: string, before: string, after: string): Change {
  const change = textChange(before, after)
  const { from, to, end } = change
  const way = from === to ? 'insert' : from === end ? 'delete' : 'replace'
  return { kind: 'typed', place, way, ...change }
}
