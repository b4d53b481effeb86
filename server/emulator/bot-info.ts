import type { AppOperation } from './operation.ts'

/**
 * The bot behind a token; unlike other answers it has no `data`.
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
  answer({ app }) {
    const bot = {
      // An app that is disabled does not come this far.
      activate_status: 2,
      app_name: app.name,
      avatar_url: '',
      ip_white_list: [],
      open_id: app.bot_open_id,
    }
    return { kind: 'bare', body: { code: 0, msg: 'ok', bot } }
  },
}
