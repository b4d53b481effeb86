import type { Refusal } from './answer.ts'
import type { AppOperation } from './operation.ts'
import type { App } from './state.ts'
import { appOfToken } from './tokens.ts'
import type { World } from './world.ts'

const HOW_TO_FIX =
  'https://open.feishu.cn/document/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting/how-to-fix-the-99991672-error'

/**
 * Whose call it is, by its Authorization header.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN
 */
export function authenticate(world: World, authorization: string | undefined): App | Refusal {
  const token = bearerToken(authorization)
  if (token === undefined) return { code: 99991661 }
  if (token.startsWith('u-') || token.startsWith('eyJ')) return { code: 99991668 }
  if (!token.startsWith('t-')) return { code: 99991671 }
  const app = appOfHeader(world, authorization)
  if (!app) return { code: 99991663 }
  return app.enabled ? app : { code: Number(world.assumptions.disabled_app) }
}

/** The app that a header belongs to, whatever speaks against its call. */
export function appOfHeader(world: World, authorization: string | undefined): App | undefined {
  const app_id = appOfToken(world, 'tenant', bearerToken(authorization) ?? '')
  return app_id === null ? undefined : world.state.apps.get(app_id)
}

function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
}

/** Why an app may not make a call: it has none of the permissions, or no bot. */
export function judgePermission(
  { assumptions }: World,
  app: App,
  { access, botAbilityOff }: Pick<AppOperation, 'access' | 'botAbilityOff'>,
): Refusal | null {
  const granted = access.length === 0 || access.some((scope) => app.scopes.includes(scope))
  if (!granted) return missingScopes(app, access)
  if (app.bot_enabled || botAbilityOff === 'works') return null
  return { code: botAbilityOff === 'assumed' ? Number(assumptions.bot_ability_off) : botAbilityOff }
}

function missingScopes({ app_id }: App, scopes: readonly string[]): Refusal {
  const code = 99991672
  const list = `[${scopes.join(', ')}]`
  const grant = (query: string) => `https://open.feishu.cn/app/${app_id}/auth?q=${query}`
  const url = grant(`${scopes.join(',')}&op_from=openapi&token_type=tenant`)
  return {
    code,
    msg: `Access denied. One of the following scopes is required: ${list}.应用尚未开通所需的应用身份权限：${list}，点击链接申请并开通任一权限即可：${url}`,
    error: {
      message: `Refer to the documentation to fix the error: ${HOW_TO_FIX}`,
      permission_violations: scopes.map((subject) => ({ type: 'action_scope_required', subject })),
      helps: scopes.map((scope) => ({
        url: grant(`${scope}&op_from=openapi`),
        description: `Grant ${scope} to the app and publish a version of it`,
      })),
    },
  }
}
