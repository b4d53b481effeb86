import { createServer, type RequestListener } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import Provider from 'oidc-provider'
import { freePort } from './free-port.ts'

export const OIDC_CLIENT = { client_id: 'follow-up-console', client_secret: 'secret-of-the-client' }

/**
 * Starts an OpenID Connect provider that signs in everyone as one account, without a page.
 * @param account the subject, and the claims beside it
 */
export async function startIdentityProvider(
  redirect_uris: readonly string[],
  account: { sub: string; name?: string; email?: string },
) {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  // It warns that what it stores is lost when it ends, as it should be.
  const { warn } = console
  console.warn = () => {}
  const provider = new Provider(issuer, {
    clients: [{ ...OIDC_CLIENT, redirect_uris, response_types: ['code'] }],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['a key of the tests'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    conformIdTokenClaims: false,
    findAccount: (_: unknown, accountId: string) => ({ accountId, claims: async () => account }),
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
  })
  const respond = provider.callback()
  console.warn = warn
  const listener: RequestListener = async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return respond(request, response)
    const { prompt, params, session } = await provider.interactionDetails(request, response)
    const signedIn = { login: { accountId: account.sub } }
    const grant = new provider.Grant({ accountId: session?.accountId, clientId: params.client_id })
    grant.addOIDCScope('openid profile email')
    const result = prompt.name === 'login' ? signedIn : { consent: { grantId: await grant.save() } }
    const options = { mergeWithLastSubmission: prompt.name !== 'login' }
    await provider.interactionFinished(request, response, result, options)
  }
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    issuer: new URL(issuer),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** Follows redirects as a browser with cookies does, until one leaves the origin; returns that address. */
export async function followRedirects(from: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(from)
  for (const { origin } = url; url.origin === origin; ) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]?.split(/=(.*)/) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`${response.status} ${await response.text()}`)
    url = new URL(location, url)
  }
  return url
}
