import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseReverseProxy, type ReverseProxySettings } from '../../http/reverse-proxy.ts'
import { createTeamConsole, LOCAL_ACCESS } from '../../testing/team-console.ts'
import { HOST, testProfile } from '../../testing/test-console.ts'
import type { ProxySettings } from '../settings.ts'

const PROXY = '10.0.0.5'
const reverseProxy = parseReverseProxy({
  TRUSTED_PROXIES: `${PROXY},10.1.0.0/16`,
}) as ReverseProxySettings

function start(proxy: ProxySettings) {
  const access = { ...LOCAL_ACCESS, local: false, defaultRole: 'viewer' as const, proxy }
  const team = createTeamConsole([testProfile('http://127.0.0.1:9')], { access, reverseProxy })
  /** Asks who is signed in, over a connection from this address. */
  async function who(headers: Record<string, string>, remoteAddress = PROXY) {
    const all = { host: HOST, ...headers }
    const rawHeaders = Object.entries(all).flat()
    const incoming = { url: '/api/session', rawHeaders, socket: { remoteAddress } }
    const response = await team.app.request('/api/session', { headers: all }, { incoming } as never)
    return (await response.json()).person
  }
  return { ...team, who }
}

describe('a plain header', () => {
  const console = start({ kind: 'header', header: 'x-forwarded-user' })
  afterAll(console.close)

  test('signs in from the address of the proxy only', async () => {
    const headers = { 'x-forwarded-user': 'anna' }
    const anna = await console.who(headers)
    expect(anna).toMatchObject({ way: 'proxy', name: 'anna', can_sign_out: false })
    expect(await console.who(headers, '10.1.2.3')).toEqual(anna)
    expect(await console.who(headers, '::ffff:10.0.0.5')).toEqual(anna)
    for (const address of ['127.0.0.1', '10.0.0.6', '10.2.0.1', '::1', '']) {
      expect(await console.who(headers, address), address).toBeNull()
    }
    const claimed = {
      ...headers,
      'x-forwarded-for': PROXY,
      'x-real-ip': PROXY,
      forwarded: `for=${PROXY}`,
    }
    expect(await console.who(claimed, '192.0.2.1')).toBeNull()
  })

  test.each(['', ' ', 'anna,bob', 'anna bob', 'anna;admin', 'x'.repeat(129)])(
    'is not accepted if it is no name: %j',
    async (user) => {
      expect(await console.who({ 'x-forwarded-user': user })).toBeNull()
    },
  )

  test('a request without it is refused', async () => {
    expect((await console.request('/api/history')).status).toBe(401)
  })
})

describe('a signed header', () => {
  let keys: GenerateKeyPairResult
  let other: GenerateKeyPairResult
  let console: ReturnType<typeof start>
  let publicKey: string
  const server = createServer(async (_, response) => {
    const key = await exportJWK(keys.publicKey)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ keys: [{ ...key, kid: 'k', alg: 'ES256', use: 'sig' }] }))
  })
  const issuer = 'https://proxy.test'
  const audience = 'console'

  beforeAll(async () => {
    ;[keys, other] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')])
    publicKey = JSON.stringify(await exportJWK(keys.publicKey))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const jwks = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`)
    console = start({ kind: 'jwt', header: 'x-assertion', jwks, issuer, audience })
  })
  afterAll(async () => {
    await console.close()
    server.close()
  })

  const token = (claims: object = {}, { key = keys.privateKey, header = {} } = {}) =>
    new SignJWT({ name: 'Anna', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'k', ...header })
      .setSubject('sub-1')
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('1m')
      .sign(key)

  test('signs in from any address, as the subject', async () => {
    const headers = { 'x-assertion': await token() }
    const anna = await console.who(headers, '192.0.2.1')
    expect(anna).toMatchObject({ way: 'proxy', name: 'Anna' })
    expect(await console.who({ 'x-assertion': await token({ name: 'Anna B' }) })).toMatchObject({
      id: anna.id,
      name: 'Anna B',
    })
  })

  test.each([
    ['another issuer', () => resign({ iss: 'https://evil.test' })()],
    ['another audience', () => resign({ aud: 'other' })()],
    ['no subject', () => resign({ sub: undefined })()],
    ['no end', () => resign({ exp: undefined })()],
    ['its end in the past', () => resign({ exp: 1 })()],
    ['a start in the future', () => resign({ nbf: 4_000_000_000 })()],
    ['another key', () => token({}, { key: other.privateKey })],
    ['no signature', async () => unsigned('none')],
    ['the public key as a shared secret', async () => hmac()],
    ['a signature of another token', async () => spliced()],
    ['no token', async () => 'anna'],
  ])('is not believed with %s', async (_, make) => {
    expect(await console.who({ 'x-assertion': await make() })).toBeNull()
  })

  test('the plain header is not believed beside it', async () => {
    expect(await console.who({ 'x-forwarded-user': 'anna' })).toBeNull()
  })

  /** Signs with the right key, after changing claims. */
  function resign(changes: Record<string, unknown>) {
    return async () => {
      const now = Math.floor(Date.now() / 1000)
      const claims = { sub: 'sub-1', iss: issuer, aud: audience, exp: now + 60, ...changes }
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: 'k' })
        .sign(keys.privateKey)
    }
  }

  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = () => ({ sub: 'sub-1', iss: issuer, aud: audience, exp: Date.now() / 1000 + 60 })

  function unsigned(alg: string): string {
    return `${part({ alg })}.${part(claims())}.AA`
  }

  function hmac(): Promise<string> {
    return new SignJWT(claims())
      .setProtectedHeader({ alg: 'HS256', kid: 'k' })
      .sign(new TextEncoder().encode(publicKey))
  }

  async function spliced(): Promise<string> {
    const [header, , signature] = (await token()).split('.')
    return `${header}.${part({ ...claims(), sub: 'admin' })}.${signature}`
  }
})
