import { LATEST_MS } from '#contract/emulator-control'
import type { EmulatorClock } from '#contract/emulator-state'

export type Clock = {
  /** Milliseconds since 1970. */
  now: () => number
  describe: () => EmulatorClock
  freeze: () => void
  resume: () => void
  /** Goes that many milliseconds ahead, or back where it is negative. */
  advance: (ms: number) => void
  set: (now_ms: number) => void
  /** Back to how it was at the start. */
  reset: () => void
  /**
   * Runs something once this clock has reached a moment: at once where it is moved there by hand.
   * @returns what calls it off
   */
  schedule: (at_ms: number, run: () => void) => () => void
  /** Calls off all that is scheduled. */
  close: () => void
}

/** `setTimeout` takes no more than this. */
const MAX_DELAY_MS = 2 ** 31 - 1

/**
 * A clock that can be stopped and moved.
 * @param machine what it goes by while it runs, in milliseconds since 1970
 */
export function createClock(machine: () => number, mode: 'real' | 'frozen'): Clock {
  const started = machine()
  let offset = 0
  let frozenAt: number | null = mode === 'frozen' ? started : null
  const jobs = new Set<{ at_ms: number; run: () => void }>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const now = () => frozenAt ?? machine() + offset

  function runDue() {
    clearTimeout(timer)
    const due = [...jobs].filter(({ at_ms }) => at_ms <= now()).sort((a, b) => a.at_ms - b.at_ms)
    for (const job of due) {
      // One that ran before it may have called it off.
      if (jobs.delete(job)) job.run()
    }
    wait()
  }

  function wait() {
    clearTimeout(timer)
    if (frozenAt !== null || jobs.size === 0) return
    const next = Math.min(...[...jobs].map(({ at_ms }) => at_ms))
    timer = setTimeout(runDue, Math.min(Math.max(next - now(), 0), MAX_DELAY_MS))
    timer.unref()
  }

  function move(to_ms: number) {
    const target = Math.min(Math.max(to_ms, 0), LATEST_MS)
    if (frozenAt === null) offset = target - machine()
    else frozenAt = target
    runDue()
  }

  return {
    now,
    describe: () => ({
      now_ms: now(),
      mode: frozenAt === null ? 'real' : 'frozen',
      offset_ms: now() - machine(),
    }),
    freeze() {
      frozenAt = now()
      wait()
    },
    resume() {
      if (frozenAt === null) return
      offset = frozenAt - machine()
      frozenAt = null
      wait()
    },
    advance: (ms) => move(now() + ms),
    set: move,
    reset() {
      offset = 0
      frozenAt = mode === 'frozen' ? started : null
      runDue()
    },
    schedule(at_ms, run) {
      const job = { at_ms, run }
      jobs.add(job)
      wait()
      return () => {
        jobs.delete(job)
        wait()
      }
    },
    close() {
      jobs.clear()
      clearTimeout(timer)
    },
  }
}
