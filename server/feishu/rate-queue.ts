import type { Clock } from './clock.ts'

/** `go`, or the time from which calls are possible again (milliseconds since 1970). */
export type RateWait = 'go' | { wait_until: number }

/** One call's position in the queue. */
export type RateTicket = {
  /** Resolves to `go` when the call may be made, or to a time if the wait becomes too long. */
  wait(): Promise<RateWait>
  /** Whether the call could be made at once. */
  isFree(): boolean
  /** Marks the call as sent. */
  depart(): void
  /**
   * Releases the ticket: the call is over, or was never sent. The platform counts a call somewhere
   * before its end, so this is the latest time at which it may count.
   */
  end(): void
}

export type RateSlot = RateTicket | Exclude<RateWait, 'go'>

/** Who makes a call. Lists step back for people: they take no slot while a person waits for one. */
export type RateUse = 'person' | 'list'

export type RateQueue = {
  queue(use: RateUse): RateSlot
  /** Stops all calls for this many milliseconds. */
  pause(ms: number): void
  /** Counts a call that another console made so many milliseconds ago. */
  countOther(agoMs: number): void
  read(use: RateUse): {
    /** Returns the number of calls within the last period, including those about to be made. */
    used: (periodMs: number) => number
    paused: { until: number; by: 'platform' | 'console' } | null
  }
}

/** Runs a function after this many milliseconds; returns a function that cancels it. */
export type Schedule = (run: () => void, ms: number) => () => void

type RateQueueOptions = {
  clock: Clock
  schedule: Schedule
  limits: readonly RateLimit[]
  /** Whether lists leave a part of each limit to people now. */
  isReserved: () => boolean
  /** The same limits for all consoles; none if there is only one. */
  shared?: SharedSlots | null
}

/** Grants a call for all consoles together, after this console's own limits allow it. */
export type SharedSlots = {
  claim(): Promise<{ id: string | null } | { wait_ms: number }>
  end(id: string, sent: boolean): void
}

/** The part of each limit that lists leave to people. */
const RESERVE = 0.1

/** A call that would wait longer gets no ticket. */
const PATIENCE_MS = 2_000

/** A waiting call is turned away after this, e.g. because the platform asked for a pause meanwhile. */
const LONGEST_WAIT_MS = 5_000

/** The platform has counted a call after this time even if it has not answered. */
const COUNTED_WITHIN_MS = 2_000

type QueuedTicket = { deadline: number; answer: (wait: RateWait) => void }

/**
 * Creates a queue that releases calls within the limits: those of people first, each kind in the order
 * of its `wait()`.
 */
