import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exchangesQuerySchema } from '#contract/exchange-query'
import {
  EVERYTHING,
  fromLocalInput,
  narrows,
  readFilter,
  toLocalInput,
  writeFilter,
} from './filter.ts'

const moments = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const maybe = <T>(some: fc.Arbitrary<T>) => fc.oneof(fc.constant(''), some)

describe('the filter of the history', () => {
  test('lives in the address: what is written is read again', () => {
    const filters = fc.record({
      query: fc.string({ unit: 'grapheme', maxLength: 50 }).map((text) => text.trim()),
      outcome: maybe(fc.constantFrom('answered', 'unknown')),
      code: maybe(fc.integer().map(String)),
      profile: maybe(fc.constantFrom('emulator', 'feishu')),
      from: maybe(moments),
      to: maybe(moments),
    })
    fc.assert(
      fc.property(filters, (filter) => {
        expect(readFilter(new URLSearchParams(`${writeFilter(filter)}`))).toEqual(filter)
      }),
    )
  })

  test('asks the API nothing that it refuses, whatever stands in the address', () => {
    const search = fc.dictionary(
      fc.constantFrom('outcome', 'code', 'from', 'profile', 'utm_source'),
      fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('unknown', '0', '2026-11-22')),
    )
    fc.assert(
      fc.property(search, (values) => {
        const asked = Object.fromEntries(writeFilter(readFilter(new URLSearchParams(values))))
        expect(exchangesQuerySchema.safeParse(asked).success, JSON.stringify(asked)).toBe(true)
      }),
    )
  })

  test('asks nothing where nothing is filled in', () => {
    expect(`${writeFilter(EVERYTHING)}`).toBe('')
    expect(narrows(EVERYTHING)).toBe(false)
    expect(narrows({ ...EVERYTHING, code: '0' })).toBe(true)
  })

  test('shows a moment in the reader’s own zone and takes it back to the minute', () => {
    const iso = '2026-11-22T06:02:00.000Z'
    expect(fromLocalInput(toLocalInput(iso))).toBe(iso)
    expect(toLocalInput('')).toBe('')
    expect(fromLocalInput('')).toBe('')
  })
})
