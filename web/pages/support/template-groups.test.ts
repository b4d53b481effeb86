import { expect, test } from 'vitest'
import type { TemplateSummary } from '#contract/template'
import { offerOf } from './form.ts'
import { groupOffers, splitName, withRecent } from './template-groups.ts'
import { templateChange } from './templates-panel.tsx'

const template = (name: string, version = 1): TemplateSummary => ({
  id: name,
  name,
  note: '',
  version,
  message: null,
  follow_ups: [{ content: name }],
  variables: [],
  actor: 'local',
  created_at: '2026-11-30T10:00:00.000Z',
  updated_at: '2026-11-30T10:00:00.000Z',
})

test.each([
  ['Delivery / Late parcel', 'Delivery', 'Late parcel'],
  ['配送／延误', '配送', '延误'],
  ['and/or', 'and', 'or'],
  ['Plain', null, 'Plain'],
  ['/ nothing before', null, '/ nothing before'],
  ['nothing after /', null, 'nothing after /'],
])('%s is named %s, %s', (whole, group, name) => {
  expect(splitName(whole)).toEqual({ group, name })
})

test('every template is listed once: as a favorite, as recent, or in its own group', () => {
  const names = ['B / one', 'A / two', 'three', 'A / four', 'five']
  const groups = groupOffers({
    templates: names.map((name) => template(name)),
    examples: [{ ...offerOf(template('example')), version: null }],
    favourites: ['A / four', 'gone'],
    recent: ['A / four', 'five'],
  })
  expect(
    groups.map(({ kind, name, offers }) => [kind, name, offers.map((one) => one.name)]),
  ).toEqual([
    ['favourites', '', ['A / four']],
    ['recent', '', ['five']],
    ['named', 'A', ['two']],
    ['named', 'B', ['one']],
    ['more', '', ['three']],
    ['examples', '', ['example']],
  ])
})

test('the last five used templates are kept, the newest first', () => {
  const used = ['a', 'b', 'c', 'd', 'e', 'f', 'b'].reduce<string[]>(withRecent, [])
  expect(used).toEqual(['b', 'f', 'e', 'd', 'c'])
})

test('a colleague’s new version and a deletion are noticed, and nothing else', () => {
  const offer = offerOf(template('a', 2))
  expect(templateChange(offer, [template('a', 2)])).toBeNull()
  expect(templateChange(offer, [template('a', 1)])).toBeNull()
  expect(templateChange(offer, [template('a', 3)])).toMatchObject({ version: 3 })
  expect(templateChange(offer, [template('b', 3)])).toBe('deleted')
  expect(templateChange(offer, undefined)).toBeNull()
  expect(templateChange({ ...offer, version: null }, [])).toBeNull()
})
