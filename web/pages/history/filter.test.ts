import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exchangesQuerySchema } from '#contract/exchanges'
import {
  countMoreFilters,
  filterParams,
  fromLocalInput,
  isToday,
  NO_FILTER,
  parseFilter,
  resultsSelection,
  startOfDay,
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
      actor: maybe(fc.constant('local')),
      endpoint: maybe(fc.constantFrom('create_message', 'recall_message')),
      state: maybe(fc.constantFrom('sent', 'message_only', 'unknown')),
      result: maybe(fc.constantFrom('clicked', 'unknown')),
      list: maybe(fc.uuid()),
      recipient: maybe(fc.constantFrom('ou_1', 'lin@example.com')),
      template: maybe(fc.uuid()),
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
      fc.constantFrom(
        'outcome',
        'code',
        'from',
        'state',
        'result',
        'list',
        'endpoint',
        'actor',
        'utm_source',
      ),
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
    const now = new Date()
    expect(countMoreFilters(NO_FILTER, now)).toBe(0)
    const more = {
      ...NO_FILTER,
      query: 'a',
      actor: 'local',
      template: 't',
      result: 'clicked',
      endpoint: 'push_follow_up',
      code: '0',
      profile: 'p',
    }
    expect(countMoreFilters(more, now)).toBe(3)
  })

  test('results are counted by app, template, list and time; other filters are reported', () => {
    const counted = { ...NO_FILTER, template: 't', list: 'l', result: 'clicked' }
    expect(resultsSelection(counted)).toEqual({
      selection: { template: 't', list: 'l' },
      isPartial: false,
    })
    expect(resultsSelection({ ...counted, query: 'a' }).isPartial).toBe(true)
  })

  test('today begins at midnight in the zone of the user, and ends with the day', () => {
    const now = new Date(2026, 10, 30, 14, 5)
    const today = { from: startOfDay(now), to: '' }
    expect(new Date(today.from).getHours()).toBe(0)
    expect(isToday(today, now)).toBe(true)
    expect(isToday(today, new Date(2026, 11, 1, 0, 0))).toBe(false)
    expect(isToday({ ...today, to: now.toISOString() }, now)).toBe(false)
    expect(countMoreFilters({ ...NO_FILTER, ...today }, now)).toBe(0)
    expect(countMoreFilters({ ...NO_FILTER, ...today, to: now.toISOString() }, now)).toBe(2)
  })

  describe.each([
    ['UTC', '2026-11-22T06:02', '2026-11-22T00:00:00.000Z'],
    ['Asia/Shanghai', '2026-11-22T14:02', '2026-11-21T16:00:00.000Z'],
    ['America/St_Johns', '2026-11-22T02:32', '2026-11-22T03:30:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-22T20:02', '2026-11-21T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-11-21T19:02', '2026-11-21T11:00:00.000Z'],
  ])('in %s', (zone, local, midnight) => {
    const { TZ } = process.env
    beforeEach(() => {
      process.env.TZ = zone
    })
    afterEach(() => {
      if (TZ === undefined) delete process.env.TZ
      else process.env.TZ = TZ
    })

    test('a field shows the local time, and its day begins at the local midnight', () => {
      const iso = '2026-11-22T06:02:00.000Z'
      expect(toLocalInput(iso)).toBe(local)
      expect(fromLocalInput(local)).toBe(iso)
      expect(startOfDay(new Date(iso))).toBe(midnight)
    })
  })

  test('converts a time to the local zone and back, to the minute', () => {
    const iso = '2026-11-22T06:02:00.000Z'
    expect(fromLocalInput(toLocalInput(iso))).toBe(iso)
    expect(toLocalInput('')).toBe('')
    expect(fromLocalInput('')).toBe('')
  })
})
