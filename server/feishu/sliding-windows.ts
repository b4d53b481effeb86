export type RateLimit = { limit: number; periodMs: number }

/**
 * Keeps calls within several sliding windows at once. It remembers the times of the last calls only,
 * as many as the largest limit: neither its memory nor its work grows with what was called before.
 *
 * A call is first granted, and stamped when it is over: the platform counts it somewhere in between,
 * and only the end is sure not to be before that.
 */
export type SlidingWindows = {
  /**
   * When the call that has `ahead` others before it may be granted, at the earliest.
   * @param from no earlier than this; all times are of one monotonic clock, in milliseconds
   */
  nextAt(from: number, ahead?: number): number
  /** Grants the next call and gives it a place to be stamped. */
  grant(): number
  /** The granted call was over at this time; `null` where it was not made after all. */
  stamp(place: number, at: number | null): void
  /** Whether nothing can be granted before another granted call is over. */
  blocked(): boolean
  /** How many calls were granted within this period up to now. */
  count(periodMs: number, now: number): number
}

/** Granted, and not over yet. */
const RUNNING = Number.POSITIVE_INFINITY
const NEVER = Number.NEGATIVE_INFINITY

/** Windows in which nothing has been called yet. */
export function createSlidingWindows(limits: readonly RateLimit[]): SlidingWindows {
  const size = Math.max(...limits.map(({ limit }) => limit))
  const times = new Float64Array(size).fill(NEVER)
  let granted = 0

  /** The time of the n-th call; older ones than are remembered are in no window any more. */
  const timeOf = (n: number) => (n < 0 ? NEVER : (times[n % size] ?? NEVER))

  return {
    nextAt(from, ahead = 0) {
      const planned: number[] = []
      for (let i = 0; i <= ahead; i += 1) {
        const free = limits.map(({ limit, periodMs }) => {
          const n = granted + i - limit
          const time = n < granted ? timeOf(n) : (planned[n - granted] ?? from)
          return (time === RUNNING ? from : time) + periodMs
        })
        planned.push(Math.max(planned.at(-1) ?? from, ...free))
      }
      return planned[ahead] ?? from
    },
    grant() {
      const place = granted
      times[place % size] = RUNNING
      granted += 1
      return place
    },
    stamp(place, at) {
      times[place % size] = at ?? NEVER
    },
    blocked: () => limits.some(({ limit }) => timeOf(granted - limit) === RUNNING),
    count(periodMs, now) {
      return times.reduce((sum, time) => (time > now - periodMs ? sum + 1 : sum), 0)
    },
  }
}
