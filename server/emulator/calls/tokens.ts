import * as z from 'zod/mini'
import { lookUpErrorCode } from '#contract/catalogue/catalogue'
import type { Endpoint } from '#contract/catalogue/error-code'
import { sendTicket } from '../tenant/emit-event.ts'
import { type App, lookUpApp } from '../tenant/state.ts'
import type { Token, TokenKind, World } from '../tenant/world.ts'
import type { CallResult, OpenOperation } from './operation.ts'

const LIFE_MS = 2 * 60 * 60 * 1000
/** An app gets the same token again if it is valid for at least this long. */
const RENEW_BELOW_MS = 30 * 60 * 1000

const PREFIX = { app: 'a-g1', tenant: 't-g1' }

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal */
export const tenantAccessTokenInternal = internalToken('tenant_access_token')

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/app_access_token_internal */
export const appAccessTokenInternal = internalToken('app_access_token')

/** The token of a custom app, which belongs to one tenant, so both of its tokens are the same. */
function internalToken(field: 'tenant_access_token' | 'app_access_token'): OpenOperation {
  return {
    name: `${field}_internal`,
    method: 'POST',
    path: `/open-apis/auth/v3/${field}/internal`,
    endpoint: 'tenant_access_token',
    access: 'open',
    codes: [10003, 10005, 10014, 10015],
    handle({ world, body }) {
      const app = readCredentials(world, body, 'custom')
      if ('kind' in app) return app
      const { token, expire } = issueToken(world, 'tenant', app.app_id, nameIn(body))
      return tokenSuccess('ok', { [field]: token, tenant_access_token: token, expire })
    },
  }
}

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/app_ticket_resend */
export const appTicketResend: OpenOperation = {
  name: 'app_ticket_resend',
  method: 'POST',
  path: '/open-apis/auth/v3/app_ticket/resend',
  endpoint: 'app_ticket',
  access: 'open',
  codes: [10003, 10005, 10014, 10015, 10016],
  handle({ world, body }) {
    const app = readCredentials(world, body, 'any')
    if ('kind' in app) return app
    if (app.app_type === 'custom') return tokenFailure(10016, 'app_ticket')
    sendTicket(world, app)
    return tokenSuccess('success')
  },
}

const ticketSchema = z.object({ app_ticket: z.string() })

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/app_access_token */
export const appAccessToken: OpenOperation = {
  name: 'app_access_token',
  method: 'POST',
  path: '/open-apis/auth/v3/app_access_token',
  endpoint: 'tenant_access_token',
  access: 'open',
  codes: [10003, 10005, 10012, 10014, 10015],
  handle({ world, body }) {
    const app = readCredentials(world, body, 'isv')
    if ('kind' in app) return app
    const parsed = ticketSchema.safeParse(body)
    if (!parsed.success) return tokenFailure(10003)
    if (parsed.data.app_ticket !== world.app_tickets.get(app.app_id)) return tokenFailure(10012)
    const { token, expire } = issueToken(world, 'app', app.app_id, nameIn(body))
    return tokenSuccess('success', { app_access_token: token, expire })
  },
}

const tenantSchema = z.object({ app_access_token: z.string(), tenant_key: z.string() })

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token */
export const tenantAccessToken: OpenOperation = {
  name: 'tenant_access_token',
  method: 'POST',
  path: '/open-apis/auth/v3/tenant_access_token',
  endpoint: 'tenant_access_token',
  access: 'open',
  codes: [10003, 10013, 20014],
  handle({ world, body }) {
    const parsed = tenantSchema.safeParse(body)
    if (!parsed.success) return tokenFailure(10003)
    const owner = ownerOfToken(world, 'app', parsed.data.app_access_token)
    if (!owner) return tokenFailure(20014)
    if (parsed.data.tenant_key !== world.state.tenant_key) return tokenFailure(10013)
    const { token, expire } = issueToken(world, 'tenant', owner.app_id, owner.name)
    return tokenSuccess('success', { tenant_access_token: token, expire })
  },
}

/**
 * Returns the app's current token, or a new one if the current one has less than 30 minutes left;
 * both are then valid until they expire.
 * @returns `expire` in seconds from now
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
function issueToken(world: World, kind: TokenKind, app_id: string, name: string) {
  const now = world.clock()
  for (const [token, { expires_at_ms }] of world.tokens) {
    if (expires_at_ms <= now) world.tokens.delete(token)
  }
  for (const [token, owner] of world.tokens) {
    const left = owner.expires_at_ms - now
    const isSame = owner.kind === kind && owner.app_id === app_id && owner.name === name
    if (isSame && left >= RENEW_BELOW_MS) {
      return { token, expire: Math.floor(left / 1000) }
    }
  }
  const token = PREFIX[kind] + world.randomHex(19)
  world.tokens.set(token, { kind, app_id, name, expires_at_ms: now + LIFE_MS })
  return { token, expire: LIFE_MS / 1000 }
}

/** Returns the owner of a token, or undefined if it was never issued or has expired. */
export function ownerOfToken(world: World, kind: TokenKind, token: string): Token | undefined {
  const owner = world.tokens.get(token)
  return owner?.kind === kind && world.clock() < owner.expires_at_ms ? owner : undefined
}

const credentialsSchema = z.object({ app_id: z.string(), app_secret: z.string() })

/** Returns the name by which a caller with valid credentials calls its app. */
function nameIn(body: unknown): string {
  return credentialsSchema.parse(body).app_id
}

type BareResult = Extract<CallResult, { kind: 'bare' }>

/** Returns a success of the token calls, which have no `data`. */
function tokenSuccess(msg: string, members: Record<string, unknown> = {}): BareResult {
  return { kind: 'bare', body: { code: 0, msg, ...members } }
}

/**
 * Returns an error of the token calls, which have HTTP status 200.
 * @throws if the catalogue does not know the code
 */
function tokenFailure(code: number, endpoint: Endpoint = 'tenant_access_token'): BareResult {
  const known = lookUpErrorCode(endpoint, code)
  if (!known) throw new Error(`${endpoint} returns ${code}, which the catalogue does not know`)
  return { kind: 'bare', body: { code, data: {}, msg: known.msg } }
}

/** Returns the app whose credentials a body holds, or an error if they are wrong or not for this call. */
function readCredentials(
  world: World,
  body: unknown,
  app_type: App['app_type'] | 'any',
): App | BareResult {
  const parsed = credentialsSchema.safeParse(body)
  const app = parsed.success && lookUpApp(world.state, parsed.data.app_id)
  if (!app || (app_type !== 'any' && app.app_type !== app_type)) return tokenFailure(10003)
  if (app.app_secret !== parsed.data.app_secret) {
    return tokenFailure(Number(world.assumptions.wrong_secret))
  }
  if (app.enabled) return app
  const refusal = tokenFailure(Number(world.assumptions.disabled_app_token))
  // The catalogue has the text that a wrong secret gets; the generic table has this one.
  if (refusal.body.code === 10014) refusal.body.msg = 'app unauthorized'
  return refusal
}
