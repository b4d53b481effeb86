import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../feishu/clock.ts'

type Timer = { at: number; run: () => void }

/** A clock with timers, which moves only on request. */
export function createVirtualTime(startWallMs: number) {
  let now = 0
  let ahead = startWallMs
  const timers: Timer[] = []
  const clock: Clock = { wall: () => ahead + now, monotonic: () => now }

  /** Runs the timers due within `ms`, in order, and lets promises settle in between. */
  async function advance(ms: number): Promise<void> {
    const end = now + ms
    await setImmediate()
    for (let next = earliest(end); next; next = earliest(end)) {
      timers.splice(timers.indexOf(next), 1)
      now = Math.max(now, next.at)
      next.run()
      await setImmediate()
    }
    now = end
  }

  const earliest = (end: number): Timer | undefined =>
    timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]

  function schedule(run: () => void, ms: number): () => void {
    const timer = { at: now + ms, run }
    timers.push(timer)
    return () => {
      if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1)
    }
  }

  return {
    clock,
    schedule,
    advance,
    /** The number of pending timers. */
    pending: () => timers.length,
    sleep: (ms: number) => new Promise<void>((resolve) => void schedule(resolve, ms)),
    /** Changes the wall clock only. */
    setWall(wallMs: number) {
      ahead = wallMs - now
    },
  }
}
