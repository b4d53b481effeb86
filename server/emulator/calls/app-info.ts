import * as z from 'zod/mini'
import { TOO_MANY_CONNECTIONS } from '../connections/connections.ts'
import { lookUpApp } from '../tenant/state.ts'
import { mayConnect } from '../tenant/world.ts'
import { type AppOperation, type CallResult, type OpenOperation, success } from './operation.ts'

/**
 * Returns the bot of a token; unlike other responses this one has no `data`.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uAjMxEjLwITMx4CMyETM
 */
export const botInfo: AppOperation = {
  name: 'bot_info',
  method: 'GET',
  path: '/open-apis/bot/v3/info',
  endpoint: 'any',
  access: [],
  botAbilityOff: 11205,
  codes: [],
  handle({ app }) {
    const bot = {
      // A disabled app was rejected before.
      activate_status: 2,
      app_name: app.name,
      avatar_url: '',
      ip_white_list: [],
      open_id: app.bot_open_id,
    }
    return { kind: 'bare', body: { code: 0, msg: 'ok', bot } }
  },
}

const GRANTED = 1

/**
 * Returns the scopes that the tenant has granted to the app; the call itself needs none.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/scope/list
 */
export const listScopes: AppOperation = {
  name: 'list_scopes',
  method: 'GET',
  path: '/open-apis/application/v6/scopes',
  endpoint: 'any',
  access: [],
  botAbilityOff: 'works',
  codes: [],
  handle: ({ app }) =>
    success({
      scopes: app.scopes.map((scope_name) => ({
        scope_name,
        grant_status: GRANTED,
        scope_type: 'tenant',
      })),
    }),
}

const credentialsSchema = z.object({ AppID: z.string(), AppSecret: z.string() })

/**
 * Returns the URL at which an app opens a long connection, once, and how it keeps it.
 * @see https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/use-websocket
 */
export const connectionEndpoint: OpenOperation = {
  name: 'connection_endpoint',
  method: 'POST',
  path: '/callback/ws/endpoint',
  endpoint: 'any',
  access: 'open',
  codes: [403, 514, 1000040344, 1000040350],
  handle({ world, body, caller }) {
    const { state, connections, assumptions } = world
    const parsed = credentialsSchema.safeParse(body)
    const app = parsed.success && lookUpApp(state, parsed.data.AppID)
    if (!app || app.app_secret !== parsed.data.AppSecret) {
      return refused(1000040344, 'app_id or app_secret invalid')
    }
    if (!mayConnect(app)) return refused(Number(assumptions.connection_refusal), 'forbidden')
    if (connections.isFull(app.app_id)) {
      return refused(TOO_MANY_CONNECTIONS.code, TOO_MANY_CONNECTIONS.msg)
    }
    const URL = `ws://${caller.host}${connections.issueUrl(app.app_id, caller.user_agent)}`
    return bare({ code: 0, msg: '', data: { URL, ClientConfig: connections.config } })
  },
}

/** Without `data` the Node client would take the error for a broken response, and try again. */
function refused(code: number, msg: string): CallResult {
  return bare({ code, msg, data: {} })
}

function bare(body: { code: number } & Record<string, unknown>): CallResult {
  return { kind: 'bare', body }
}

/**
 * Returns how many long connections of the app are open.
 * @see https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/use-websocket
 */
export const countConnections: AppOperation = {
  name: 'count_connections',
  method: 'GET',
  path: '/open-apis/event/v1/connection',
  endpoint: 'any',
  access: [],
  botAbilityOff: 'works',
  codes: [],
  handle: ({ world, app }) => success({ online_instance_cnt: world.connections.count(app.app_id) }),
}
