/** Time as the console uses it: dates to show, and a steady counter to measure with. */
export type Clock = {
  /** Milliseconds since 1970, for what a person reads; may jump. */
  wall(): number
  /** Milliseconds since some moment, for durations and lifetimes; never jumps. */
  monotonic(): number
}

export const systemClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
}
