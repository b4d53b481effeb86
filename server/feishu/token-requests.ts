import type { FailureKind } from '#contract/exchange'
import type { SharedRate } from '../storage/postgres-rate.ts'
import { type CallRecord, makeCall } from './call.ts'
import type { Clock } from './clock.ts'
import { APP_TICKET_RESEND_PATH } from './paths.ts'
import type { SecretProfile } from './secret-profile.ts'
import type { GrantedToken, TokenFailure } from './token-cache.ts'
import type { Upstream } from './upstream.ts'

export type TokenDeps = { upstream: Upstream; clock: Clock }

/** Below this remaining lifetime Feishu issues a new token while the old one stays valid. */
const RENEWAL_MS = 30 * 60 * 1000
const TOKEN = /^[\x21-\x7e]{8,4096}$/

/** Fetches a token; the response has it in the given field and its lifetime in seconds in `expire`. */
export async function fetchToken(
  { upstream, clock }: TokenDeps,
  url: string,
  body: Record<string, string>,
  field: 'tenant_access_token' | 'app_access_token',
): Promise<GrantedToken | TokenFailure> {
  // The lifetime counts from before the call, so that a slow response cannot extend it.
  const requestedAt = clock.monotonic()
  const record = await makeCall(upstream, 'token', url, JSON.stringify(body))
  if (!record.reply.answered || record.reply.code !== 0) return { ok: false, record }

  const { [field]: token, expire } = record.reply.json
  if (typeof token !== 'string' || !TOKEN.test(token) || !isLifetime(expire)) {
    return { ok: false, record: asUnusable(record, 'no_token', `${field}, expire`) }
  }
  const life = expire * 1000
  return { ok: true, token, renewAt: requestedAt + Math.max(life - RENEWAL_MS, life / 2) }
}

/** Turns a successful reply that is of no use into an unusable one. */
function asUnusable(record: CallRecord, kind: FailureKind, detail: string): CallRecord {
  const { log_id, notes } = record.reply
  return { ...record, reply: { answered: false, kind, detail, log_id, notes } }
}

/** The record of a token call that was not made because a credential is missing. */
export function notCalled(
  clock: Clock,
  url: string,
  kind: FailureKind,
  detail: string,
): TokenFailure {
  const failure = { kind, detail }
  return {
    ok: false,
    record: {
      stage: 'token',
      request: { method: 'POST', url: new URL(url), headers: {}, body: '' },
      result: { failure, sent: false, response: null, started_at_ms: clock.wall(), duration_ms: 0 },
      reply: { answered: false, ...failure, log_id: null, notes: [] },
    },
  }
}

function isLifetime(seconds: unknown): seconds is number {
  return typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds > 0
}

/** The platform sends a ticket every hour anyway; more requests do not bring another one. */
const RESEND_MS = 5 * 60 * 1000

export type TicketResend =
  | { requested: true; record: CallRecord }
  /** The last request was too recent. */
  | { requested: false; wait_ms: number }

/**
 * Requests an app_ticket for a store app, at most once in five minutes for each app. The ticket
 * arrives as an event at the app's own server, never in the response.
 * @param shared counts the requests of all consoles on one database
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/app_ticket_resend
 */
export function createTicketResend({ upstream, clock }: TokenDeps, shared: SharedRate | null) {
  const requestedAt = new Map<string, number>()
  const limits = [{ limit: 1, periodMs: RESEND_MS }]

  return {
    async request({ base_url, app_id }: SecretProfile, app_secret: string): Promise<TicketResend> {
      const key = JSON.stringify(['app_ticket', base_url, app_id])
      const wait_ms =
        (requestedAt.get(key) ?? Number.NEGATIVE_INFINITY) + RESEND_MS - clock.monotonic()
      if (wait_ms > 0) return { requested: false, wait_ms }
      const slot = (await shared?.claim(key, limits)) ?? { id: null }
      if ('wait_ms' in slot) return { requested: false, wait_ms: slot.wait_ms }
      requestedAt.set(key, clock.monotonic())
      const body = JSON.stringify({ app_id, app_secret })
      const url = base_url + APP_TICKET_RESEND_PATH
      const record = await makeCall(upstream, 'token', url, body)
      const { reply } = record
      const isResent = reply.answered && reply.code === 0
      if (slot.id !== null) shared?.end(slot.id, isResent)
      if (isResent) {
        // Claims are forgotten earlier than this.
        shared?.pause(key, RESEND_MS)
        return { requested: true, record: asUnusable(record, 'no_app_ticket', 'app_ticket/resend') }
      }
      // It had no effect, so it may be requested again as soon as the cause is fixed.
      requestedAt.delete(key)
      return { requested: true, record }
    },
  }
}
