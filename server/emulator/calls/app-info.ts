import { type AppOperation, success } from './operation.ts'

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
