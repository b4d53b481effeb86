import type { Upstream } from './upstream.ts'

/** How far the platform's clock is ahead of this machine's, in milliseconds, plus or minus the margin. */
export type ClockSkew = { ms: number; margin_ms: number }

/** The range of skews that one response allows, in milliseconds. */
type SkewRange = { from: number; to: number }

export type ClockSkews = {
  /** Adds a response: its Date header and the wall-clock times of request and response. */
  record(origin: string, date: string | undefined, sent_ms: number, received_ms: number): void
  /** Returns the estimate for an upstream, or null if none of its responses had a valid date. */
  read(base_url: string): ClockSkew | null
}

/** A Date header has whole seconds only. */
const RESOLUTION_MS = 1000
const KEPT = 20

/**
 * Estimates how far each upstream's clock is from this machine's. One response is exact to a second
 * plus its duration; the intersection of several is more exact. If the intersection is empty, a clock
 * was changed, and only the latest responses count.
 */
export function createClockSkews(): ClockSkews {
  const samples = new Map<string, SkewRange[]>()
  return {
    record(origin, date, sent_ms, received_ms) {
      const time = date === undefined ? Number.NaN : Date.parse(date)
      if (Number.isNaN(time)) return
      const range = { from: time - received_ms, to: time + RESOLUTION_MS - sent_ms }
      samples.set(origin, [range, ...(samples.get(origin) ?? [])].slice(0, KEPT))
    },
    read(base_url) {
      const [latest, ...before] = samples.get(new URL(base_url).origin) ?? []
      if (!latest) return null
      const { from, to } = intersect(latest, before)
      return { ms: Math.round((from + to) / 2), margin_ms: Math.ceil((to - from) / 2) }
    },
  }
}

/** Intersects the latest range with earlier ones until the intersection would be empty. */
function intersect(latest: SkewRange, before: readonly SkewRange[]): SkewRange {
  let common = latest
  for (const range of before) {
    const next = { from: Math.max(common.from, range.from), to: Math.min(common.to, range.to) }
    if (next.from > next.to) return common
    common = next
  }
  return common
}

/** Wraps an upstream so that each of its responses is recorded. */
export function watchClock(upstream: Upstream, skews: ClockSkews): Upstream {
  return {
    async call(request) {
      const result = await upstream.call(request)
      const { response, started_at_ms, duration_ms } = result
      if (response) {
        const { date } = response.headers
        skews.record(request.url.origin, date, started_at_ms, started_at_ms + duration_ms)
      }
      return result
    },
    close: () => upstream.close(),
  }
}
