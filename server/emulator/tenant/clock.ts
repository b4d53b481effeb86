import { LATEST_MS } from '#contract/emulator/control'
import type { EmulatorClock } from '#contract/emulator/state'

export type TenantClock = ReturnType<typeof createClock>

/** Clients keep a token for this long by their own clock, which this one does not move. */
const TOKEN_LIFE_MS = 2 * 60 * 60 * 1000

const STALE_TOKENS = {
  zh: '客户端按自己的时钟缓存 token。时钟已快进超过 2 小时，它们会用过期的 token（99991663）：请重启客户端。',
  en: 'Clients cache tokens by their own clock. It was moved more than 2 h ahead, so they send expired ones (99991663): restart them.',
}

/** The longest delay of `setTimeout`. */
const MAX_DELAY_MS = 2 ** 31 - 1

/**
 * Creates a clock that can be frozen and moved.
 * @param machine the clock it follows while it runs, in milliseconds since 1970
 */
export function createClock(machine: () => number, mode: 'real' | 'frozen') {
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
      // An earlier job may have cancelled this one.
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
    /** Milliseconds since 1970. */
    now,
    describe(): EmulatorClock {
      const offset_ms = now() - machine()
      return {
        now_ms: now(),
        mode: frozenAt === null ? 'real' : 'frozen',
        offset_ms,
        ...(offset_ms >= TOKEN_LIFE_MS && { hint: STALE_TOKENS }),
      }
    },
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
    /** Moves the clock forward by that many milliseconds, or back if negative. */
    advance: (ms: number) => move(now() + ms),
    set: move,
    /** Restores the mode and offset of the start. */
    reset() {
      offset = 0
      frozenAt = mode === 'frozen' ? started : null
      runDue()
    },
    /**
     * Runs a function when this clock reaches a moment, also if it is moved there.
     * @returns a function that cancels the job
     */
    schedule(at_ms: number, run: () => void): () => void {
      const job = { at_ms, run }
      jobs.add(job)
      wait()
      return () => {
        jobs.delete(job)
        wait()
      }
    },
    /** Cancels all jobs. */
    close() {
      jobs.clear()
      clearTimeout(timer)
    },
  }
}
