import type { CallRecord } from './call.ts'
import type { Clock } from './clock.ts'

/** `renewAt` on the monotonic clock. */
export type Granted = { ok: true; token: string; renewAt: number }
export type TokenFailure = { ok: false; record: CallRecord }

/** So many earlier tokens are remembered, because an old one works on for a while. */
const REMEMBERED = 4
const KEYS_REMEMBERED = 1000

/** Keeps tokens by key, in memory only, with one fetch in flight for each. */
export function createTokenKeeper(clock: Clock) {
  const kept = new Map<string, Granted>()
  const fetches = new Map<string, Promise<Granted | TokenFailure>>()
  const seen = new Map<string, string[]>()

  function remember(key: string, token: string): void {
    const before = seen.get(key) ?? []
    seen.delete(key)
    seen.set(key, [token, ...before].slice(0, REMEMBERED))
    const [oldest] = seen.keys()
    if (seen.size > KEYS_REMEMBERED && oldest !== undefined) seen.delete(oldest)
  }

  function lasting(key: string): Granted | null {
    const held = kept.get(key)
    return held && clock.monotonic() < held.renewAt ? held : null
  }

  return {
    /** Whether there is a token of a key that lasts. */
    has: (key: string): boolean => lasting(key) !== null,
    /** The token of a key, fetched where there is none that lasts. A failure is not remembered. */
    async get(
      key: string,
      fetch: () => Promise<Granted | TokenFailure>,
    ): Promise<Granted | TokenFailure> {
      const held = lasting(key)
      if (held) return held
      const running = fetches.get(key)
      if (running) return running

      const started = fetch()
      fetches.set(key, started)
      try {
        const result = await started
        if (result.ok) remember(key, result.token)
        // Unless it was forgotten in the meantime.
        if (result.ok && fetches.get(key) === started) kept.set(key, result)
        return result
      } finally {
        if (fetches.get(key) === started) fetches.delete(key)
      }
    },
    /** The tokens of a key, newest first, so that they can be kept out of what is written down. */
    seen: (key: string): readonly string[] => seen.get(key) ?? [],
    /** Drops this very token, so that one fetched in the meantime stays. */
    drop(key: string, token: string): void {
      if (kept.get(key)?.token === token) kept.delete(key)
    },
    /**
     * No longer serves the tokens of the keys that start like this, nor what is being fetched for
     * them. They are still kept out of what is written down: a call may be under way with one.
     */
    forget(start: string): void {
      for (const map of [kept, fetches]) {
        for (const key of map.keys()) if (key.startsWith(start)) map.delete(key)
      }
    },
  }
}
