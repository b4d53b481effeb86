import { success } from './answer.ts'
import type { AppOperation } from './operation.ts'

const GRANTED = 1

/**
 * The scopes that the tenant has granted to the app; no scope is needed to ask.
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
  answer: ({ app }) =>
    success({
      scopes: app.scopes.map((scope_name) => ({
        scope_name,
        grant_status: GRANTED,
        scope_type: 'tenant',
      })),
    }),
}
