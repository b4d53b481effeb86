import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMoment } from './exchange-filter.ts'
import { exchangesQuerySchema } from './exchanges.ts'
import { resultsQuerySchema } from './results/summary.ts'

describe('a time of the filter', () => {
  test('may have any time zone', () => {
    const moment = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
    fc.assert(
      fc.property(moment, fc.integer({ min: -12, max: 14 }), (date, hours) => {
        const iso = date.toISOString()
        const offset = `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`
        expect(isMoment(iso)).toBe(true)
        expect(isMoment(iso.replace('Z', offset))).toBe(true)
      }),
    )
    expect(isMoment('2028-02-29T08:00+08:00')).toBe(true)
  })

  test.each([
    '2026-11-22',
    '2026-11-22T06:02:00',
    '2026-02-30T00:00Z',
    '2026-13-01T00:00Z',
    '2026-01-01T25:00Z',
    '22 Nov 2026 06:02:00 GMT',
    '',
  ])('must not be %j', (text) => {
    expect(isMoment(text)).toBe(false)
  })
})

test.each([
  ['results', resultsQuerySchema],
  ['exchanges', exchangesQuerySchema],
])('a period of %s may be one moment, and not end before it begins', (_, schema) => {
  const [first, second] = ['2026-11-22T06:02Z', '2026-11-22T06:03Z']
  expect(schema.safeParse({ from: first, to: first }).success).toBe(true)
  expect(schema.safeParse({ from: first, to: second }).success).toBe(true)
  expect(schema.safeParse({ from: second, to: first }).success).toBe(false)
})
