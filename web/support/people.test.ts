import { expect, test } from 'vitest'
import type { Recipient } from '#contract/recipients'
import { groupPeople } from './people.ts'

const person = (receive_id: string, more: Partial<Recipient> = {}): Recipient => ({
  receive_id_type: 'open_id',
  receive_id,
  name: null,
  chat_id: null,
  favourite: false,
  last_sent_at: null,
  ...more,
})
const EMPTY = { found: [], kept: [], people: [], chosen: null, typed: '' }
const ids = (groups: ReturnType<typeof groupPeople>) =>
  groups.map(({ group, people }) => [group, ...people.map(({ receive_id }) => receive_id)])

test('lists everyone once, in their first group', () => {
  const a = person('a')
  const b = person('b', { favourite: true })
  const groups = groupPeople({ ...EMPTY, found: [a], kept: [b, a, person('c')], people: [a] })
  expect(ids(groups)).toEqual([
    ['found', 'a'],
    ['favourites', 'b'],
    ['recent', 'c'],
  ])
})

test('adds the known name to a recipient without one', () => {
  const groups = groupPeople({
    ...EMPTY,
    kept: [person('a', { chat_id: 'oc_a' })],
    people: [person('a', { name: '林晓雨' })],
  })
  expect(groups).toEqual([
    { group: 'recent', people: [person('a', { name: '林晓雨', chat_id: 'oc_a' })] },
  ])
})

test('filters by the typed text, and keeps the chosen recipient', () => {
  const people = [person('ou_1', { name: 'Ann' }), person('ou_2', { name: 'Bob' })]
  expect(ids(groupPeople({ ...EMPTY, people, typed: 'ann' }))).toEqual([['people', 'ou_1']])
  expect(ids(groupPeople({ ...EMPTY, people, typed: 'ann', chosen: people[1] ?? null }))).toEqual([
    ['chosen', 'ou_2'],
    ['people', 'ou_1'],
  ])
})
