import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isZone, quietUntil, toInstant } from './schedule.ts'

const iso = (ms: number | null) => ms && new Date(ms).toISOString()

test('knows IANA zones only', async () => {
  for (const zone of ['Asia/Shanghai', 'Europe/Berlin', 'UTC', 'Etc/GMT+8', 'EST5EDT']) {
    expect(await isZone(zone)).toBe(true)
  }
  for (const zone of ['Asia/Nowhere', '+08:00', '-08', '', 'Z', '2026-01-01T00:00[Asia/Tokyo]']) {
    expect(await isZone(zone)).toBe(false)
  }
})

/** A second opinion on local time: the wall clock of a zone as Intl shows it. */
function wallClock(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  return format.format(at).replace(' ', 'T')
}

const offset = (at: number, timeZone: string) => Date.parse(`${wallClock(at, timeZone)}Z`) - at

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const zone = fc.constantFrom(
  ...['Asia/Shanghai', 'Asia/Kathmandu', 'Europe/Berlin', 'America/New_York', 'America/St_Johns'],
  // Half an hour of daylight saving time; a change at midnight; one of a whole day.
  ...['Australia/Lord_Howe', 'America/Santiago', 'Africa/Cairo', 'Pacific/Apia', 'UTC'],
)
/** Any second of a few years, and often one near a change of the clocks. */
const changes = [
  ...['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-11-01T06:00Z', '2026-03-08T07:00Z'],
  ...['2026-04-04T15:00Z', '2026-10-03T15:30Z', '2026-04-23T22:00Z', '2011-12-30T10:00Z'],
].map((text) => Date.parse(text))
const instant = fc.oneof(
  fc
    .integer({ min: Date.parse('2010-01-01') / 1000, max: Date.parse('2040-01-01') / 1000 })
    .map((second) => second * 1000),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -4 * 3600, max: 4 * 3600 }))
    .map(([change, second]) => change + second * 1000),
)

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
    // The day that Samoa skipped.
    ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
  ])('%s in %s is %s', async (local, name, expected) => {
    expect(iso(await toInstant(local, name))).toBe(expected)
  })

  test.each(['2026-02-30T09:00', '2026-01-01T24:00', '2026-01-01T23:59:60', '2026-13-01T09:00'])(
    'that does not exist is none: %s',
    async (local) => {
      expect(await toInstant(local, 'Asia/Shanghai')).toBeNull()
    },
  )

  test('is the first instant at which the clocks show it', async () => {
    await fc.assert(
      fc.asyncProperty(instant, zone, async (at, name) => {
        const local = wallClock(at, name)
        const found = await toInstant(local, name)
        if (found === null) throw new Error(`${local} was shown, but is none`)
        expect(wallClock(found, name)).toBe(local)
        expect(found).toBeLessThanOrEqual(at)
        // Clocks are set back by at most a day.
        for (
          let earlier = found - MINUTE * 30;
          earlier > found - 25 * HOUR;
          earlier -= 30 * MINUTE
        ) {
          expect(wallClock(earlier, name)).not.toBe(local)
        }
      }),
      { numRuns: 50 },
    )
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
  ])('%o at %s end at %s', async (schedule, now, end) => {
    expect(iso(await quietUntil(Date.parse(now), schedule))).toBe(end)
  })

  test('end when the clocks say so, also in the night when they change', async () => {
    const berlin = { zone: 'Europe/Berlin', quiet_hours: { from: '22:00', to: '08:00' } }
    // Nine hours later in winter time.
    expect(iso(await quietUntil(Date.parse('2026-10-24T21:00:00Z'), berlin))).toBe(
      '2026-10-25T07:00:00.000Z',
    )
  })

  test('contain exactly the times between their ends on the clocks, and end after all of them', async () => {
    const clockTime = fc
      .integer({ min: 0, max: 24 * 60 - 1 })
      .map((n) =>
        [Math.floor(n / 60), n % 60].map((part) => String(part).padStart(2, '0')).join(':'),
      )
    await fc.assert(
      fc.asyncProperty(instant, zone, clockTime, clockTime, async (at, name, from, to) => {
        const isQuiet = (ms: number) => {
          const time = wallClock(ms, name).slice(11, 16)
          return from < to ? time >= from && time < to : from > to && (time >= from || time < to)
        }
        const schedule = { zone: name, quiet_hours: { from, to } }
        const end = await quietUntil(at, schedule)
        expect(end !== null).toBe(isQuiet(at))
        if (end === null) return
        expect(end).toBeGreaterThan(at)
        expect(end - at).toBeLessThanOrEqual(25 * HOUR)
        // It ends at a full minute that is not quiet, unless the clocks are set back into it.
        expect(new Date(end).getUTCSeconds()).toBe(0)
        const isShown = wallClock(end, name).slice(11, 16) === to
        if (isShown) expect(isQuiet(end)).toBe(false)
        // Every time before it is quiet, as long as the clocks are not changed.
        for (let ms = at; ms < end && offset(ms, name) === offset(at, name); ms += 10 * MINUTE) {
          expect(isQuiet(ms)).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })
})
