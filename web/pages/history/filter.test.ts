import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exchangesQuerySchema } from '#contract/exchanges'
import {
  filterParams,
  fromLocalInput,
  hasMoreFilters,
  NO_FILTER,
  parseFilter,
  toLocalInput,
} from './filter.ts'

const moments = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const maybe = <T>(some: fc.Arbitrary<T>) => fc.oneof(fc.constant(''), some)

describe('the filter of the history', () => {
  test('survives a round trip through the URL', () => {
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
        expect(parseFilter(new URLSearchParams(`${filterParams(filter)}`))).toEqual(filter)
      }),
    )
  })

  test('never sends the API a value that it rejects', () => {
    const search = fc.dictionary(
      fc.constantFrom('outcome', 'code', 'from', 'profile', 'utm_source'),
      fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('unknown', '0', '2026-11-22')),
    )
    fc.assert(
      fc.property(search, (values) => {
        const query = Object.fromEntries(filterParams(parseFilter(new URLSearchParams(values))))
        expect(exchangesQuerySchema.safeParse(query).success, JSON.stringify(query)).toBe(true)
      }),
    )
  })

  test('is empty if no field is filled in', () => {
    expect(`${filterParams(NO_FILTER)}`).toBe('')
    expect(hasMoreFilters(NO_FILTER)).toBe(false)
    expect(hasMoreFilters({ ...NO_FILTER, code: '0' })).toBe(true)
  })

  test('converts a time to the local zone and back, to the minute', () => {
    const iso = '2026-11-22T06:02:00.000Z'
    expect(fromLocalInput(toLocalInput(iso))).toBe(iso)
    expect(toLocalInput('')).toBe('')
    expect(fromLocalInput('')).toBe('')
  })
})
