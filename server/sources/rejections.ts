import type { EventRejection, EventSourceView } from '#contract/event-sources/event-source'
import type { Log } from '../logging/log.ts'

type Rejection = EventSourceView['webhook']['rejected'][number]

/** Anyone can send requests to an event URL: more lines would only fill the log. */
const LOG_EVERY_MS = 10_000

/** Counts the rejected requests of event URLs since this console started, and logs some of them. */
export function createRejections(now: () => number, log: Log) {
  const counts = new Map<string, Map<EventRejection, Rejection & { logged_at: number }>>()
  return {
    add(profile: string, why: EventRejection): void {
      const own = counts.get(profile) ?? new Map()
      counts.set(profile, own)
      const { count = 0, logged_at = Number.NEGATIVE_INFINITY } = own.get(why) ?? {}
      const isLogged = now() - logged_at >= LOG_EVERY_MS
      if (isLogged) log({ event: 'event_rejected', profile, why, count: count + 1 })
      const last_at = new Date(now()).toISOString()
      own.set(why, { why, count: count + 1, last_at, logged_at: isLogged ? now() : logged_at })
    },
    list: (profile: string): Rejection[] =>
      [...(counts.get(profile)?.values() ?? [])].map(({ logged_at: _, ...rejection }) => rejection),
  }
}
