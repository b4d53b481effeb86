import type { Clock } from './clock.ts'
import { createSlidingWindows, type RateLimit } from './sliding-windows.ts'

/** A turn, or from when on there will be one, in milliseconds since 1970. */
export type Wait = 'go' | { wait_until: number }

/** A place in the line for one call. */
export type Turn = {
  /** Comes back when the call may be made; or, where that takes too long after all, with when. */
  wait(): Promise<Wait>
  /** Whether nobody is to be waited for. */
  free(): boolean
  /** The call leaves now. */
  left(): void
  /** The call is over, or is not made after all. So late the platform may have counted it. */
  end(): void
}
export type Place = Turn | Exclude<Wait, 'go'>

export type Line = {
  queue(): Place
  /** Nothing goes for so many milliseconds. */
  pause(ms: number): void
  read(): {
    /** How many calls were made within a period, or are about to be. */
    used: (periodMs: number) => number
    paused: { until: number; by: 'platform' | 'console' } | null
  }
}

/** Calls back after so many milliseconds, unless it is called off with what it returns. */
export type Schedule = (run: () => void, ms: number) => () => void

type Options = {
  clock: Clock
  schedule: Schedule
  limits: readonly RateLimit[]
}

/** Who would have to wait for longer is better told at once. */
const PATIENCE_MS = 2_000
/** Who waits already, and longer than foreseen, is sent away after this. */
const LONGEST_WAIT_MS = 5_000
/** A call that takes longer than this to be answered has been counted long since. */
const COUNTED_WITHIN_MS = 2_000

type Waiting = { deadline: number; answer: (wait: Wait) => void }

/** Lets calls go in the order in which they come to wait, within the limits. */
export function createLine({ clock, schedule, limits }: Options): Line {
  const windows = createSlidingWindows(limits)
  const waiting: Waiting[] = []
  /** How many have a place and no turn yet, waiting or still on their way to it. */
  let pending = 0
  let pausedUntil = Number.NEGATIVE_INFINITY
  let alarm = Number.POSITIVE_INFINITY

  const wall = (monotonic: number) => clock.wall() + Math.ceil(monotonic - clock.monotonic())
  const nextAt = (now: number, ahead: number) => windows.nextAt(Math.max(now, pausedUntil), ahead)

  /** Gives turns as long as there are any, and sends those away for whom it takes too long. */
  function advance(): void {
    for (let first = waiting[0]; first; first = waiting[0]) {
      const now = clock.monotonic()
      const at = nextAt(now, 0)
      const blocked = windows.blocked()
      if (at <= now && !blocked) {
        waiting.shift()
        first.answer('go')
      } else if (at > first.deadline || now >= first.deadline) {
        waiting.shift()
        first.answer({ wait_until: wall(Math.max(at, now + 1)) })
      } else {
        // Where it hangs on a call that is on its way, the end of that calls here again.
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

  function createTurn(): Turn {
    let place: number | null = null
    let left = false
    let over = false
    let callOff = () => {}

    function end(): void {
      if (over) return
      over = true
      callOff()
      if (place === null) pending -= 1
      else windows.stamp(place, left ? clock.monotonic() : null)
      advance()
    }
    return {
      wait: () =>
        new Promise((resolve) => {
          const answer = (wait: Wait) => {
            if (wait === 'go') {
              place = windows.grant()
              pending -= 1
            }
            resolve(wait)
          }
          waiting.push({ deadline: clock.monotonic() + LONGEST_WAIT_MS, answer })
          advance()
        }),
      free() {
        const now = clock.monotonic()
        return waiting.length === 0 && nextAt(now, 0) <= now && !windows.blocked()
      },
      left() {
        left = true
        callOff = schedule(end, COUNTED_WITHIN_MS)
      },
      end,
    }
  }

  return {
    queue() {
      const now = clock.monotonic()
      const at = nextAt(now, pending)
      if (at - now > PATIENCE_MS) return { wait_until: wall(at) }
      pending += 1
      return createTurn()
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, clock.monotonic() + ms)
      advance()
    },
    read() {
      const now = clock.monotonic()
      const at = nextAt(now, pending)
      const used = (periodMs: number) => windows.count(periodMs, now) + pending
      if (pausedUntil > now) return { used, paused: { until: wall(pausedUntil), by: 'platform' } }
      const full = at - now > PATIENCE_MS
      return { used, paused: full ? { until: wall(at), by: 'console' } : null }
    },
  }
}
