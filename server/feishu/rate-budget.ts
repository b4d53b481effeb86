import { LIMITS } from '#contract/limits'
import type { Profile, RateBudget } from '#contract/profile'
import type { SharedRate } from '../storage/postgres-rate.ts'
import type { CallRecord } from './call.ts'
import type { Clock } from './clock.ts'
import {
  createRateQueue,
  type RateLimit,
  type RateQueue,
  type RateSlot,
  type RateUse,
  type RateWait,
  type Schedule,
} from './rate-queue.ts'

/** The platform counts each endpoint separately for each app and tenant. */
type RateKey = Pick<Profile, 'base_url' | 'app_id' | 'tenant_key'>

/**
 * Keeps every call of every app within the platform's rate limits.
 *
 * The consoles on one PostgreSQL are counted together. If other programs use the same app, the
 * platform's own rate limit response pauses the calls.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN
 */
export type RateBudgets = {
  /**
   * Returns a ticket for one call, or the time from which one is available if that is not soon.
   * The caller must release a ticket with `end()`.
   * @param use a person by default
   */
  queue(key: RateKey, call: string, use?: RateUse): RateSlot
  /** Waits for a ticket and counts the call as made now. */
  take(key: RateKey, call: string, use?: RateUse): Promise<RateWait>
  /** Pauses the calls if the platform's response asks for it. */
  observe(key: RateKey, call: string, record: CallRecord): void
  read(key: RateKey, call: string, use?: RateUse): RateBudget
}

/** Returns the budgets for the calls of lists, which step back for those of people. */
export function forLists(budgets: RateBudgets): RateBudgets {
  return {
    ...budgets,
    queue: (key, call) => budgets.queue(key, call, 'list'),
    take: (key, call) => budgets.take(key, call, 'list'),
    read: (key, call) => budgets.read(key, call, 'list'),
  }
}

type RateBudgetOptions = {
  clock: Clock
  schedule?: Schedule
  limits?: readonly RateLimit[]
  /** What the consoles on one database share. */
  shared?: SharedRate | null
}

const { perSecond, perMinute } = LIMITS.rate
const SECOND = 1000
const MINUTE = 60_000

const PLATFORM_LIMITS: readonly RateLimit[] = [
  { limit: perSecond, periodMs: SECOND },
  { limit: perMinute, periodMs: MINUTE },
]

/** Returns the part of the platform's limits that reading in the background may use. */
export function thirdOfLimits(): RateLimit[] {
  return PLATFORM_LIMITS.map(({ limit, periodMs }) => ({ limit: Math.floor(limit / 3), periodMs }))
}

/** No limits in practice: for benchmarks on an upstream without limits. */
export const WIDE_LIMITS: readonly RateLimit[] = [{ limit: 100_000, periodMs: SECOND }]

const later: Schedule = (run, ms) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/**
 * How long after a person's call lists leave a part of the limits to people. Not always: a list of
 * 3,000 rows needs three whole minutes' budgets to be done at the limits' own floor of 140 s.
 */
const RESERVE_MS = 2 * MINUTE

/** Creates the budgets, one queue for each app, tenant and endpoint. */
export function createRateBudgets({
  clock,
  schedule = later,
  limits = PLATFORM_LIMITS,
  shared = null,
}: RateBudgetOptions): RateBudgets {
  const queues = new Map<string, RateQueue>()
  /** When a person last made a call, by app. */
  const lastUsed = new Map<string, number>()
  const appOf = ({ base_url, app_id, tenant_key }: RateKey) =>
    JSON.stringify([base_url, app_id, tenant_key])
  const nameOf = (key: RateKey, call: string) => JSON.stringify([appOf(key), call])

  function queueOf(key: RateKey, call: string): RateQueue {
    const app = appOf(key)
    const name = nameOf(key, call)
    const isReserved = () =>
      clock.monotonic() - (lastUsed.get(app) ?? Number.NEGATIVE_INFINITY) < RESERVE_MS
    const known = queues.get(name)
    if (known) return known
    const slots = shared && { claim: () => shared.claim(name, limits), end: shared.end }
    const queue = createRateQueue({ clock, schedule, limits, isReserved, shared: slots })
    queues.set(name, queue)
    shared?.watch(name, { call: queue.countOther, pause: queue.pause })
    return queue
  }
  shared?.watchPersons((app) => lastUsed.set(app, clock.monotonic()))

  function queue(key: RateKey, call: string, use: RateUse = 'person'): RateSlot {
    if (use === 'person') {
      lastUsed.set(appOf(key), clock.monotonic())
      shared?.announcePerson(appOf(key))
    }
    return queueOf(key, call).queue(use)
  }

  return {
    queue,
    async take(key, call, use) {
      const slot = queue(key, call, use)
      if (!('wait' in slot)) return slot
      const turn = await slot.wait()
      if (turn === 'go') slot.depart()
      slot.end()
      return turn
    },
    observe(key, call, record) {
      const ms = requestedPause(record)
      if (ms === null) return
      queueOf(key, call).pause(ms)
      shared?.pause(nameOf(key, call), ms)
    },
    read(key, call, use = 'person') {
      const { used, paused } = queueOf(key, call).read(use)
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

const RATE_LIMITED_CODE = 99991400
const RESET_HEADER = 'x-ogw-ratelimit-reset'

/** Used if the response has no valid reset header. */
const DEFAULT_PAUSE_S = 5

/** The longest limit of the platform lasts a minute; a larger value is an error of the platform. */
const LONGEST_S = 120

const SHORTEST_S = 1

/**
 * Returns the pause in milliseconds that a response asks for, or null if it asks for none.
 * Older endpoints use HTTP 400 instead of 429, and a gateway may send 429 without a code.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN
 */
function requestedPause({ reply, result }: CallRecord): number | null {
  const status = result.response?.http_status
  const limited = reply.answered ? reply.code === RATE_LIMITED_CODE : status === 429
  if (!limited) return null
  const text = result.response?.headers[RESET_HEADER] ?? ''
  const seconds = /^\d{1,12}(\.\d{1,9})?$/.test(text.trim()) ? Number(text) : DEFAULT_PAUSE_S
  return Math.min(Math.max(seconds, SHORTEST_S), LONGEST_S) * 1000
}
