import { randomBytes } from 'node:crypto'
import {
  type EmulatorEvent,
  type MissingCall,
  REGISTRATION_INTERVAL_S,
} from '#contract/emulator/state'
import { type Assumptions, DEFAULT_ASSUMPTIONS } from '../assumptions/assumptions.ts'
import {
  type ConnectionOptions,
  type Connections,
  createConnections,
} from '../connections/connections.ts'
import { createEventSender, type EventOptions, type EventSender } from '../events/event-sender.ts'
import { createFaults, type FaultInjector, type FaultOptions } from '../faults/faults.ts'
import { createClock, type TenantClock } from './clock.ts'
import { createRegistrations, type Registrations } from './registrations.ts'
import { seed } from './seed.ts'
import type { App, TenantState } from './state.ts'

/** Everything that belongs to one emulator; two emulators in one process share nothing. */
export type World = {
  state: TenantState
  /** The tokens that were issued and have not expired. */
  tokens: Map<string, Token>
  /** The newest ticket of each store app, by app_id. */
  app_tickets: Map<string, string>
  /** How much each app has called, by operation and app_id. */
  rate_gauges: Map<string, RateGauge>
  assumptions: Assumptions
  /** Milliseconds since 1970, by the emulator's clock. */
  clock: () => number
  /** The same clock, with the functions that move it. */
  time: TenantClock
  events: EventSender
  connections: Connections
  /** The newest events, oldest first. */
  event_log: EmulatorEvent[]
  faults: FaultInjector
  /** The apps that are connected by scan. */
  registrations: Registrations
  /** The calls that clients made and the emulator does not have, by method and path. */
  missing_calls: Map<string, MissingCall>
  /** Gets one line for each thing that a developer should notice. */
  warn: (line: string) => void
  changes: Changes
  retention: TenantRetention
  /** How many of the oldest were dropped since the start. */
  dropped: TenantRetention
  /** Returns that many random bytes as lower-case hex. */
  randomHex: (bytes: number) => string
  /** What a reset goes back to; the seed's times are relative to `now`. */
  start: { seed: (now: number) => TenantState; assumptions: Assumptions }
}

/** `app` is a store app's own token; `tenant` is an app's token in the tenant, which the calls take. */
export type TokenKind = 'app' | 'tenant'
export type Token = {
  kind: TokenKind
  app_id: string
  /** The app_id, or the other name that the caller gave. */
  name: string
  expires_at_ms: number
}

/** How many more calls one limit allows, and since when. */
export type RateCounter = { since_ms: number; left: number }
/** One counter for each limit. */
export type RateGauge = { limiter: 'window' | 'bucket'; counters: readonly RateCounter[] }

/** How much an emulator keeps at most; the oldest are dropped first. */
export type TenantRetention = { messages: number; chats: number; events: number }

export const DEFAULT_RETENTION: TenantRetention = { messages: 100_000, chats: 1000, events: 200 }

export type WorldOptions = EventOptions &
  ConnectionOptions &
  FaultOptions & {
    /** `frozen` stands still until it is moved; a function replaces the machine's clock. */
    clock?: 'real' | 'frozen' | (() => number)
    randomHex?: (bytes: number) => string
    assumptions?: Partial<Assumptions>
    retention?: Partial<TenantRetention>
    /** How long a client that connects an app by scan waits between two polls: 5 s by default. */
    registrationInterval?: number
    /** Gets a line for each kind of call that the emulator does not have; `console.warn` by default. */
    warn?: (line: string) => void
    /** The state at the start, with times relative to `now`; the built-in tenant by default. */
    seed?: (now: number) => TenantState
  }

