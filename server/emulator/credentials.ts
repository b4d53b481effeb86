import * as z from 'zod/mini'
import { lookUpErrorCode } from '#contract/catalogue'
import type { Endpoint } from '#contract/error-code'
import type { Answer } from './answer.ts'
import type { App } from './state.ts'
import type { World } from './world.ts'

const credentials = z.object({ app_id: z.string(), app_secret: z.string() })

type Bare = Extract<Answer, { kind: 'bare' }>

/** An answer of the token calls, which have no `data`. */
export function ok(msg: string, members: Record<string, unknown> = {}): Bare {
  return { kind: 'bare', body: { code: 0, msg, ...members } }
}

/**
 * A refusal of the token calls, which comes with HTTP status 200.
 * @throws where the catalogue does not know the code
 */
export function refuseToken(code: number, endpoint: Endpoint = 'tenant_access_token'): Bare {
  const known = lookUpErrorCode(endpoint, code)
  if (!known) throw new Error(`${endpoint} answers ${code}, which the catalogue does not know`)
  return { kind: 'bare', body: { code, data: {}, msg: known.msg } }
}

/** The app that names itself in a body, of the kind that the call is for, or why it is refused. */
export function readCredentials(
  world: World,
  body: unknown,
  app_type: App['app_type'] | 'any',
): App | Bare {
  const given = credentials.safeParse(body)
  const app = given.success && world.state.apps.get(given.data.app_id)
  if (!app || (app_type !== 'any' && app.app_type !== app_type)) return refuseToken(10003)
  if (app.app_secret !== given.data.app_secret) return refuseToken(10014)
  return app.enabled ? app : refuseToken(Number(world.assumptions.disabled_app_token))
}
