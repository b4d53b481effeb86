import { expect, test } from 'vitest'
import type { Recipient } from '#contract/recipients'
import { recipientGroups } from './recipient-finder.tsx'

const person = (receive_id: string, part: Partial<Recipient> = {}): Recipient => ({
  receive_id_type: 'open_id',
  receive_id,
  name: null,
  chat_id: null,
  favourite: false,
  last_sent_at: null,
  ...part,
})
const ids = (groups: ReturnType<typeof recipientGroups>) =>
  groups.map(({ group, recipients }) => [group, recipients.map((one) => one.receive_id)])

test('lists everyone once, in their first group', () => {
  const star = person('ou_star', { favourite: true })
  const recent = person('ou_recent')
  const groups = recipientGroups({
    found: [recent],
    kept: [star, recent],
    people: [star, person('ou_new')],
    text: '',
  })
  expect(ids(groups)).toEqual([
    ['found', ['ou_recent']],
    ['favourites', ['ou_star']],
    ['recent', []],
    ['people', ['ou_new']],
  ])
})

test('filters the emulator’s users by name or id, ignoring case', () => {
  const people = [person('ou_1', { name: 'Emma Clarke' }), person('ou_2', { name: '陈小雨' })]
  const of = (text: string) => ids(recipientGroups({ found: [], kept: [], people, text }))[3]
  expect(of(' emma')).toEqual(['people', ['ou_1']])
  expect(of('小雨')).toEqual(['people', ['ou_2']])
  expect(of('OU_')).toEqual(['people', ['ou_1', 'ou_2']])
})