export function createRateQueue({
  clock,
  schedule,
  limits,
  isReserved,
  shared = null,
}: RateQueueOptions): RateQueue {
  const windows = createSlidingWindows(limits)
  const waiting: Record<RateUse, QueuedTicket[]> = { person: [], list: [] }
  /** Tickets that are not granted yet, waiting or not. */
  const pending: Record<RateUse, number> = { person: 0, list: 0 }
  let pausedUntil = Number.NEGATIVE_INFINITY
  /** Until then, the calls of other consoles leave no room. */
  let heldUntil = Number.NEGATIVE_INFINITY
  let alarm = Number.POSITIVE_INFINITY

  const wall = (monotonic: number) => clock.wall() + Math.ceil(monotonic - clock.monotonic())
  const spare = (use: RateUse) => (use === 'list' && isReserved() ? RESERVE : 0)
  const nextAt = (now: number, ahead: number, use: RateUse) =>
    windows.nextAt(Math.max(now, pausedUntil, heldUntil), ahead, spare(use))
  const aheadOf = (use: RateUse) => pending.person + (use === 'list' ? pending.list : 0)
  const isBlocked = (use: RateUse) =>
    windows.blocked(spare(use)) || (use === 'list' && waiting.person.length > 0)

  function advance(): void {
    advanceQueue('person')
    advanceQueue('list')
  }

  /** Grants waiting tickets while the limits allow, and turns away those that waited too long. */
  function advanceQueue(use: RateUse): void {
    const queue = waiting[use]
    for (let first = queue[0]; first; first = queue[0]) {
      const now = clock.monotonic()
      const at = nextAt(now, 0, use)
      const blocked = isBlocked(use)
      if (at <= now && !blocked) {
        queue.shift()
        first.answer('go')
      } else if (at > first.deadline || now >= first.deadline) {
        queue.shift()
        first.answer({ wait_until: wall(Math.max(at, now + 1)) })
      } else {
        // If a running call blocks the window, its end calls advance() again.
        wake(blocked ? first.deadline : at, now)
        return
      }
    }
  }

  function wake(at: number, now: number): void {
    if (at >= alarm) return
    alarm = at
    schedule(
      () => {
        if (alarm === at) alarm = Number.POSITIVE_INFINITY
        advance()
      },
      Math.max(1, Math.ceil(at - now)),
    )
  }

  function createTicket(use: RateUse): RateTicket {
    let slot: number | null = null
    let departed = false
    let over = false
    let claim: string | null = null
    let cancel = () => {}

    function end(): void {
      if (over) return
      over = true
      cancel()
      if (slot === null) pending[use] -= 1
      else windows.stamp(slot, departed ? clock.monotonic() : null)
      if (claim !== null) shared?.end(claim, departed)
      advance()
    }

    /** Waits until the limits of this console allow the call. */
    const takeTurn = (deadline: number): Promise<RateWait> =>
      new Promise((resolve) => {
        const answer = (wait: RateWait) => {
          if (wait === 'go') {
            slot = windows.grant()
            pending[use] -= 1
          }
          resolve(wait)
        }
        waiting[use].push({ deadline, answer })
        advance()
      })

    return {
      async wait() {
        const deadline = clock.monotonic() + LONGEST_WAIT_MS
        for (;;) {
          const turn = await takeTurn(deadline)
          if (turn !== 'go' || !shared) return turn
          const claimed = await shared.claim()
          if ('id' in claimed) {
            claim = claimed.id
            return turn
          }
          // Other consoles were faster.
          if (slot !== null) windows.stamp(slot, null)
          slot = null
          pending[use] += 1
          heldUntil = Math.max(heldUntil, clock.monotonic() + claimed.wait_ms)
        }
      },
      isFree() {
        const now = clock.monotonic()
        return waiting[use].length === 0 && nextAt(now, 0, use) <= now && !isBlocked(use)
      },
      depart() {
        departed = true
        cancel = schedule(end, COUNTED_WITHIN_MS)
      },
      end,
    }
  }

  return {
    queue(use) {
      const now = clock.monotonic()
      const at = nextAt(now, aheadOf(use), use)
      if (at - now > PATIENCE_MS) return { wait_until: wall(at) }
      pending[use] += 1
      return createTicket(use)
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, clock.monotonic() + ms)
      advance()
    },
    countOther(agoMs) {
      windows.stamp(windows.grant(), clock.monotonic() - agoMs)
    },
    read(use) {
      const now = clock.monotonic()
      const at = nextAt(now, aheadOf(use), use)
      const used = (periodMs: number) =>
        windows.count(periodMs, now) + pending.person + pending.list
      if (pausedUntil > now) return { used, paused: { until: wall(pausedUntil), by: 'platform' } }
      const full = at - now > PATIENCE_MS
      return { used, paused: full ? { until: wall(at), by: 'console' } : null }
    },
  }
}

export type RateLimit = { limit: number; periodMs: number }

/** Granted and not over yet. */
const RUNNING = Number.POSITIVE_INFINITY

const NEVER = Number.NEGATIVE_INFINITY

/**
 * Keeps calls within several sliding windows. It remembers only as many call times as the largest
 * limit, so memory and work do not grow with the number of calls.
 *
 * A call is granted first and stamped when it is over: the platform counts it at some time in
 * between, so only the end is safe to count from.
 */
function createSlidingWindows(limits: readonly RateLimit[]) {
  const size = Math.max(...limits.map(({ limit }) => limit))
  const times = new Float64Array(size).fill(NEVER)
  let granted = 0

  /** Returns the time of the n-th call; forgotten ones are outside every window. */
  const timeOf = (n: number) => (n < 0 ? NEVER : (times[n % size] ?? NEVER))
  const allowed = (limit: number, spare: number) => limit - Math.floor(limit * spare)

  return {
    /**
     * Returns the earliest time at which a call with `ahead` others before it can be granted.
     * @param from lower bound; all times are milliseconds of one monotonic clock
     * @param spare the part of each limit that must be left over
     */
    nextAt(from: number, ahead: number, spare: number): number {
      const planned: number[] = []
      for (let i = 0; i <= ahead; i += 1) {
        const free = limits.map(({ limit, periodMs }) => {
          const n = granted + i - allowed(limit, spare)
          const time = n < granted ? timeOf(n) : (planned[n - granted] ?? from)
          return (time === RUNNING ? from : time) + periodMs
        })
        planned.push(Math.max(planned.at(-1) ?? from, ...free))
      }
      return planned[ahead] ?? from
    },
    /** Grants the next call and returns the slot to stamp. */
    grant(): number {
      const slot = granted
      times[slot % size] = RUNNING
      granted += 1
      return slot
    },
    /** Records when a granted call was over; null if it was never sent. */
    stamp(slot: number, at: number | null): void {
      times[slot % size] = at ?? NEVER
    },
    /** Whether a running call must end before the next one can be granted. */
    blocked: (spare: number): boolean =>
      limits.some(({ limit }) => timeOf(granted - allowed(limit, spare)) === RUNNING),
    /** Returns the number of calls granted within the last period. */
    count(periodMs: number, now: number): number {
      return times.reduce((sum, time) => (time > now - periodMs ? sum + 1 : sum), 0)
    },
  }
}
