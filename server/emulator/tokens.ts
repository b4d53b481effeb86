import type { World } from './world.ts'

/** `app` is a store app's own token; `tenant` is one app's in the tenant, which the calls take. */
type Kind = 'app' | 'tenant'
export type Token = { kind: Kind; app_id: string; expires_at_ms: number }

const LIFE_MS = 2 * 60 * 60 * 1000
/** With this much life left an app is given the same token again. */
const RENEW_BELOW_MS = 30 * 60 * 1000

const PREFIX = { app: 'a-g1', tenant: 't-g1' }

/**
 * The app's current token, or a new one where the current one has less than 30 minutes left; both
 * then stay valid until they end.
 * @returns `expire` in seconds from now
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
export function issueToken(world: World, kind: Kind, app_id: string) {
  const now = world.clock()
  for (const [token, { expires_at_ms }] of world.tokens) {
    if (expires_at_ms <= now) world.tokens.delete(token)
  }
  for (const [token, owner] of world.tokens) {
    const left = owner.expires_at_ms - now
    if (owner.kind === kind && owner.app_id === app_id && left >= RENEW_BELOW_MS) {
      return { token, expire: Math.floor(left / 1000) }
    }
  }
  const token = PREFIX[kind] + world.randomHex(19)
  world.tokens.set(token, { kind, app_id, expires_at_ms: now + LIFE_MS })
  return { token, expire: LIFE_MS / 1000 }
}

/** The app_id that a token stands for, or `null` where it was never issued or has expired. */
export function appOfToken(world: World, kind: Kind, token: string): string | null {
  const owner = world.tokens.get(token)
  return owner?.kind === kind && world.clock() < owner.expires_at_ms ? owner.app_id : null
}
