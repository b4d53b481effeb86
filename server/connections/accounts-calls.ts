import * as z from 'zod/mini'
import type { NoticeKind } from '#contract/connections/connection'
import type { FailureKind } from '#contract/exchange'
import { RECEIVE_ID } from '#contract/ids'
import { isJsonObject, parseJson } from '#contract/json'
import { APP_ID, APP_SECRET } from '#contract/profile-change'
import type { Upstream } from '../feishu/upstream.ts'

/** What went wrong, without anything of a body. It is stored as JSON. */
export const noticeSchema = z.object({
  kind: z.custom<NoticeKind>((value) => typeof value === 'string'),
  failure: z.optional(z.custom<FailureKind>((value) => typeof value === 'string')),
  detail: z.string(),
})
export type Notice = z.infer<typeof noticeSchema>

type Failed = { kind: 'failed'; notice: Notice }

export type Begun = {
  kind: 'begun'
  device_code: string
  user_code: string
  verification_uri: string
  interval_ms: number
  life_ms: number
}

export type Approved = {
  kind: 'approved'
  app_id: string
  app_secret: string
  open_id: string | null
  tenant_brand: 'feishu' | 'lark' | null
}

export type Polled =
  | { kind: 'pending' | 'slow_down' | 'denied' | 'expired' | 'lark' }
  | Approved
  | Failed

const PATH = '/oauth/v1/app/registration'
const code = z.string().check(z.regex(/^[\x21-\x7e]{1,2048}$/))
const seconds = (fallback: number, max: number) =>
  z.catch(z.int().check(z.minimum(1), z.maximum(max)), fallback)

const begunSchema = z.object({
  device_code: code,
  user_code: z.string().check(z.regex(/^[\x20-\x7e]{1,64}$/)),
  verification_uri_complete: z.string(),
  interval: seconds(5, 60),
  expires_in: seconds(600, 3600),
})

/**
 * Begins to connect an app; the platform returns a link to scan.
 * @param accounts_url one of the known accounts hosts, see `accountsUrlOf`
 */
export async function beginRegistration(
  upstream: Upstream,
  accounts_url: string,
): Promise<Begun | Failed> {
  const json = await post(upstream, accounts_url, {
    action: 'begin',
    archetype: 'PersonalAgent',
    auth_method: 'client_secret',
    request_user_info: 'open_id',
  })
  if ('kind' in json) return json
  const parsed = begunSchema.safeParse(json.value)
  const uri = parsed.data?.verification_uri_complete ?? ''
  if (!parsed.success || !isLinkOf(accounts_url, uri)) return unexpected(json.status)
  const { device_code, user_code, interval, expires_in } = parsed.data
  const life_ms = expires_in * 1000
  const link = { device_code, user_code, verification_uri: uri }
  return { kind: 'begun', ...link, interval_ms: interval * 1000, life_ms }
}

/** Asks once whether the link was approved. */
export async function pollRegistration(
  upstream: Upstream,
  accounts_url: string,
  device_code: string,
): Promise<Polled> {
  const json = await post(upstream, accounts_url, { action: 'poll', device_code })
  if ('kind' in json) return json
  const { client_id, client_secret, user_info, error } = json.value
  const { open_id, tenant_brand } = isJsonObject(user_info) ? user_info : {}
  if (isMatching(client_id, APP_ID) && isMatching(client_secret, APP_SECRET)) {
    return {
      kind: 'approved',
      app_id: client_id,
      app_secret: client_secret,
      open_id: isMatching(open_id, RECEIVE_ID) ? open_id : null,
      tenant_brand: tenant_brand === 'lark' || tenant_brand === 'feishu' ? tenant_brand : null,
    }
  }
  if (tenant_brand === 'lark' && !client_secret) return { kind: 'lark' }
  switch (error) {
    case 'authorization_pending':
      return { kind: 'pending' }
    case 'slow_down':
      return { kind: 'slow_down' }
    case 'access_denied':
      return { kind: 'denied' }
    case 'expired_token':
      return { kind: 'expired' }
    default:
      return unexpected(isMatching(error, /^[a-z_]{1,40}$/) ? error : json.status)
  }
}

/** Returns the parsed body, whatever its HTTP status: errors of the flow come with 400. */
async function post(
  upstream: Upstream,
  accounts_url: string,
  form: Record<string, string>,
): Promise<{ value: Record<string, unknown>; status: string } | Failed> {
  const { failure, response, proxy } = await upstream.call({
    method: 'POST',
    url: new URL(PATH, accounts_url),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'follow-up-console',
    },
    body: new URLSearchParams(form).toString(),
  })
  if (failure) {
    const { kind, detail } = failure
    if (kind === 'proxy') {
      const notice = { kind, detail: [detail, proxy].filter(Boolean).join(', ') }
      return { kind: 'failed', notice }
    }
    return { kind: 'failed', notice: { kind: 'unreachable', failure: kind, detail } }
  }
  const status = `HTTP ${response.http_status}`
  const value = parseJson(response.bytes.toString('utf8'))
  const isRedirect = response.http_status >= 300 && response.http_status < 400
  return isJsonObject(value) && !isRedirect ? { value, status } : unexpected(status)
}

function unexpected(detail: string): Failed {
  return { kind: 'failed', notice: { kind: 'unexpected', detail } }
}

function isMatching(value: unknown, shape: RegExp): value is string {
  return typeof value === 'string' && shape.test(value)
}

const LINK_HOST = /(?:^|\.)(?:feishu\.cn|larksuite\.com|larkoffice\.com)$/

/** Whether a link leads to the platform, or to the emulator that returned it. */
function isLinkOf(accounts_url: string, link: string): boolean {
  const url = URL.parse(link)
  if (!url || url.username || url.password) return false
  if (url.origin === new URL(accounts_url).origin) return true
  const { protocol, hostname } = url
  return accounts_url.startsWith('https:') && protocol === 'https:' && LINK_HOST.test(hostname)
}
