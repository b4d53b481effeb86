import type { Clock } from '../feishu/clock.ts'
import type { Schedule } from '../feishu/rate-queue.ts'

/** Looks of one app at the same time. */
const PARALLEL = 4

type App<T> = { waiting: T[]; running: number; blockedUntil: number }

type LookQueueOptions<T> = {
  clock: Clock
  schedule: Schedule
  run: (item: T) => Promise<void>
  /** Called if `run` threw, for example because the database is away. */
  failed: (item: T) => void
}

/** Creates a queue that looks at a few chats of each app at a time, in the order of their turns. */
export function createLookQueue<T>({ clock, schedule, run, failed }: LookQueueOptions<T>) {
  const apps = new Map<string, App<T>>()
  const running = new Set<Promise<void>>()
  let closed = false

  function appOf(key: string): App<T> {
    const app = apps.get(key) ?? { waiting: [], running: 0, blockedUntil: 0 }
    apps.set(key, app)
    return app
  }

  function start(app: App<T>): void {
    while (app.blockedUntil <= clock.wall() && app.running < PARALLEL && !closed) {
      const item = app.waiting.shift()
      if (item === undefined) return
      app.running += 1
      const look = run(item)
        .catch(() => failed(item))
        .finally(() => {
          app.running -= 1
          running.delete(look)
          start(app)
        })
      running.add(look)
    }
  }

  return {
    add(key: string, item: T): void {
      const app = appOf(key)
      app.waiting.push(item)
      start(app)
    },
    /** Starts no look of an app before a time, in milliseconds since 1970, and this one first. */
    retryAfter(key: string, item: T, until_ms: number): void {
      const app = appOf(key)
      app.waiting.unshift(item)
      if (app.blockedUntil >= until_ms) return
      app.blockedUntil = until_ms
      schedule(() => start(app), Math.max(until_ms - clock.wall(), 1))
    },
    /** Starts nothing more, and resolves when the running looks have ended. */
    async close(): Promise<void> {
      closed = true
      await Promise.all(running)
    },
  }
}
