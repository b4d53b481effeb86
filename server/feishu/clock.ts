/** The console's time source, replaced in tests. */
export type Clock = {
  /** Milliseconds since 1970, for dates that are shown; may jump. */
  wall(): number
  /** Milliseconds since an arbitrary start, for durations and lifetimes; never jumps. */
  monotonic(): number
}

export const systemClock: Clock = { wall: () => Date.now(), monotonic: () => performance.now() }
