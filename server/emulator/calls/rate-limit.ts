import type { EmulatorOperation } from '#contract/emulator/faults'
import { LIMITS } from '#contract/limits'
import type { App, Chat, Message } from '../tenant/state.ts'
import type { RateCounter, RateGauge, World } from '../tenant/world.ts'
import type { PlatformError } from './operation.ts'

/** Any call of an app. */
const CALL_RATES = [
  { limit: LIMITS.rate.perSecond, period_ms: 1000 },
  { limit: LIMITS.rate.perMinute, period_ms: 60_000 },
]
/** Messages to one person, to one group from all of its bots, and updates of one card. */
const MESSAGE_RATES = [{ limit: 5, period_ms: 1000 }]
const MAX_GAUGES = 10_000

type Rate = { limit: number; period_ms: number }

/** The limit that a call exceeds, and after how many seconds it is allowed. */
export type RateExceeded = { limit: number; reset: number }

/**
 * Counts a call of an app, separately for each operation. A rejected call does not count.
 * @returns the limit that the call exceeds, or null if it is within both limits
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN
 */
export function countCall(
  world: World,
  operation: EmulatorOperation,
  app: App,
): RateExceeded | null {
  return count(world, `${operation} ${app.app_id}`, CALL_RATES)
}

/** The error for too many messages to one person or group, in the platform's words. */
export const CHAT_BUSY: PlatformError = {
  code: 230020,
  msg: 'This operation triggers the frequency limit, ext=chat rate limit',
}

/**
 * Counts a message in a chat, and returns whether there are too many.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create
 */
export function isChatBusy(world: World, { chat_id }: Chat): boolean {
  return count(world, chat_id, MESSAGE_RATES) !== null
}

/**
 * Counts an update of a card, and returns whether there are too many.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/patch
 */
export function isCardBusy(world: World, { message_id }: Message): boolean {
  return count(world, message_id, MESSAGE_RATES) !== null
}

/** Counts under a key, unless a rate is exceeded. */
function count(world: World, key: string, rates: readonly Rate[]): RateExceeded | null {
  const { rate_limiter: limiter } = world.assumptions
  if (limiter === 'off') return null
  const now = world.clock()
  const known = world.rate_gauges.get(key)
  const gauge: RateGauge =
    known?.limiter === limiter
      ? known
      : { limiter, counters: rates.map((rate) => full(limiter, rate, now)) }
  // The gauges not used for longest come first.
  world.rate_gauges.delete(key)
  world.rate_gauges.set(key, gauge)
  if (world.rate_gauges.size > MAX_GAUGES) {
    for (const oldest of world.rate_gauges.keys()) {
      world.rate_gauges.delete(oldest)
      break
    }
  }

  const waits = rates.map((rate, index) => {
    const counter = gauge.counters[index]
    return counter ? waitFor(limiter, rate, counter, now) : 0
  })
  // After the longer wait, no limit is exceeded.
  const wait = Math.max(...waits)
  if (wait > 0) {
    const limit = rates[waits.indexOf(wait)]?.limit ?? 0
    return { limit, reset: Math.ceil(wait / 1000) }
  }
  for (const counter of gauge.counters) counter.left -= 1
  return null
}

function full(limiter: RateGauge['limiter'], { limit, period_ms }: Rate, now: number): RateCounter {
  const since_ms = limiter === 'window' ? now - (now % period_ms) : now
  return { since_ms, left: limit }
}

/** Updates a counter to now; returns the milliseconds until a call is allowed, 0 if it is now. */
function waitFor(
  limiter: RateGauge['limiter'],
  rate: Rate,
  counter: RateCounter,
  now: number,
): number {
  const { limit, period_ms } = rate
  const passed = now - counter.since_ms
  // A clock that was set back starts a new period too.
  if (passed < 0 || passed >= period_ms) Object.assign(counter, full(limiter, rate, now))
  else if (limiter === 'bucket') {
    counter.left = Math.min(limit, counter.left + (passed * limit) / period_ms)
    counter.since_ms = now
  }
  if (counter.left >= 1) return 0
  if (limiter === 'window') return counter.since_ms + period_ms - now
  return ((1 - counter.left) * period_ms) / limit
}
