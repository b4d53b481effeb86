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

/** The tokens of one session, by profile. */
export type SessionTokens = {
  /** Returns the token for a profile, expired or not; null if there never was one. */
  find(profile: TokenProfile): PastedToken | null
}

/** Tokens pasted for one browser session each, kept until they expire. */
export type PastedTokens = {
  /** Whether the session is one that a token was pasted for. */
  knows(session: string): Promise<boolean>
  of(session: string | null): Promise<SessionTokens>
  /** Returns false if it cannot be sealed. */
  keep(session: string, target: TokenProfile, pasted: PasteToken): Promise<boolean>
  drop(session: string, profile_id: string): Promise<void>
  /** Removes a profile's tokens of every session, after it was changed or removed. */
  dropAll(profile_id: string): Promise<void>
  close(): void
}

/** The oldest sessions are removed first. */
export const MAX_SESSIONS = 1000

const NO_TOKENS: SessionTokens = { find: () => null }

/** Returns how long a token is kept, in milliseconds; one of unknown age as long as any may live. */
export function lifeOf({ expires_in }: PasteToken): number {
  return (expires_in ?? PROFILE_LIMITS.tokenLife.max) * 1000
}

/** Whether a token was pasted for this app at this address. */
export function isFor(
  held: Pick<TokenProfile, 'base_url' | 'app_id'>,
  { base_url, app_id }: TokenProfile,
): boolean {
  return held.base_url === base_url && held.app_id === app_id
}

type HeldToken = PastedToken & { endsAt: number; target: TokenProfile }

/** Creates a store in memory only, for one console. */
export function createPastedTokens(clock: Clock): PastedTokens {
  const sessions = new Map<string, Map<string, HeldToken>>()

  return {
    knows: async (session) => sessions.has(session),
    async of(session) {
      const tokens = session === null ? undefined : sessions.get(session)
      if (!tokens) return NO_TOKENS
      return {
        find(profile) {
          const held = tokens.get(profile.id)
          if (!held || !isFor(held.target, profile)) return null
          if (clock.monotonic() >= held.endsAt) held.token = null
          const { token, expires_at_ms } = held
          return { token, expires_at_ms, fingerprint: held.fingerprint }
        },
      }
    },
    async keep(session, target, pasted) {
      const { tenant_access_token: token, expires_in } = pasted
      const life = lifeOf(pasted)
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
      return true
    },
    async drop(session, profile_id) {
      sessions.get(session)?.delete(profile_id)
    },
    async dropAll(profile_id) {
      for (const tokens of sessions.values()) tokens.delete(profile_id)
    },
    close() {},
  }
}
