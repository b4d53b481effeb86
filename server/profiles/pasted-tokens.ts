import type { PasteToken } from '#contract/profile-change'
import { PROFILE_LIMITS } from '#contract/profile-limits'
import type { Clock } from '../feishu/clock.ts'
import { fingerprint } from './fingerprint.ts'

export type PastedToken = {
  /** `null` once it has expired. */
  token: string | null
  fingerprint: string
  /** By the wall clock, to be shown; `null` where nobody said. */
  expires_at_ms: number | null
}

/** The app and the upstream it was pasted for; the same profile may become another one. */
export type TokenTarget = { id: string; base_url: string; app_id: string }

type Held = PastedToken & { endsAt: number; target: TokenTarget }

/** More sessions than people ever have; the oldest go first. */
const SESSIONS = 1000

/** Tokens that were pasted for one browser session each: in memory only, and never beyond their life. */
export function createPastedTokens(clock: Clock) {
  const sessions = new Map<string, Map<string, Held>>()

  return {
    knows: (session: string): boolean => sessions.has(session),
    /** What a session has for a profile, expired or not; `null` where it never had one. */
    find(session: string | null, { id, base_url, app_id }: TokenTarget): PastedToken | null {
      const held = session === null ? undefined : sessions.get(session)?.get(id)
      if (held?.target.base_url !== base_url || held.target.app_id !== app_id) return null
      if (clock.monotonic() >= held.endsAt) held.token = null
      const { token, expires_at_ms } = held
      return { token, expires_at_ms, fingerprint: held.fingerprint }
    },
    keep(session: string, target: TokenTarget, pasted: PasteToken): void {
      const { tenant_access_token: token, expires_in } = pasted
      // No token of the platform lives longer, so neither does one of unknown age here.
      const life = (expires_in ?? PROFILE_LIMITS.tokenLife.max) * 1000
      const tokens = sessions.get(session) ?? new Map<string, Held>()
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
      if (sessions.size > SESSIONS && oldest !== undefined) sessions.delete(oldest)
    },
    drop(session: string, profile_id: string): void {
      sessions.get(session)?.delete(profile_id)
    },
    /** For every session: the profile is another one now, or gone. */
    dropAll(profile_id: string): void {
      for (const tokens of sessions.values()) tokens.delete(profile_id)
    },
  }
}

export type PastedTokens = ReturnType<typeof createPastedTokens>
