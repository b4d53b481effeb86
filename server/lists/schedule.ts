import type { Temporal as Types } from 'temporal-polyfill'
import type { ListSchedule } from '#contract/deliveries/list'

/** Loaded on demand: its 160 kB would make each start slower, and few lists are scheduled. */
const loadTemporal = async () => (await import('temporal-polyfill')).Temporal

/** Whether this system knows the time zone. */
export async function isZone(zone: string): Promise<boolean> {
  // An offset such as +08:00 is no zone: it does not change with the season. Temporal would take the
  // zone of a whole date, too.
  if (!/^[A-Za-z]/.test(zone)) return false
  const Temporal = await loadTemporal()
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
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
export async function toInstant(local: string, zone: string): Promise<number | null> {
  const Temporal = await loadTemporal()
  try {
    const time = Temporal.PlainDateTime.from(local, { overflow: 'reject' })
    // A leap second would become the second before it.
    if (!time.toString().startsWith(local)) return null
    return time.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
  } catch {
    return null
  }
}

/** Returns when the quiet hours that contain a time end; null if it is in none. */
export async function quietUntil(
  now: number,
  { zone, quiet_hours }: Pick<ListSchedule, 'zone' | 'quiet_hours'>,
): Promise<number | null> {
  if (!quiet_hours) return null
  const Temporal = await loadTemporal()
  const [from, to] = [quiet_hours.from, quiet_hours.to].map((time) => Temporal.PlainTime.from(time))
  if (!from || !to) return null
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  const time = local.toPlainTime()
  const isBefore = (a: Types.PlainTime, b: Types.PlainTime) => Temporal.PlainTime.compare(a, b) < 0
  const overnight = isBefore(to, from)
  const evening = !isBefore(time, from)
  const morning = isBefore(time, to)
  if (overnight ? !evening && !morning : !evening || !morning) return null
  const day = local.toPlainDate().add({ days: overnight && evening ? 1 : 0 })
  return day.toZonedDateTime({ timeZone: zone, plainTime: to }).epochMilliseconds
}
