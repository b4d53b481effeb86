import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#contract/languages'
import { fromBody, isSameJson, readFollowUps, toBody } from './composition.ts'

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

describe('table and JSON as two views of one value', () => {
  test('a value survives a round trip through JSON text', () => {
    fc.assert(
      fc.property(values, (followUps) => {
        expect(fromBody(JSON.parse(JSON.stringify(toBody(followUps))))).toEqual(followUps)
      }),
    )
  })

  test('unknown keys and empty lists stay as they are', () => {
    const followUps = [
      { content: 'a', i18n_contents: [], id: 7 },
      { content: 'b', i18n_contents: [{ content: '', language: 'zz', note: null }] },
    ]
    expect(toBody(fromBody({ follow_ups: followUps }) ?? [])).toEqual({ follow_ups: followUps })
  })

  test('a body that the table cannot represent stays JSON', () => {
    expect(fromBody({ follow_ups: [{ content: 'a' }], uuid: '1' })).toBeNull()
    expect(fromBody({ follow_ups: [{ content: 1 }] })).toBeNull()
    expect(fromBody([])).toBeNull()
    expect(fromBody(undefined)).toBeNull()
  })

  test('invalid values still open in the table, which shows their errors', () => {
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
    ).toEqual([{ content: 'a', colour: 'red' }])
  })

  test('are none for any other value, without an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Array.isArray(readFollowUps(value))).toBe(true)
      }),
    )
  })
})

describe('two JSON values', () => {
  test('are the same after a round trip and with their keys in another order', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isSameJson(value, JSON.parse(JSON.stringify(value)))).toBe(true)
      }),
    )
    expect(isSameJson({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true)
  })

  test.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [
      [1, 2],
      [2, 1],
    ],
    [[], {}],
    [null, {}],
    [undefined, {}],
  ])('differ: %j and %j', (a, b) => {
    expect(isSameJson(a, b)).toBe(false)
    expect(isSameJson(b, a)).toBe(false)
  })
})
