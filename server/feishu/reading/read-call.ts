import type { Endpoint } from '#contract/error-code'
import type { FailureKind } from '#contract/exchange'
import { type CallRecord, makeCall } from '../call.ts'
import { TOKEN_REJECTED } from '../exchange.ts'
import type { RateBudgets } from '../rate-budget.ts'
import { createRedact, type Redact } from '../redact.ts'
import { tokenEndpoint } from '../report.ts'
import type { SecretProfile } from '../secret-profile.ts'
import type { TenantAccessTokens } from '../tenant-access-token.ts'
import type { Upstream } from '../upstream.ts'
import { platformLinks } from './platform-links.ts'

export type ReadingDeps = {
  upstream: Upstream
  tokens: TenantAccessTokens
  budgets: RateBudgets
}

/** A call that changes nothing on the platform. */
export type ReadingCall<T> = {
  /** As the rate limit counts it. */
  name: string
  /** Whose codes it answers. */
  endpoint: Endpoint
  path: string
  /** JSON text; without it the call is a GET. */
  body?: string
  /** Takes from the answer what is wanted; `null` where it does not hold that. */
  parse: (answer: Record<string, unknown>) => T | null
}

/** Why something could not be read. */
export type Unread =
  /** The platform refused the call itself, or to give a token for it. */
  | {
      why: 'refused'
      stage: 'token' | 'call'
      endpoint: Endpoint
      code: number
      msg: string
      links: string[]
    }
  /** No usable answer came. */
  | { why: 'failed'; stage: 'token' | 'call'; kind: FailureKind; detail: string }
  /** The answer does not hold what it is documented to hold. */
  | { why: 'unexpected' }
  /** The rate limit leaves no room before that moment, in milliseconds since 1970. */
  | { why: 'wait'; until: number }

export type Read<T> = { ok: true; value: T } | { ok: false; unread: Unread }

/** The token that reading calls are made with; a failure to get it is told like one of a call. */
export async function readToken(deps: ReadingDeps, profile: SecretProfile): Promise<Read<string>> {
  const granted = await deps.tokens.get(profile)
  if (granted.ok) return { ok: true, value: granted.token }
  return unread(describe(deps, profile, granted.record, tokenEndpoint(granted.record)))
}

/**
 * Makes a reading call as the profile's app; like a send, it renews a rejected token once. Nothing
 * of it is written to the ledger, and whatever it tells is without secrets.
 */
export async function readCall<T>(
  deps: ReadingDeps,
  profile: SecretProfile,
  call: ReadingCall<T>,
): Promise<Read<T>> {
  const { upstream, tokens, budgets } = deps
  for (let tries = 0; ; tries += 1) {
    const token = await readToken(deps, profile)
    if (!token.ok) return token
    const turn = await budgets.take(profile, call.name)
    if (turn !== 'go') return unread({ why: 'wait', until: turn.wait_until })
    const url = profile.base_url + call.path
    const record = await makeCall(upstream, 'call', url, call.body ?? null, {
      headers: { authorization: `Bearer ${token.value}` },
    })
    budgets.heed(profile, call.name, record)
    const { verdict } = record
    if (verdict.answered && verdict.code === 0) {
      const value = call.parse(verdict.answer)
      if (value === null) return unread({ why: 'unexpected' })
      return { ok: true, value: withoutSecrets(value, createRedact(tokens.secrets(profile))) }
    }
    const rejected = verdict.answered && TOKEN_REJECTED.includes(verdict.code)
    if (!rejected || tries > 0 || profile.credential.kind === 'pasted_token') {
      return unread(describe(deps, profile, record, call.endpoint))
    }
    tokens.invalidate(profile, token.value)
  }
}

/** What was read as it may be shown; its texts have come out of all their wrappings. */
function withoutSecrets<T>(value: T, redact: Redact): T {
  const text = JSON.stringify(value)
  return JSON.parse(text, (_, part) => (typeof part === 'string' ? redact(part) : part))
}

function describe(
  { tokens }: ReadingDeps,
  profile: SecretProfile,
  { stage, verdict }: CallRecord,
  endpoint: Endpoint,
): Unread {
  const redact = createRedact(tokens.secrets(profile))
  if (!verdict.answered) {
    return { why: 'failed', stage, kind: verdict.kind, detail: redact(verdict.detail) }
  }
  const { code, msg, answer } = verdict
  const links = platformLinks(answer, profile).filter((link) => redact(link) === link)
  return { why: 'refused', stage, endpoint, code, msg: redact(msg ?? ''), links }
}

function unread<T>(why: Unread): Read<T> {
  return { ok: false, unread: why }
}
