import { randomBytes } from 'node:crypto'
import { type Assumptions, DEFAULT_ASSUMPTIONS } from './assumptions.ts'
import { seed } from './seed.ts'
import type { State } from './state.ts'
import type { Token } from './tokens.ts'

/** Everything one emulator owns; nothing of it is shared with another. */
export type World = {
  state: State
  /** The tokens issued and not yet expired. */
  tokens: Map<string, Token>
  assumptions: Assumptions
  /** The emulator's clock, in milliseconds since 1970. */
  clock: () => number
  /** That many random bytes as lower-case hex. */
  randomHex: (bytes: number) => string
}

export type WorldOptions = {
  clock?: () => number
  randomHex?: (bytes: number) => string
  assumptions?: Partial<Assumptions>
}

/** A seeded world; the seed's messages are relative to the clock's now. */
export function createWorld(options: WorldOptions = {}): World {
  const clock = options.clock ?? Date.now
  return {
    state: seed(clock()),
    tokens: new Map(),
    assumptions: { ...DEFAULT_ASSUMPTIONS, ...options.assumptions },
    clock,
    randomHex: options.randomHex ?? ((bytes) => randomBytes(bytes).toString('hex')),
  }
}

/** Restores the seed, relative to the clock's now. Tokens stay valid, so that no client has to renew. */
export function resetWorld(world: World): void {
  world.state = seed(world.clock())
}
