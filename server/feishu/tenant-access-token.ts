import { createHash } from 'node:crypto'
import { type CallRecord, makeCall } from './call.ts'
import type { Clock } from './clock.ts'
import { TOKEN_PATH } from './paths.ts'
import type { SecretProfile } from './secret-profile.ts'
import type { Upstream } from './upstream.ts'

type TokenResult = { ok: true; token: string } | { ok: false; record: CallRecord }

export type TenantAccessTokens = {
  /** The profile's token, fetched when there is none that lasts; never throws for a failed fetch. */
  get(profile: SecretProfile): Promise<TokenResult>
  /** The token in use, where there is one, so that it can be kept out of what is written down. */
  known(profile: SecretProfile): string | null
  /** Forgets this very token, so that one fetched in the meantime stays. */
  invalidate(profile: SecretProfile, token: string): void
}

/** Below this much left of its life, Feishu hands out a new token while the old one still works. */
const RENEWAL_MS = 30 * 60 * 1000
const TOKEN = /^[\x21-\x7e]{8,4096}$/

type Cached = { token: string; renewAt: number }

/**
 * Keeps one token per app, upstream and secret, in memory only, with one fetch in flight for each.
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
export function createTenantAccessTokens(upstream: Upstream, clock: Clock): TenantAccessTokens {
  const cache = new Map<string, Cached>()
  const fetches = new Map<string, Promise<TokenResult>>()

  async function fetchToken(profile: SecretProfile, key: string): Promise<TokenResult> {
    const { app_id, app_secret, base_url } = profile
    const body = JSON.stringify({ app_id, app_secret })
    // The life is counted from before the call, so that a slow answer cannot make it look longer.
    const askedAt = clock.monotonic()
    const record = await makeCall(upstream, 'token', base_url + TOKEN_PATH, body)
    if (!record.verdict.answered || record.verdict.code !== 0) return { ok: false, record }

    const { tenant_access_token: token, expire } = record.verdict.answer
    if (typeof token !== 'string' || !TOKEN.test(token) || !isLifetime(expire)) {
      return { ok: false, record: withoutToken(record) }
    }
    const life = expire * 1000
    cache.set(key, { token, renewAt: askedAt + Math.max(life - RENEWAL_MS, life / 2) })
    return { ok: true, token }
  }

  return {
    async get(profile) {
      const key = cacheKey(profile)
      const cached = cache.get(key)
      if (cached && clock.monotonic() < cached.renewAt) return { ok: true, token: cached.token }

      const running = fetches.get(key)
      if (running) return running
      const started = fetchToken(profile, key).finally(() => fetches.delete(key))
      fetches.set(key, started)
      return started
    },
    known: (profile) => cache.get(cacheKey(profile))?.token ?? null,
    invalidate(profile, token) {
      const key = cacheKey(profile)
      if (cache.get(key)?.token === token) cache.delete(key)
    },
  }
}

/** A success that brought no usable token is none. */
function withoutToken(record: CallRecord): CallRecord {
  const { log_id, notes } = record.verdict
  const detail = 'tenant_access_token, expire'
  return { ...record, verdict: { answered: false, kind: 'no_token', detail, log_id, notes } }
}

/** A token belongs to one upstream: the same app elsewhere must never be sent it. */
function cacheKey({ id, base_url, app_id, app_secret }: SecretProfile): string {
  const secretVersion = createHash('sha256').update(app_secret).digest('hex')
  return JSON.stringify([id, base_url, app_id, secretVersion])
}

function isLifetime(seconds: unknown): seconds is number {
  return typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds > 0
}
