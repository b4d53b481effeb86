import type { EmulatorEvent } from '#contract/emulator-state'
import { type Assumptions, DEFAULT_ASSUMPTIONS } from './assumptions.ts'
import { type Changes, createChanges } from './changes.ts'
import { type Clock, createClock } from './clock.ts'
import { createEventBus, type EventBus } from './event-bus.ts'
import { createRandomHex } from './random-hex.ts'
import type { Gauge } from './rate-limit.ts'
import { DEFAULT_RETENTION, type Dropped, type Retention } from './retention.ts'
import { seed } from './seed.ts'
import type { State } from './state.ts'
import type { Token } from './tokens.ts'

/** Everything one emulator owns; nothing of it is shared with another. */
export type World = {
  state: State
  /** The tokens issued and not yet expired. */
  tokens: Map<string, Token>
  /** The tickets that store apps exchange for a token, the newest of each app, by app_id. */
  app_tickets: Map<string, string>
  /** How much each app has called, by operation and app. */
  gauges: Map<string, Gauge>
  assumptions: Assumptions
  /** The emulator's clock, in milliseconds since 1970. */
  clock: () => number
  /** The same clock, with what stops and moves it. */
  time: Clock
  events: EventBus
  /** The newest events, oldest first. */
  event_log: EmulatorEvent[]
  changes: Changes
  retention: Retention
  dropped: Dropped
  /** That many random bytes as lower-case hex. */
  randomHex: (bytes: number) => string
  /** How it was at the start, its messages relative to `now`. */
  start: { seed: (now: number) => State; assumptions: Assumptions }
}

export type WorldOptions = {
  /** `frozen` stands still until it is moved; a function is the machine's clock for it to go by. */
  clock?: 'real' | 'frozen' | (() => number)
  randomHex?: (bytes: number) => string
  assumptions?: Partial<Assumptions>
  retention?: Partial<Retention>
  /** What it holds at the start, with times relative to `now`; the built-in tenant where it is left out. */
  seed?: (now: number) => State
}

/** A seeded world; the seed's messages are relative to the clock's now. */
export function createWorld(options: WorldOptions = {}): World {
  const { clock = 'real', randomHex = createRandomHex() } = options
  const machine = typeof clock === 'function' ? clock : Date.now
  const time = createClock(machine, clock === 'frozen' ? 'frozen' : 'real')
  const start = {
    seed: options.seed ?? seed,
    assumptions: { ...DEFAULT_ASSUMPTIONS, ...options.assumptions },
  }
  return {
    state: start.seed(time.now()),
    tokens: new Map(),
    app_tickets: new Map(),
    gauges: new Map(),
    assumptions: { ...start.assumptions },
    clock: time.now,
    time,
    events: createEventBus(),
    event_log: [],
    changes: createChanges(),
    retention: { ...DEFAULT_RETENTION, ...options.retention },
    dropped: { messages: 0, chats: 0, events: 0 },
    randomHex,
    start,
  }
}

/**
 * Everything as it was at the start: seed, assumptions, clock. Tokens and subscriptions to events
 * stay, so that no client has to begin anew.
 */
export function resetWorld(world: World): void {
  world.time.reset()
  const { apps } = world.state
  world.state = world.start.seed(world.clock())
  for (const app of world.state.apps.values()) {
    app.subscription = apps.get(app.app_id)?.subscription
  }
  world.assumptions = { ...world.start.assumptions }
  world.gauges.clear()
  world.event_log = []
  world.dropped = { messages: 0, chats: 0, events: 0 }
  world.changes.touch()
}