export function createWorld(options: WorldOptions = {}): World {
  const { clock = 'real' } = options
  const randomHex = options.randomHex ?? createRandomHex()
  const machine = typeof clock === 'function' ? clock : Date.now
  const time = createClock(machine, clock === 'frozen' ? 'frozen' : 'real')
  const start = {
    seed: options.seed ?? seed,
    assumptions: { ...DEFAULT_ASSUMPTIONS, ...options.assumptions },
  }
  const changes = createChanges()
  const { touch } = changes
  const connections = createConnections(
    {
      now: time.now,
      randomHex,
      touch,
      rules: () => world.assumptions,
      mayConnect: (app_id) => mayConnect(world.state.apps.get(app_id)),
      onOpen: (app_id) => subscribeOnce(world, app_id),
    },
    options,
  )
  const world: World = {
    state: start.seed(time.now()),
    tokens: new Map(),
    app_tickets: new Map(),
    rate_gauges: new Map(),
    assumptions: { ...start.assumptions },
    clock: time.now,
    time,
    events: createEventSender(
      {
        clock: time,
        randomHex,
        touch,
        subscriptions: () => subscriptionsOf(world.state),
        connections,
        signsPlainEvents: () => world.assumptions.plain_event_signature === 'empty_key',
      },
      options,
    ),
    connections,
    event_log: [],
    faults: createFaults({ randomHex, touch, now: time.now }, options),
    registrations: createRegistrations({
      interval: options.registrationInterval ?? REGISTRATION_INTERVAL_S,
      now: time.now,
      isFrozen: () => time.describe().mode === 'frozen',
      randomHex,
      repeatsSecret: () => world.assumptions.registration_secret === 'again',
    }),
    missing_calls: new Map(),
    warn: options.warn ?? console.warn,
    changes,
    retention: { ...DEFAULT_RETENTION, ...options.retention },
    dropped: { messages: 0, chats: 0, events: 0 },
    randomHex,
    start,
  }
  return world
}

/** Takes random bytes from the system in portions: one read costs as much as the rest of a response. */
function createRandomHex(): (bytes: number) => string {
  let portion = Buffer.alloc(0)
  return (bytes) => {
    if (portion.length < bytes) portion = randomBytes(Math.max(bytes, 4096))
    const hex = portion.toString('hex', 0, bytes)
    portion = portion.subarray(bytes)
    return hex
  }
}

function subscriptionsOf({ apps }: TenantState) {
  return new Map(
    [...apps.values()].flatMap(({ app_id, subscription }) =>
      subscription ? [[app_id, subscription] as const] : [],
    ),
  )
}

/** Only a custom app can have long connections; a disabled one cannot open any. */
export function mayConnect(app: App | undefined): boolean {
  return app?.app_type === 'custom' && app.enabled
}

/** The first long connection of an app without a subscription sets it, if so assumed. */
function subscribeOnce({ state, assumptions }: World, app_id: string): void {
  const app = state.apps.get(app_id)
  if (assumptions.connection_subscribes === 'no' || !app) return
  app.subscription ??= { kind: 'long_connection' }
}

/**
 * Goes back to the start: seed, assumptions, clock, no faults, no deliveries. Tokens, event
 * subscriptions and long connections stay, so that clients keep working.
 */
export function resetWorld(world: World): void {
  world.time.reset()
  const { apps } = world.state
  world.state = world.start.seed(world.clock())
  for (const app of world.state.apps.values()) {
    app.subscription = apps.get(app.app_id)?.subscription
  }
  world.assumptions = { ...world.start.assumptions }
  world.rate_gauges.clear()
  world.event_log = []
  world.missing_calls.clear()
  world.registrations.reset()
  world.dropped = { messages: 0, chats: 0, events: 0 }
  world.events.reset()
  world.faults.reset()
  world.changes.touch()
}

/** Stops timers and ends connections. */
export function closeWorld({ events, connections, faults, time }: World): void {
  events.reset()
  connections.close()
  faults.reset()
  time.close()
}

export type Changes = ReturnType<typeof createChanges>

function createChanges() {
  const listeners = new Set<() => void>()
  let version = 0
  return {
    /** Grows with every change. */
    version: () => version,
    /** Records a change of something that the state shows. */
    touch() {
      version += 1
      for (const listener of listeners) listener()
    },
    /** Calls a listener after each change; returns a function that ends the subscription. */
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
