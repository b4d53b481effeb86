import type { ListSchedule } from '#contract/deliveries/list'

/** Whether this system knows the time zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    // An offset such as +08:00 is no zone: it does not change with the season.
    return !/^[+-]/.test(zone)
  } catch {
    return false
  }
}

/**
 * Returns the instant of a local time in milliseconds since 1970. A time that occurs twice, when the
 * clocks are set back, is the first of the two; one that is skipped is as much later.
 * @param local `2026-12-01T09:00`
 * @returns null if there is no such date
 */
export function toInstant(local: string, zone: string): number | null {
  const wall = Date.parse(`${local}Z`)
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(local)) return null
  // The offset of a zone changes by less than a day, so both sides of a change are tried.
  const before = wall - offsetAt(wall - DAY_MS, zone)
  const after = wall - offsetAt(wall + DAY_MS, zone)
  const fits = [before, after].filter((at) => at + offsetAt(at, zone) === wall)
  return fits.length > 0 ? Math.min(...fits) : before
}

/** Returns when the quiet hours that contain a time end; null if it is in none. */
export function quietUntil(
  now: number,
  { zone, quiet_hours }: Pick<ListSchedule, 'zone' | 'quiet_hours'>,
): number | null {
  if (!quiet_hours || quiet_hours.from === quiet_hours.to) return null
  const { from, to } = quiet_hours
  const local = new Date(now + offsetAt(now, zone)).toISOString()
  const time = local.slice(11, 16)
  const overnight = from > to
  const quiet = overnight ? time >= from || time < to : time >= from && time < to
  if (!quiet) return null
  const day = Date.parse(`${local.slice(0, 10)}T00:00Z`)
  const end = new Date(overnight && time >= from ? day + DAY_MS : day).toISOString().slice(0, 10)
  return toInstant(`${end}T${to}`, zone)
}

const DAY_MS = 86_400_000

/** Returns how many milliseconds a zone's clocks are ahead of UTC. */
function offsetAt(at: number, zone: string): number {
  const second = Math.floor(at / 1000) * 1000
  const parts = formatOf(zone).formatToParts(second)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((one) => one.type === type)?.value)
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return local - second
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const numeric = 'numeric'
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  })
  formats.set(timeZone, format)
  return format
}
