import type { App } from '../tenant/state.ts'
import type { Token, World } from '../tenant/world.ts'
import {
  type AppOperation,
  type Caller,
  type CallResult,
  codeOf,
  failure,
  type PlatformError,
  type PlatformOperation,
} from './operation.ts'
import { countCall, type RateExceeded } from './rate-limit.ts'
import { ownerOfToken } from './tokens.ts'

const HOW_TO_FIX =
  'https://open.feishu.cn/document/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting/how-to-fix-the-99991672-error'

/** A request whose body has not been read yet. */
type CallRequest = {
  authorization: string | undefined
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  caller: Caller
  readBody: () => Promise<unknown>
}

/**
 * Carries out a call as the platform does: the token is checked first, then the rate limit, then the
 * scopes, then the body.
 */
export async function carryOutCall(
  world: World,
  operation: PlatformOperation,
  { authorization, params, query, caller, readBody }: CallRequest,
): Promise<{ result: CallResult; exceeded?: RateExceeded }> {
  if (operation.access === 'open') {
    const result = operation.handle({ world, params, query, caller, body: await readBody() })
    return { result: requireDeclared(operation, result) }
  }
  const app = authenticate(world, authorization)
  if ('code' in app) return { result: failure(app) }
  const exceeded = countCall(world, operation.name, app)
  if (exceeded) return { result: failure({ code: 99991400 }), exceeded }
  const error = checkPermission(world, app, operation)
  if (error) return { result: failure(error) }
  const result = operation.handle({ world, app, params, query, body: await readBody() })
  return { result: requireDeclared(operation, result) }
}

/** @throws if the operation does not declare the code of its result, which is a bug */
function requireDeclared({ name, codes }: PlatformOperation, result: CallResult): CallResult {
  const code = codeOf(result)
  if (code === 0 || codes.includes(code)) return result
  throw new Error(`${name} returns ${code}, which it does not declare`)
}

/**
 * Returns the app whose token an Authorization header holds, or an error.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN
 */
function authenticate(world: World, authorization: string | undefined): App | PlatformError {
  const token = bearerToken(world, authorization)
  if (token === undefined) return { code: 99991661 }
  if (token.startsWith('u-') || token.startsWith('eyJ')) return { code: 99991668 }
  if (!token.startsWith('t-')) return { code: 99991671 }
  const app = appOfHeader(world, authorization)
  if (!app) return { code: 99991663 }
  return app.enabled ? app : { code: Number(world.assumptions.disabled_app) }
}

/** Returns the app of a valid token, even if the app is disabled. */
export function appOfHeader(world: World, authorization: string | undefined): App | undefined {
  const owner = ownerOfHeader(world, authorization)
  return owner && world.state.apps.get(owner.app_id)
}

/** Returns the owner of a valid token. */
export function ownerOfHeader(world: World, authorization: string | undefined): Token | undefined {
  return ownerOfToken(world, 'tenant', bearerToken(world, authorization) ?? '')
}

/** Ends the token of an Authorization header before its time. */
export function endToken(world: World, authorization: string | undefined): void {
  world.tokens.delete(bearerToken(world, authorization) ?? '')
}

function bearerToken(
  { assumptions }: World,
  authorization: string | undefined,
): string | undefined {
  const scheme = assumptions.bearer_case === 'exact' ? /^Bearer (.+)$/ : /^Bearer (.+)$/i
  return scheme.exec(authorization ?? '')?.[1]
}

/** Returns an error if an app has none of the scopes or no bot ability. */
export function checkPermission(
  { assumptions }: World,
  app: App,
  { access, botAbilityOff }: Pick<AppOperation, 'access' | 'botAbilityOff'>,
): PlatformError | null {
  const granted = access.length === 0 || access.some((scope) => app.scopes.includes(scope))
  if (!granted) return missingScopes(app, access)
  if (app.bot_enabled || botAbilityOff === 'works') return null
  return { code: botAbilityOff === 'assumed' ? Number(assumptions.bot_ability_off) : botAbilityOff }
}

function missingScopes({ app_id }: App, scopes: readonly string[]): PlatformError {
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
