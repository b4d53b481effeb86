import * as z from 'zod/mini'
import { currentTicket, sendTicket } from './app-ticket.ts'
import { ok, readCredentials, refuseToken } from './credentials.ts'
import type { OpenOperation } from './operation.ts'
import { appOfToken, issueToken } from './tokens.ts'

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/app_ticket_resend */
export const appTicketResend: OpenOperation = {
  name: 'app_ticket_resend',
  method: 'POST',
  path: '/open-apis/auth/v3/app_ticket/resend',
  endpoint: 'app_ticket',
  access: 'open',
  codes: [10003, 10005, 10014, 10016],
  answer({ world, body }) {
    const app = readCredentials(world, body, 'any')
    if ('kind' in app) return app
    if (app.app_type === 'custom') return refuseToken(10016, 'app_ticket')
    sendTicket(world, app)
    return ok('success')
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
  codes: [10003, 10005, 10012, 10014],
  answer({ world, body }) {
    const app = readCredentials(world, body, 'isv')
    if ('kind' in app) return app
    const given = ticketSchema.safeParse(body)
    if (!given.success) return refuseToken(10003)
    if (given.data.app_ticket !== currentTicket(world, app)) return refuseToken(10012)
    const { token, expire } = issueToken(world, 'app', app.app_id)
    return ok('success', { app_access_token: token, expire })
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
  answer({ world, body }) {
    const given = tenantSchema.safeParse(body)
    if (!given.success) return refuseToken(10003)
    const app_id = appOfToken(world, 'app', given.data.app_access_token)
    if (app_id === null) return refuseToken(20014)
    if (given.data.tenant_key !== world.state.tenant_key) return refuseToken(10013)
    const { token, expire } = issueToken(world, 'tenant', app_id)
    return ok('success', { tenant_access_token: token, expire })
  },
}
