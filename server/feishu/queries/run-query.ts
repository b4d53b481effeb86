import type { Endpoint } from '#contract/catalogue/error-code'
import type { FailureKind } from '#contract/exchange'
import { isJsonObject } from '#contract/json'
import { type CallRecord, makeCall } from '../call.ts'
import { TOKEN_REJECTED } from '../exchange.ts'
import type { RateBudgets } from '../rate-budget.ts'
import { createRedact, type Redact } from '../redact.ts'
import { tokenEndpoint } from '../report.ts'
import type { SecretProfile } from '../secret-profile.ts'
import type { TenantAccessTokens } from '../tenant-access-token.ts'
import type { Upstream } from '../upstream.ts'

export type QueryDeps = { upstream: Upstream; tokens: TenantAccessTokens; budgets: RateBudgets }

/** A read-only call. */
export type PlatformQuery<T> = {
  /** The name under which the rate limit counts it. */
  name: string
  /** The endpoint whose error codes it uses. */
  endpoint: Endpoint
  path: string
  /** JSON text; without it the call is a GET. */
  body?: string
  /** Returns the value in a response body, or null if it is not there. */
  parse: (body: Record<string, unknown>) => T | null
}

/** Why a query has no result. */
export type QueryFailure =
  /** The platform rejected the call or the token request. */
  | {
      why: 'refused'
      stage: 'token' | 'call'
      endpoint: Endpoint
      code: number
      msg: string
      links: string[]
    }
  /** There was no usable response. */
  | { why: 'failed'; stage: 'token' | 'call'; kind: FailureKind; detail: string }
  /** The response does not match the documentation. */
  | { why: 'unexpected' }
  /** The rate limit allows no call before this time, in milliseconds since 1970. */
  | { why: 'wait'; until: number }

export type QueryResult<T> = { ok: true; value: T } | { ok: false; failure: QueryFailure }

/** Returns the token for queries; a failed token request is reported like a failed query. */
export async function fetchQueryToken(
  deps: QueryDeps,
  profile: SecretProfile,
): Promise<QueryResult<string>> {
  const granted = await deps.tokens.get(profile)
  if (granted.ok) return { ok: true, value: granted.token }
  return failed(describe(deps, profile, granted.record, tokenEndpoint(granted.record)))
}

/**
 * Makes a read-only call as the profile's app. Like a send, it renews a rejected token once. It is not
 * recorded in the ledger, and the result contains no secrets.
 */
export async function runQuery<T>(
  deps: QueryDeps,
  profile: SecretProfile,
  query: PlatformQuery<T>,
): Promise<QueryResult<T>> {
  const { upstream, tokens, budgets } = deps
  for (let tries = 0; ; tries += 1) {
    const token = await fetchQueryToken(deps, profile)
    if (!token.ok) return token
    const wait = await budgets.take(profile, query.name)
    if (wait !== 'go') return failed({ why: 'wait', until: wait.wait_until })
    const url = profile.base_url + query.path
    const record = await makeCall(upstream, 'call', url, query.body ?? null, {
      headers: { authorization: `Bearer ${token.value}` },
    })
    budgets.observe(profile, query.name, record)
    const { reply } = record
    if (reply.answered && reply.code === 0) {
      const value = query.parse(reply.json)
      if (value === null) return failed({ why: 'unexpected' })
      return { ok: true, value: withoutSecrets(value, createRedact(tokens.secrets(profile))) }
    }
    const rejected = reply.answered && TOKEN_REJECTED.includes(reply.code)
    if (!rejected || tries > 0 || profile.credential.kind === 'pasted_token') {
      return failed(describe(deps, profile, record, query.endpoint))
    }
    tokens.invalidate(profile, token.value)
  }
}

/** Redacts every string of a value. */
function withoutSecrets<T>(value: T, redact: Redact): T {
  const text = JSON.stringify(value)
  return JSON.parse(text, (_, part) => (typeof part === 'string' ? redact(part) : part))
}

function describe(
  { tokens }: QueryDeps,
  profile: SecretProfile,
  { stage, reply }: CallRecord,
  endpoint: Endpoint,
): QueryFailure {
  const redact = createRedact(tokens.secrets(profile))
  if (!reply.answered) {
    return { why: 'failed', stage, kind: reply.kind, detail: redact(reply.detail) }
  }
  const { code, msg, json } = reply
  const links = platformLinks(json, profile).filter((link) => redact(link) === link)
  return { why: 'refused', stage, endpoint, code, msg: redact(msg ?? ''), links }
}

function failed<T>(why: QueryFailure): QueryResult<T> {
  return { ok: false, failure: why }
}

const PLATFORM_HOSTS = ['open.feishu.cn', 'open.larksuite.com']
const MOST = 5

/**
 * Returns the pages that an error response links to, e.g. to grant a scope. Only links to the platform
 * itself, or to the emulator that responded: the page makes them clickable.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-
 */
export function platformLinks(
  body: Record<string, unknown>,
  { brand, base_url }: Pick<SecretProfile, 'brand' | 'base_url'>,
): string[] {
  const error = isJsonObject(body.error) ? body.error : {}
  const listed = [error.helps, error.permission_violations].flatMap((list) =>
    Array.isArray(list) ? list.map((item) => (isJsonObject(item) ? item.url : null)) : [],
  )
  const quoted = [body.msg, error.troubleshooter].flatMap((text) =>
    typeof text === 'string' ? (text.match(/https?:\/\/[^\s"'<>，。]+/g) ?? []) : [],
  )
  const own = brand === 'emulator' ? new URL(base_url).origin : null
  const links = [...listed, ...quoted].filter((link) => typeof link === 'string')
  return [...new Set(links)].filter((link) => isTrustedLink(link, own)).slice(0, MOST)
}

function isTrustedLink(link: string, own: string | null): boolean {
  const url = URL.parse(link)
  if (!url || url.username || url.password) return false
  if (own !== null && url.origin === own) return true
  return url.protocol === 'https:' && PLATFORM_HOSTS.includes(url.host)
}
