import * as z from 'zod/mini'
import type { OpenOperation } from './operation.ts'
import { issueToken } from './tokens.ts'

const credentials = z.object({ app_id: z.string(), app_secret: z.string() })

/** @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal */
export const tenantAccessToken: OpenOperation = {
  method: 'POST',
  path: '/open-apis/auth/v3/tenant_access_token/internal',
  endpoint: 'tenant_access_token',
  access: 'open',
  answer({ world, body }) {
    const given = credentials.safeParse(body)
    const app = given.success && world.state.apps.get(given.data.app_id)
    // Refusals of this call come with HTTP status 200.
    if (!app) return { kind: 'bare', body: { code: 10003, data: {}, msg: 'invalid param' } }
    if (app.app_secret !== given.data.app_secret) {
      return { kind: 'bare', body: { code: 10014, data: {}, msg: 'app secret invalid' } }
    }
    return { kind: 'bare', body: { code: 0, msg: 'ok', ...issueToken(world, app.app_id) } }
  },
}
