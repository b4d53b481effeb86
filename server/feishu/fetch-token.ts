import type { FailureKind } from '#contract/exchange'
import { type CallRecord, makeCall } from './call.ts'
import type { Clock } from './clock.ts'
import type { Granted, TokenFailure } from './token-keeper.ts'
import type { Upstream } from './upstream.ts'

export type TokenDeps = { upstream: Upstream; clock: Clock }

/** Below this much left of its life, Feishu hands out a new token while the old one still works. */
const RENEWAL_MS = 30 * 60 * 1000
const TOKEN = /^[\x21-\x7e]{8,4096}$/

/** Asks a token endpoint; the token is in the field of that name, with its life in seconds as `expire`. */
export async function fetchToken(
  { upstream, clock }: TokenDeps,
  url: string,
  body: Record<string, string>,
  field: 'tenant_access_token' | 'app_access_token',
): Promise<Granted | TokenFailure> {
  // The life is counted from before the call, so that a slow answer cannot make it look longer.
  const askedAt = clock.monotonic()
  const record = await makeCall(upstream, 'token', url, JSON.stringify(body))
  if (!record.verdict.answered || record.verdict.code !== 0) return { ok: false, record }

  const { [field]: token, expire } = record.verdict.answer
  if (typeof token !== 'string' || !TOKEN.test(token) || !isLifetime(expire)) {
    return { ok: false, record: unusable(record, 'no_token', `${field}, expire`) }
  }
  const life = expire * 1000
  return { ok: true, token, renewAt: askedAt + Math.max(life - RENEWAL_MS, life / 2) }
}

/** A call that was answered and yet brought no token. */
export function unusable(record: CallRecord, kind: FailureKind, detail: string): CallRecord {
  const { log_id, notes } = record.verdict
  return { ...record, verdict: { answered: false, kind, detail, log_id, notes } }
}

/** What stands in the place of a call that was not made, because something for it is not there. */
export function unmade(clock: Clock, url: string, kind: FailureKind, detail: string): TokenFailure {
  const failure = { kind, detail }
  return {
    ok: false,
    record: {
      stage: 'token',
      request: { method: 'POST', url: new URL(url), headers: {}, body: '' },
      result: {
        failure,
        sent: false,
        response: null,
        started_at_ms: clock.wall(),
        duration_ms: 0,
      },
      verdict: { answered: false, ...failure, log_id: null, notes: [] },
    },
  }
}

function isLifetime(seconds: unknown): seconds is number {
  return typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds > 0
}
