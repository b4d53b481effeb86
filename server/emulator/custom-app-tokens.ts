import { ok, readCredentials } from './credentials.ts'
import type { OpenOperation } from './operation.ts'

import { issueToken } from './tokens.ts'

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal */
export const tenantAccessTokenInternal: OpenOperation = {
  name: 'tenant_access_token_internal',
  method: 'POST',
  path: '/open-apis/auth/v3/tenant_access_token/internal',
  endpoint: 'tenant_access_token',
  access: 'open',
  codes: [10003, 10005, 10014],
  answer({ world, body }) {
    const app = readCredentials(world, body, 'custom')
    if ('kind' in app) return app
    const { token, expire } = issueToken(world, 'tenant', app.app_id)
    return ok('ok', { tenant_access_token: token, expire })
  },
}

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/app_access_token_internal */
export const appAccessTokenInternal: OpenOperation = {
  name: 'app_access_token_internal',
  method: 'POST',
  path: '/open-apis/auth/v3/app_access_token/internal',
  endpoint: 'tenant_access_token',
  access: 'open',
  codes: [10003, 10005, 10014],
  answer({ world, body }) {
    const app = readCredentials(world, body, 'custom')
    if ('kind' in app) return app
    // A custom app lives in one tenant, so that both tokens are one.
    const { token, expire } = issueToken(world, 'tenant', app.app_id)
    return ok('ok', { app_access_token: token, tenant_access_token: token, expire })
  },
}
