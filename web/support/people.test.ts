import { expect, test } from 'vitest'
import type { Recipient } from '#contract/recipient'
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
const NOBODY = { found: [], kept: [], people: [], chosen: null, typed: '' }
const ids = (groups: ReturnType<typeof groupPeople>) =>
  groups.map(({ group, people }) => [group, ...people.map(({ receive_id }) => receive_id)])

test('everybody stands in one group, the first they belong to', () => {
  const a = person('a')
  const b = person('b', { favourite: true })
  const groups = groupPeople({ ...NOBODY, found: [a], kept: [b, a, person('c')], people: [a] })
  expect(ids(groups)).toEqual([
    ['found', 'a'],
    ['favourites', 'b'],
    ['recent', 'c'],
  ])
})

test('who was written to without a name bears the one that is known', () => {
  const groups = groupPeople({
    ...NOBODY,
    kept: [person('a', { chat_id: 'oc_a' })],
    people: [person('a', { name: '林晓雨' })],
  })
  expect(groups).toEqual([
    { group: 'recent', people: [person('a', { name: '林晓雨', chat_id: 'oc_a' })] },
  ])
})

test('people are narrowed by what is typed, and whoever is chosen stays to be seen', () => {
  const people = [person('ou_1', { name: 'Ann' }), person('ou_2', { name: 'Bob' })]
  expect(ids(groupPeople({ ...NOBODY, people, typed: 'ann' }))).toEqual([['people', 'ou_1']])
  expect(ids(groupPeople({ ...NOBODY, people, typed: 'ann', chosen: people[1] ?? null }))).toEqual([
    ['chosen', 'ou_2'],
    ['people', 'ou_1'],
  ])
})
