import type { Hono } from 'hono'
import type { Deliveries } from '#contract/emulator-events'
import type { Faults } from '#contract/emulator-faults'

/** What a part of the emulator beside its core brings, for example the delivery of events. */
export type Part<Description> = {
  /** Its calls of the control API, below `/_emulator`; the foreign-origin gate stands before them. */
  routes: Hono
  /** What the state shows of it; bounded, JSON, without secrets. */
  describe: () => Description
  /** Goes back to how it was at the start, when the emulator does. */
  reset: () => void
  /** Lets go of timers and connections. */
  close: () => void
}

/** The parts that every emulator has, by the name under which the state shows them. */
export type Parts = { deliveries: Part<Deliveries>; faults: Part<Faults> }
