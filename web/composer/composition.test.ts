import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#contract/languages'
import { fromBody, readFollowUps, toBody } from './composition.ts'

const values = fc.array(
  fc.record({
    content: fc.string({ unit: 'binary' }),
    i18n_contents: fc.array(
      fc.record({
        content: fc.string({ unit: 'binary' }),
        language: fc.constantFrom(...LANGUAGES),
      }),
    ),
  }),
)

describe('form and JSON as two views of one value', () => {
  test('a value survives a round trip through JSON text', () => {
    fc.assert(
      fc.property(values, (followUps) => {
        expect(fromBody(JSON.parse(JSON.stringify(toBody(followUps))))).toEqual(followUps)
      }),
    )
  })

  test('a bubble without languages is sent without the field', () => {
    expect(toBody([{ content: 'a', i18n_contents: [] }])).toEqual({
      follow_ups: [{ content: 'a' }],
    })
  })

  test('a body that the form cannot represent stays JSON', () => {
    expect(fromBody({ follow_ups: [{ content: 'a' }], uuid: '1' })).toBeNull()
    expect(fromBody({ follow_ups: [{ content: 1 }] })).toBeNull()
    expect(fromBody([])).toBeNull()
    expect(fromBody(undefined)).toBeNull()
  })

  test('invalid values still open in the form, which shows their errors', () => {
    const body = { follow_ups: Array.from({ length: 4 }, () => ({ content: '' })) }
    expect(fromBody(body)).toHaveLength(4)
  })
})

describe('the bubbles that a preview can show', () => {
  test('are those with a text, whatever else the JSON contains', () => {
    expect(
      readFollowUps({
        more: true,
        follow_ups: [{ content: 'a', colour: 'red' }, 5, { content: 2 }],
      }),
    ).toEqual([{ content: 'a' }])
  })

  test('are none for any other value, without an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Array.isArray(readFollowUps(value))).toBe(true)
      }),
    )
  })
})
