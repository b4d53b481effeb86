import { hash } from 'node:crypto'
import { createTicketResend, type Resend } from './app-ticket.ts'
import type { CallRecord } from './call.ts'
import type { Clock } from './clock.ts'
import { fetchToken, type TokenDeps, unmade } from './fetch-token.ts'
import { APP_ACCESS_TOKEN_PATH, STORE_TOKEN_PATH, TOKEN_PATH } from './paths.ts'
import { type Credential, type SecretProfile, secretsOf } from './secret-profile.ts'
import { createTokenKeeper, type Granted, type TokenFailure } from './token-keeper.ts'
import type { Upstream } from './upstream.ts'

export type TokenResult = { ok: true; token: string } | { ok: false; record: CallRecord }

export type TenantAccessTokens = {
  /**
   * The profile's token, fetched when there is none that lasts; never throws for a failed fetch.
   * Where something is missing that it is fetched with, no call is made: the record is not `sent`.
   */
  get(profile: SecretProfile): Promise<TokenResult>
  /** Whether the token is there, so that nothing has to be fetched. */
  has(profile: SecretProfile): boolean
  /** All that must be kept out of what is written down: of the profile, and every token in use. */
  secrets(profile: SecretProfile): string[]
  /** Forgets this very token, so that one fetched in the meantime stays. */
  invalidate(profile: SecretProfile, token: string): void
  /** Forgets every token of a profile that was changed or removed. */
  forget(profile_id: string): void
  /** Asks for the ticket of a store app; `null` where the profile is none, or has no secret. */
  resendTicket(profile: SecretProfile): Promise<Resend | null>
}

type Store = Extract<Credential, { kind: 'store' }>
type Fetched = Granted | TokenFailure

/** The app_access_token was refused: it is dead or was taken back. */
const APP_TOKEN_REJECTED = [20014, 99991664]

/**
 * Keeps one token per app, upstream and secret, in memory only, with one fetch in flight for each.
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token
 */
export function createTenantAccessTokens(upstream: Upstream, clock: Clock): TenantAccessTokens {
  const deps: TokenDeps = { upstream, clock }
  const tenantTokens = createTokenKeeper(clock)
  const appTokens = createTokenKeeper(clock)
  const tickets = createTicketResend(deps)

  async function fetchCustom(profile: SecretProfile, app_secret: string | null): Promise<Fetched> {
    const url = profile.base_url + TOKEN_PATH
    if (app_secret === null) return unmade(clock, url, 'no_secret', 'app_secret')
    return fetchToken(deps, url, { app_id: profile.app_id, app_secret }, 'tenant_access_token')
  }

  async function fetchStore(profile: SecretProfile, credential: Store): Promise<Fetched> {
    const { base_url, app_id } = profile
    const { app_secret, app_ticket, tenant_key } = credential
    const [appUrl, url] = [base_url + APP_ACCESS_TOKEN_PATH, base_url + STORE_TOKEN_PATH]
    if (app_secret === null) return unmade(clock, appUrl, 'no_secret', 'app_secret')
    if (tenant_key === null) return unmade(clock, url, 'no_tenant_key', 'tenant_key')
    if (app_ticket === null) {
      const resend = await tickets.ask(profile, app_secret)
      if (resend.asked) return { ok: false, record: resend.record }
      return unmade(clock, appUrl, 'no_app_ticket', 'app_ticket')
    }

    const key = cacheKey(profile)
    const ask = async (): Promise<{ app: Fetched; tenant: Fetched }> => {
      const app = await appTokens.get(key, () =>
        fetchToken(deps, appUrl, { app_id, app_secret, app_ticket }, 'app_access_token'),
      )
      if (!app.ok) return { app, tenant: app }
      const body = { app_access_token: app.token, tenant_key }
      return { app, tenant: await fetchToken(deps, url, body, 'tenant_access_token') }
    }
    const first = await ask()
    if (!first.app.ok || first.tenant.ok || !rejectsAppToken(first.tenant)) return first.tenant
    appTokens.drop(key, first.app.token)
    return (await ask()).tenant
  }

  async function get(profile: SecretProfile): Promise<TokenResult> {
    const { credential, base_url } = profile
    if (credential.kind === 'pasted_token') {
      const { tenant_access_token: token, expired } = credential
      if (token !== null) return { ok: true, token }
      const kind = expired ? 'pasted_token_expired' : 'no_pasted_token'
      return unmade(clock, base_url, kind, 'tenant_access_token')
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
      for (const tokens of [tenantTokens, appTokens]) tokens.forget(keyStart(profile_id))
    },
    async resendTicket(profile) {
      const { credential } = profile
      if (credential.kind !== 'store' || credential.app_secret === null) return null
      return tickets.ask(profile, credential.app_secret)
    },
  }
}

function rejectsAppToken({ record: { verdict } }: TokenFailure): boolean {
  return verdict.answered && APP_TOKEN_REJECTED.includes(verdict.code)
}

/** A credential never changes, it is replaced; its version is asked for with every send. */
const versions = new WeakMap<Credential, string>()

function versionOf(credential: Credential): string {
  const version = versions.get(credential) ?? hash('sha256', JSON.stringify(credential))
  versions.set(credential, version)
  return version
}

/** A token belongs to one upstream: the same app elsewhere must never be sent it. */
function cacheKey({ id, base_url, app_id, credential }: SecretProfile): string {
  return keyStart(id) + JSON.stringify([base_url, app_id, versionOf(credential)])
}

function keyStart(profile_id: string): string {
  return JSON.stringify(profile_id)
}
