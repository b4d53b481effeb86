import type { CallRecord } from './call.ts'
import type { Clock } from './clock.ts'

/** `renewAt` on the monotonic clock. */
export type GrantedToken = { ok: true; token: string; renewAt: number }
export type TokenFailure = { ok: false; record: CallRecord }

/** Number of earlier tokens to redact: an old one stays valid for a while. */
const REMEMBERED = 4
const KEYS_REMEMBERED = 1000

/** Caches tokens by key, in memory only, with at most one fetch in flight for each key. */
export function createTokenCache(clock: Clock) {
  const kept = new Map<string, GrantedToken>()
  const fetches = new Map<string, Promise<GrantedToken | TokenFailure>>()
  const seen = new Map<string, string[]>()

  function remember(key: string, token: string): void {
    const before = seen.get(key) ?? []
    seen.delete(key)
    seen.set(key, [token, ...before].slice(0, REMEMBERED))
    const [oldest] = seen.keys()
    if (seen.size > KEYS_REMEMBERED && oldest !== undefined) seen.delete(oldest)
  }

  function valid(key: string): GrantedToken | null {
    const held = kept.get(key)
    return held && clock.monotonic() < held.renewAt ? held : null
  }

  return {
    /** Whether the cache has a valid token. */
    has: (key: string): boolean => valid(key) !== null,
    /** Returns the token, fetched if there is no valid one. Failures are not cached. */
    async get(
      key: string,
      fetch: () => Promise<GrantedToken | TokenFailure>,
    ): Promise<GrantedToken | TokenFailure> {
      const held = valid(key)
      if (held) return held
      const running = fetches.get(key)
      if (running) return running

      const started = fetch()
      fetches.set(key, started)
      try {
        const result = await started
        if (result.ok) remember(key, result.token)
        // Not if forget() was called during the fetch.
        if (result.ok && fetches.get(key) === started) kept.set(key, result)
        return result
      } finally {
        if (fetches.get(key) === started) fetches.delete(key)
      }
    },
    /** Returns the latest tokens of a key, newest first, to redact them. */
    seen: (key: string): readonly string[] => seen.get(key) ?? [],
    /** Removes this token; a newer one stays. */
    drop(key: string, token: string): void {
      if (kept.get(key)?.token === token) kept.delete(key)
    },
    /**
     * Removes the tokens of all keys with this prefix and ignores running fetches for them. They are
     * still redacted, because a call may be using one.
     */
    forget(prefix: string): void {
      for (const map of [kept, fetches]) {
        for (const key of map.keys()) if (key.startsWith(prefix)) map.delete(key)
      }
    },
  }
}
