import { describe, expect, test } from 'vitest'
import { isZone, quietUntil, toInstant } from './schedule.ts'

const iso = (ms: number | null) => ms && new Date(ms).toISOString()

test('knows IANA zones only', () => {
  for (const zone of ['Asia/Shanghai', 'Europe/Berlin', 'UTC']) expect(isZone(zone)).toBe(true)
  for (const zone of ['Asia/Nowhere', '+08:00', '']) expect(isZone(zone)).toBe(false)
})

describe('a local time', () => {
  test.each([
    ['2026-12-01T09:00', 'Asia/Shanghai', '2026-12-01T01:00:00.000Z'],
    ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'],
    ['2026-12-01T09:00:30', 'Asia/Kathmandu', '2026-12-01T03:15:30.000Z'],
    // The clocks are set back at 03:00: 02:30 occurs twice.
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    // The clocks skip 02:00 to 03:00.
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(iso(toInstant(local, zone))).toBe(instant)
  })

  test('of a day that does not exist is none', () => {
    expect(toInstant('2026-02-30T09:00', 'Asia/Shanghai')).toBeNull()
    expect(toInstant('2026-01-01T24:00', 'Asia/Shanghai')).toBeNull()
  })
})

describe('quiet hours', () => {
  const night = { zone: 'Asia/Shanghai', quiet_hours: { from: '21:00', to: '08:00' } }
  const noon = { zone: 'Europe/Berlin', quiet_hours: { from: '12:00', to: '13:30' } }
  test.each([
    [night, '2026-12-01T12:59:59Z', null],
    [night, '2026-12-01T13:00:00Z', '2026-12-02T00:00:00.000Z'],
    [night, '2026-12-01T20:00:00Z', '2026-12-02T00:00:00.000Z'],
    [night, '2026-12-02T00:00:00Z', null],
    [noon, '2026-07-01T10:30:00Z', '2026-07-01T11:30:00.000Z'],
    [noon, '2026-07-01T11:30:00Z', null],
    [{ ...noon, quiet_hours: null }, '2026-07-01T10:30:00Z', null],
    [{ ...noon, quiet_hours: { from: '12:00', to: '12:00' } }, '2026-07-01T10:00:00Z', null],
  ])('%o at %s end at %s', (schedule, now, end) => {
    expect(iso(quietUntil(Date.parse(now), schedule))).toBe(end)
  })

  test('end when the clocks say so, also in the night when they change', () => {
    const berlin = { zone: 'Europe/Berlin', quiet_hours: { from: '22:00', to: '08:00' } }
    // Nine hours later in winter time.
    expect(iso(quietUntil(Date.parse('2026-10-24T21:00:00Z'), berlin))).toBe(
      '2026-10-25T07:00:00.000Z',
    )
  })
})
