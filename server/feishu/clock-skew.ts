import type { Upstream } from './upstream.ts'

/** How far the platform's clock is ahead of this machine's, give or take, in milliseconds. */
export type Skew = { ms: number; margin_ms: number }

/** What one answer allows: the skew is somewhere in between. */
type Span = { from: number; to: number }

export type ClockSkews = {
  /** Takes note of an answer: its Date header, and when it was asked for and had come (wall clock). */
  note(origin: string, date: string | undefined, sent_ms: number, received_ms: number): void
  /** The estimate for an upstream; `null` where none of its answers told the time. */
  read(base_url: string): Skew | null
}

/** A Date header tells only whole seconds. */
const RESOLUTION_MS = 1000
const KEPT = 20

/**
 * Estimates how far each upstream's clock is from this machine's. One answer tells it to a second
 * and the time it took; what several answers have in common tells it more exactly. Where they have
 * nothing in common, one of the clocks was moved, and only the latest count.
 */
export function createClockSkews(): ClockSkews {
  const samples = new Map<string, Span[]>()
  return {
    note(origin, date, sent_ms, received_ms) {
      const told = date === undefined ? Number.NaN : Date.parse(date)
      if (Number.isNaN(told)) return
      const span = { from: told - received_ms, to: told + RESOLUTION_MS - sent_ms }
      samples.set(origin, [span, ...(samples.get(origin) ?? [])].slice(0, KEPT))
    },
    read(base_url) {
      const [latest, ...before] = samples.get(new URL(base_url).origin) ?? []
      if (!latest) return null
      const { from, to } = inCommon(latest, before)
      return { ms: Math.round((from + to) / 2), margin_ms: Math.ceil((to - from) / 2) }
    },
  }
}

function inCommon(latest: Span, before: readonly Span[]): Span {
  let common = latest
  for (const span of before) {
    const next = { from: Math.max(common.from, span.from), to: Math.min(common.to, span.to) }
    if (next.from > next.to) return common
    common = next
  }
  return common
}

/** An upstream whose every answer is taken note of. */
export function watchClock(upstream: Upstream, skews: ClockSkews): Upstream {
  return {
    async call(request) {
      const result = await upstream.call(request)
      const { response, started_at_ms, duration_ms } = result
      if (response) {
        const { date } = response.headers
        skews.note(request.url.origin, date, started_at_ms, started_at_ms + duration_ms)
      }
      return result
    },
    close: () => upstream.close(),
  }
}
