import { LIMITS } from '#contract/limits'
import type { Profile } from '#contract/profile'
import type { RateBudget } from '#contract/rate-budget'
import type { CallRecord } from './call.ts'
import type { Clock } from './clock.ts'
import { createLine, type Line, type Place, type Schedule, type Wait } from './rate-line.ts'
import { pauseAsked } from './rate-pause.ts'
import type { RateLimit } from './sliding-windows.ts'

/** Whose limits they are: the platform counts by app and tenant, and each call by itself. */
type Key = Pick<Profile, 'base_url' | 'app_id' | 'tenant_key'>

/**
 * Keeps every call of every app within the platform's limits, so that it never has to say no.
 *
 * What was used is known to this process alone: consoles that share one database, and other programs
 * that use the same app, each count for themselves. Then the platform's own answer is the limit, and
 * it is heeded.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN
 */
export type RateBudgets = {
  /**
   * A place in the line for one call, or from when on there is one (milliseconds since 1970): nobody
   * is made to wait for long. Every place has to be given back with `end`.
   */
  queue(key: Key, call: string): Place
  /** The same for a call that is made at once: waits for its turn and counts it. */
  take(key: Key, call: string): Promise<Wait>
  /** Takes note of what the platform answered: where it asks to wait, nothing leaves until then. */
  heed(key: Key, call: string, record: CallRecord): void
  read(key: Key, call: string): RateBudget
}

type Options = {
  clock: Clock
  schedule?: Schedule
  limits?: readonly RateLimit[]
}

const { perSecond, perMinute } = LIMITS.rate
const SECOND = 1000
const MINUTE = 60_000
const PLATFORM_LIMITS: readonly RateLimit[] = [
  { limit: perSecond, periodMs: SECOND },
  { limit: perMinute, periodMs: MINUTE },
]

/** So wide that nobody meets them: for measuring the console itself on an upstream without limits. */
export const WIDE_LIMITS: readonly RateLimit[] = [{ limit: 100_000, periodMs: SECOND }]

const later: Schedule = (run, ms) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** One line for each app, tenant and call. */
export function createRateBudgets({
  clock,
  schedule = later,
  limits = PLATFORM_LIMITS,
}: Options): RateBudgets {
  const lines = new Map<string, Line>()

  function lineOf({ base_url, app_id, tenant_key }: Key, call: string): Line {
    const name = JSON.stringify([base_url, app_id, tenant_key, call])
    const line = lines.get(name) ?? createLine({ clock, schedule, limits })
    lines.set(name, line)
    return line
  }

  return {
    queue: (key, call) => lineOf(key, call).queue(),
    async take(key, call) {
      const place = lineOf(key, call).queue()
      if (!('wait' in place)) return place
      const turn = await place.wait()
      if (turn === 'go') place.left()
      place.end()
      return turn
    },
    heed(key, call, record) {
      const ms = pauseAsked(record)
      if (ms !== null) lineOf(key, call).pause(ms)
    },
    read(key, call) {
      const { used, paused } = lineOf(key, call).read()
      const left = (limit: number, periodMs: number) => ({
        limit,
        left: Math.max(0, limit - used(periodMs)),
      })
      return {
        per_second: left(perSecond, SECOND),
        per_minute: left(perMinute, MINUTE),
        paused_until: paused ? new Date(paused.until).toISOString() : null,
        paused_by: paused?.by ?? null,
      }
    },
  }
}
