import type { Clock } from '../feishu/clock.ts'

/** A value, and how long it took. */
export type Timed<T> = { value: T; duration_ms: number }

export async function timed<T>(clock: Clock, work: () => Promise<T>): Promise<Timed<T>> {
  const start = clock.monotonic()
  const value = await work()
  return { value, duration_ms: Math.round(clock.monotonic() - start) }
}
