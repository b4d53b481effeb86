import { hash } from 'node:crypto'
import type { Context } from 'hono'
import type { JWTPayload } from 'jose'
import type { ProxySettings } from '../settings.ts'
import type { Identified } from './redirect-flow.ts'

/** Reads who a proxy in front of the console has signed in; null if there is no one or it is not believed. */
export type ProxyWay = (c: Context) => Promise<Identified | null>

/** Keys with which a signature counts: none that the receiver could have made itself. */
const ALGORITHMS = [
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
]
const CLOCK_TOLERANCE_S = 5
/** How long a checked token is not checked again, at most. */
const CHECKED_MS = 60_000
const MAX_CHECKED = 1_000

const USER = /^[^\s,;\p{Cc}]{1,128}$/u

export function createProxyWay(settings: ProxySettings, now: () => number): ProxyWay {
  if (settings.kind === 'jwt') return signedHeader(settings, now)
  return async (c) => {
    if (!c.get('client').viaTrustedProxy) return null
    const user = c.req.header(settings.header)
    return user !== undefined && USER.test(user) ? { subject: user, name: user } : null
  }
}

type JwtSettings = Extract<ProxySettings, { kind: 'jwt' }>

function signedHeader(
  { header, jwks, issuer, audience }: JwtSettings,
  now: () => number,
): ProxyWay {
  // Loaded only if a proxy signs people in.
  const verifier = import('jose').then(({ createRemoteJWKSet, jwtVerify }) => {
    const keys = createRemoteJWKSet(jwks, { timeoutDuration: 5_000 })
    return (token: string) =>
      jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['sub', 'exp'],
      })
  })
  verifier.catch(() => {})
  const checked = new Map<string, { identified: Identified; until: number }>()

  return async (c) => {
    const value = c.req.header(header) ?? ''
    const token = header === 'authorization' ? value.replace(/^Bearer /i, '') : value
    if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return null
    const name = hash('sha256', token)
    const before = checked.get(name)
    if (before && now() < before.until) return before.identified
    const payload = await (await verifier)(token).then(
      (result) => result.payload,
      () => null,
    )
    if (!payload?.sub || !payload.exp) return null
    const identified = { subject: payload.sub, name: nameOf(payload) }
    if (checked.size >= MAX_CHECKED) checked.clear()
    checked.set(name, { identified, until: Math.min(payload.exp * 1000, now() + CHECKED_MS) })
    return identified
  }
}

function nameOf({ name, preferred_username, email, sub = '' }: JWTPayload): string {
  const found = [name, preferred_username, email].find(
    (one) => typeof one === 'string' && one !== '',
  )
  return String(found ?? sub)
}
