import { hash, timingSafeEqual } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { isJsonObject, parseJson } from '#contract/json'
import { readText } from '../json-body.ts'
import { type App, lookUpApp, tenantKeyOf } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'

type Grant = {
  app_id: string
  redirect_uri: string
  /** Null if the client did not use PKCE. */
  challenge: string | null
  open_id: string
  ends_at_ms: number
  used: boolean
}

const MAX_BYTES = 16 * 1024
const MAX_GRANTS = 200
const CODE_MS = 5 * 60_000
const TOKEN_S = 7200
const LOOPBACK = /^(?:127(?:\.\d+){3}|localhost|\[::1\]|[\w-]+\.localhost)$/

/**
 * Signs users of the tenant in to other systems. The emulator has no page to sign in on: it is the
 * default receiver who does, or the user of the query's `emulator_user`; `deny` refuses.
 * @see https://open.feishu.cn/document/authentication-management/access-token/obtain-oauth-code
 */
export function signInRoutes(world: World) {
  const grants = new Map<string, Grant>()
  const users = new Map<string, { open_id: string; ends_at_ms: number }>()

  function remember<T>(map: Map<string, T>, name: string, value: T): void {
    map.set(name, value)
    const [oldest = ''] = map.keys()
    if (map.size > MAX_GRANTS) map.delete(oldest)
  }

  function authorize(c: Context) {
    const { client_id = '', redirect_uri = '', state = '', ...more } = c.req.query()
    const app = lookUpApp(world.state, client_id)
    const target = URL.parse(redirect_uri)
    const isHere = target !== null && LOOPBACK.test(target.hostname)
    // The platform accepts registered addresses only; here they are those of this machine.
    if (!app || !isHere || more.response_type !== 'code') return c.text('error 20029', 400)
    target.searchParams.set('state', state)
    const open_id = more.emulator_user ?? world.state.default_receiver_open_id
    if (!world.state.users.has(open_id)) {
      target.searchParams.set('error', 'access_denied')
      return c.redirect(target.href, 302)
    }
    const code = world.randomHex(32)
    const isHashed = more.code_challenge_method === 'S256'
    const challenge = more.code_challenge
      ? `${isHashed ? 'S256' : 'plain'} ${more.code_challenge}`
      : null
    const ends_at_ms = world.clock() + CODE_MS
    remember(grants, code, {
      app_id: app.app_id,
      redirect_uri,
      challenge,
      open_id,
      ends_at_ms,
      used: false,
    })
    target.searchParams.set('code', code)
    return c.redirect(target.href, 302)
  }

  async function issueToken(c: Context<{ Bindings: HttpBindings }>) {
    const text = await readText(c.env.incoming, MAX_BYTES).catch(() => '')
    const json = parseJson(text)
    const body = isJsonObject(json) ? json : Object.fromEntries(new URLSearchParams(text))
    const failed = (code: number, error: string, error_description: string) =>
      c.json({ code, error, error_description }, 400)
    if (body.grant_type !== 'authorization_code') {
      return failed(20036, 'unsupported_grant_type', 'The specified grant_type is not supported.')
    }
    const app = lookUpApp(world.state, String(body.client_id))
    if (!app) return failed(20048, 'invalid_client', 'The specified app does not exist.')
    if (!hasSecret(app, body.client_secret)) {
      return failed(20002, 'invalid_client', 'The client secret is invalid.')
    }
    const grant = grants.get(String(body.code))
    const problem = grant ? problemOf(grant, app, body) : 'The authorization code is not found.'
    // Documented for a code that is not found; the platform has more codes for the other problems.
    if (!grant || problem !== null) return failed(20003, 'invalid_grant', problem ?? '')
    grant.used = true
    const access_token = `u-${world.randomHex(32)}`
    const ends_at_ms = world.clock() + TOKEN_S * 1000
    remember(users, access_token, { open_id: grant.open_id, ends_at_ms })
    const token = { access_token, expires_in: TOKEN_S, token_type: 'Bearer' }
    return c.json({ code: 0, ...token, scope: 'auth:user.id:read' })
  }

  function problemOf(grant: Grant, app: App, body: Record<string, unknown>): string | null {
    if (grant.used) return 'The authorization code was used.'
    if (grant.ends_at_ms <= world.clock()) return 'The authorization code has expired.'
    if (grant.app_id !== app.app_id) return 'The authorization code was issued to another app.'
    if (grant.redirect_uri !== body.redirect_uri) return 'The redirect_uri is another one.'
    const { challenge } = grant
    const verifier = typeof body.code_verifier === 'string' ? body.code_verifier : null
    // Version 3 refuses a verifier without a challenge too.
    if (challenge === null && verifier === null) return null
    const proofs = [`plain ${verifier}`, `S256 ${hash('sha256', verifier ?? '', 'base64url')}`]
    return challenge !== null && verifier !== null && proofs.includes(challenge)
      ? null
      : 'The code_verifier does not fit.'
  }

  return new Hono<{ Bindings: HttpBindings }>()
    .get('/open-apis/authen/v1/authorize', authorize)
    .post('/oauth/v3/token', issueToken)
    .get('/open-apis/authen/v1/user_info', (c) => {
      const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
      const session = users.get(token)
      const user = session && world.state.users.get(session.open_id)
      // Errors of this call have HTTP status 200.
      if (!user || session.ends_at_ms <= world.clock()) {
        return c.json({ code: 20005, msg: 'The user access token passed is invalid.' })
      }
      const { name, open_id } = user
      const tenant_key = tenantKeyOf(world.state, open_id)
      return c.json({ code: 0, msg: 'success', data: { name, en_name: name, open_id, tenant_key } })
    })
}

function hasSecret({ app_secret }: App, given: unknown): boolean {
  const [one, other] = [Buffer.from(String(given)), Buffer.from(app_secret)]
  return one.length === other.length && timingSafeEqual(one, other)
}
