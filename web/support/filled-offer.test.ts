import { expect, test } from 'vitest'
import { filledOffer, withGaps } from './filled-offer.ts'

const offer = (content: string) => ({ key: 'a', name: 'A', note: '', follow_ups: [{ content }] })

test('names missing values, and puts the others into the texts', () => {
  expect(filledOffer(offer('{{a}} {{b}}'), { a: '1' })).toMatchObject({ missing: ['b'] })
  expect(filledOffer(offer('{{a}}'), { a: '1' })).toEqual({
    followUps: [{ content: '1' }],
    missing: [],
    invalid: false,
  })
})

test('an inherited property is a missing value', () => {
  expect(filledOffer(offer('{{toString}} {{constructor}}'), {}).missing).toEqual([
    'toString',
    'constructor',
  ])
})

test('a text that is too long or empty is invalid', () => {
  expect(filledOffer(offer('{{a}}!'), { a: 'x'.repeat(199) }).invalid).toBe(false)
  expect(filledOffer(offer('{{a}}!'), { a: 'x'.repeat(200) }).invalid).toBe(true)
  expect(filledOffer(offer(''), {}).invalid).toBe(true)
})

test('shows a missing value by its name, without braces', () => {
  expect(withGaps([{ content: 'Where is {{order}} of {{who}}?' }], { who: 'Ann' })).toEqual([
    { content: 'Where is [order] of Ann?' },
  ])
})
