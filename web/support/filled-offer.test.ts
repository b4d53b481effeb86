import { expect, test } from 'vitest'
import { filledOffer, withGaps } from './filled-offer.ts'

const offer = (content: string) => ({ key: 'a', name: 'A', note: '', follow_ups: [{ content }] })

test('what is missing is named, and what is filled in goes into the texts', () => {
  expect(filledOffer(offer('{{a}} {{b}}'), { a: '1' })).toMatchObject({ missing: ['b'] })
  expect(filledOffer(offer('{{a}}'), { a: '1' })).toEqual({
    followUps: [{ content: '1' }],
    missing: [],
    flawed: false,
  })
})

test('a name that every object has is missing all the same', () => {
  expect(filledOffer(offer('{{toString}} {{constructor}}'), {}).missing).toEqual([
    'toString',
    'constructor',
  ])
})

test('a text that has become too long is a flaw, and so is an empty one', () => {
  expect(filledOffer(offer('{{a}}!'), { a: 'x'.repeat(199) }).flawed).toBe(false)
  expect(filledOffer(offer('{{a}}!'), { a: 'x'.repeat(200) }).flawed).toBe(true)
  expect(filledOffer(offer(''), {}).flawed).toBe(true)
})

test('a gap is shown by its name, without braces', () => {
  expect(withGaps([{ content: 'Where is {{order}} of {{who}}?' }], { who: 'Ann' })).toEqual([
    { content: 'Where is [order] of Ann?' },
  ])
})
