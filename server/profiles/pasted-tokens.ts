import { PROFILE_LIMITS } from '#contract/limits'
import type { PasteToken } from '#contract/profile-change'
import type { Clock } from '../feishu/clock.ts'
import { fingerprint } from './seal.ts'

export type PastedToken = {
  /** Null once it has expired. */
  token: string | null
  fingerprint: string
  /** By the wall clock; null if unknown. */
  expires_at_ms: number | null
}

/** The app and base URL that a token was pasted for; a profile's may change later. */
export type TokenProfile = { id: string; base_url: string; app_id: string }

type HeldToken = PastedToken & { endsAt: number; target: TokenProfile }

/** The oldest sessions are removed first. */
const MAX_SESSIONS = 1000

/** Creates a store of tokens pasted for one browser session each: in memory only, until they expire. */
export function createPastedTokens(clock: Clock) {
  const sessions = new Map<string, Map<string, HeldToken>>()

  return {
    knows: (session: string): boolean => sessions.has(session),
    /** Returns a session's token for a profile, expired or not; null if it never had one. */
    find(session: string | null, { id, base_url, app_id }: TokenProfile): PastedToken | null {
      const held = session === null ? undefined : sessions.get(session)?.get(id)
      if (held?.target.base_url !== base_url || held.target.app_id !== app_id) return null
      if (clock.monotonic() >= held.endsAt) held.token = null
      const { token, expires_at_ms } = held
      return { token, expires_at_ms, fingerprint: held.fingerprint }
    },
    keep(session: string, target: TokenProfile, pasted: PasteToken): void {
      const { tenant_access_token: token, expires_in } = pasted
      // A token of unknown age is kept for the longest lifetime of a platform token.
      const life = (expires_in ?? PROFILE_LIMITS.tokenLife.max) * 1000
      const tokens = sessions.get(session) ?? new Map<string, HeldToken>()
      tokens.set(target.id, {
        target,
        token,
        fingerprint: fingerprint(target.id, token),
        expires_at_ms: expires_in === undefined ? null : clock.wall() + life,
        endsAt: clock.monotonic() + life,
      })
      sessions.delete(session)
      sessions.set(session, tokens)
      const [oldest] = sessions.keys()
      if (sessions.size > MAX_SESSIONS && oldest !== undefined) sessions.delete(oldest)
    },
    drop(session: string, profile_id: string): void {
      sessions.get(session)?.delete(profile_id)
    },
    /** Removes a profile's tokens of every session, after it was changed or removed. */
    dropAll(profile_id: string): void {
      for (const tokens of sessions.values()) tokens.delete(profile_id)
    },
  }
}

export type PastedTokens = ReturnType<typeof createPastedTokens>
