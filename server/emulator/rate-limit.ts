import type { EmulatorOperation } from '#contract/emulator-operation'
import { LIMITS } from '#contract/limits'
import type { App } from './state.ts'
import type { World } from './world.ts'

/** How many more calls one limit allows, and since when that is so. */
type Counter = { since_ms: number; left: number }
/** One counter for each limit. */
export type Gauge = { limiter: 'window' | 'bucket'; counters: readonly Counter[] }

const RATES = [
  { limit: LIMITS.rate.perSecond, period_ms: 1000 },
  { limit: LIMITS.rate.perMinute, period_ms: 60_000 },
]
type Rate = (typeof RATES)[number]

/** The limit that a call has run into, and how many seconds there are to wait. */
export type Exceeded = { limit: number; reset: number }

/**
 * Counts a call of an app, for each operation by itself. A refused call does not count.
 * @returns `null` where the call is within both limits
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN
 */
export function countCall(world: World, operation: EmulatorOperation, app: App): Exceeded | null {
  const { rate_limiter: limiter } = world.assumptions
  if (limiter === 'off') return null
  const now = world.clock()
  const key = `${operation} ${app.app_id}`
  const known = world.gauges.get(key)
  const gauge: Gauge =
    known?.limiter === limiter
      ? known
      : { limiter, counters: RATES.map((rate) => full(limiter, rate, now)) }
  world.gauges.set(key, gauge)

  const waits = RATES.map((rate, index) => {
    const counter = gauge.counters[index]
    return counter ? waitFor(limiter, rate, counter, now) : 0
  })
  // The longer wait is the one that helps.
  const wait = Math.max(...waits)
  if (wait > 0) {
    const limit = RATES[waits.indexOf(wait)]?.limit ?? 0
    return { limit, reset: Math.ceil(wait / 1000) }
  }
  for (const counter of gauge.counters) counter.left -= 1
  return null
}

function full(limiter: Gauge['limiter'], { limit, period_ms }: Rate, now: number): Counter {
  const since_ms = limiter === 'window' ? now - (now % period_ms) : now
  return { since_ms, left: limit }
}

/** Brings a counter up to now; the milliseconds until a call is allowed, 0 where one is. */
function waitFor(limiter: Gauge['limiter'], rate: Rate, counter: Counter, now: number): number {
  const { limit, period_ms } = rate
  const passed = now - counter.since_ms
  // A clock that was put back has begun anew as well.
  if (passed < 0 || passed >= period_ms) Object.assign(counter, full(limiter, rate, now))
  else if (limiter === 'bucket') {
    counter.left = Math.min(limit, counter.left + (passed * limit) / period_ms)
    counter.since_ms = now
  }
  if (counter.left >= 1) return 0
  if (limiter === 'window') return counter.since_ms + period_ms - now
  return ((1 - counter.left) * period_ms) / limit
}
