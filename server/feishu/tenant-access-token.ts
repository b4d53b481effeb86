import { hash } from 'node:crypto'
import type { SharedRate } from '../storage/postgres-rate.ts'
import type { CallRecord } from './call.ts'
import type { Clock } from './clock.ts'
import { APP_ACCESS_TOKEN_PATH, STORE_TOKEN_PATH, TOKEN_PATH } from './paths.ts'
import { type Credential, type SecretProfile, secretsOf } from './secret-profile.ts'
import { createTokenCache, type GrantedToken, type TokenFailure } from './token-cache.ts'
import {
  createTicketResend,
  fetchToken,
  notCalled,
  type TicketResend,
  type TokenDeps,
} from './token-requests.ts'
import type { Upstream } from './upstream.ts'

export type TokenResult = { ok: true; token: string } | { ok: false; record: CallRecord }

export type TenantAccessTokens = {
  /**
   * Returns the profile's token, fetched if there is no valid one; a failed fetch does not throw.
   * If a credential is missing, no call is made and the record is not `sent`.
   */
  get(profile: SecretProfile): Promise<TokenResult>
  /** Whether `get` returns a token without fetching one. */
  has(profile: SecretProfile): boolean
  /** Returns all secrets to redact: those of the profile and every token in use. */
  secrets(profile: SecretProfile): string[]
  /** Removes this token; a newer one stays. */
  invalidate(profile: SecretProfile, token: string): void
  /** Removes every token of a profile that was changed or removed. */
  forget(profile_id: string): void
  /** Requests the app_ticket of a store app; null if the profile is none or has no secret. */
  resendTicket(profile: SecretProfile): Promise<TicketResend | null>
}

type StoreCredential = Extract<Credential, { kind: 'store' }>
type TokenFetch = GrantedToken | TokenFailure

/** The app_access_token is expired or revoked. */
const APP_TOKEN_REJECTED = [20014, 99991664]

/**
 * Creates a cache of one token per app, upstream and secret, in memory only, with at most one fetch
 * in flight for each.
 * @param shared what the consoles on one database share
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token
 */
export function createTenantAccessTokens(
  upstream: Upstream,
  clock: Clock,
  shared: SharedRate | null = null,
): TenantAccessTokens {
  const deps: TokenDeps = { upstream, clock }
  const tenantTokens = createTokenCache(clock)
  const appTokens = createTokenCache(clock)
  const tickets = createTicketResend(deps, shared)

  async function fetchCustom(
    profile: SecretProfile,
    app_secret: string | null,
  ): Promise<TokenFetch> {
    const url = profile.base_url + TOKEN_PATH
    if (app_secret === null) return notCalled(clock, url, 'no_secret', 'app_secret')
    return fetchToken(deps, url, { app_id: profile.app_id, app_secret }, 'tenant_access_token')
  }

  async function fetchStore(
    profile: SecretProfile,
    credential: StoreCredential,
  ): Promise<TokenFetch> {
    const { base_url, app_id } = profile
    const { app_secret, app_ticket, tenant_key } = credential
    const [appUrl, url] = [base_url + APP_ACCESS_TOKEN_PATH, base_url + STORE_TOKEN_PATH]
    if (app_secret === null) return notCalled(clock, appUrl, 'no_secret', 'app_secret')
    if (tenant_key === null) return notCalled(clock, url, 'no_tenant_key', 'tenant_key')
    if (app_ticket === null) {
      const resend = await tickets.request(profile, app_secret)
      if (resend.requested) return { ok: false, record: resend.record }
      return notCalled(clock, appUrl, 'no_app_ticket', 'app_ticket')
    }

    const key = cacheKey(profile)
    const fetchBoth = async (): Promise<{ app: TokenFetch; tenant: TokenFetch }> => {
      const app = await appTokens.get(key, () =>
        fetchToken(deps, appUrl, { app_id, app_secret, app_ticket }, 'app_access_token'),
      )
      if (!app.ok) return { app, tenant: app }
      const body = { app_access_token: app.token, tenant_key }
      return { app, tenant: await fetchToken(deps, url, body, 'tenant_access_token') }
    }
    const first = await fetchBoth()
    if (!first.app.ok || first.tenant.ok || !rejectsAppToken(first.tenant)) return first.tenant
    appTokens.drop(key, first.app.token)
    return (await fetchBoth()).tenant
  }

  async function get(profile: SecretProfile): Promise<TokenResult> {
    const { credential, base_url } = profile
    if (credential.kind === 'pasted_token') {
      const { tenant_access_token: token, expired } = credential
      if (token !== null) return { ok: true, token }
      const kind = expired ? 'pasted_token_expired' : 'no_pasted_token'
      return notCalled(clock, base_url, kind, 'tenant_access_token')
    }
    const result = await tenantTokens.get(cacheKey(profile), () =>
      credential.kind === 'custom'
        ? fetchCustom(profile, credential.app_secret)
        : fetchStore(profile, credential),
    )
    return result.ok ? { ok: true, token: result.token } : result
  }

  return {
    get,
    has: (profile) =>
      profile.credential.kind === 'pasted_token'
        ? profile.credential.tenant_access_token !== null
        : tenantTokens.has(cacheKey(profile)),
    secrets(profile) {
      const key = cacheKey(profile)
      return [...secretsOf(profile.credential), ...tenantTokens.seen(key), ...appTokens.seen(key)]
    },
    invalidate: (profile, token) => tenantTokens.drop(cacheKey(profile), token),
    forget(profile_id) {
      for (const tokens of [tenantTokens, appTokens]) tokens.forget(keyPrefix(profile_id))
    },
    async resendTicket(profile) {
      const { credential } = profile
      if (credential.kind !== 'store' || credential.app_secret === null) return null
      return tickets.request(profile, credential.app_secret)
    },
  }
}

function rejectsAppToken({ record: { reply } }: TokenFailure): boolean {
  return reply.answered && APP_TOKEN_REJECTED.includes(reply.code)
}

/** The key includes the upstream: a token must never be sent to another one. */
function cacheKey({ id, base_url, app_id, credential }: SecretProfile): string {
  const version = hash('sha256', JSON.stringify(credential))
  return keyPrefix(id) + JSON.stringify([base_url, app_id, version])
}

function keyPrefix(profile_id: string): string {
  return JSON.stringify(profile_id)
}
