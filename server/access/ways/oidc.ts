import type { Configuration } from 'openid-client'
import type { AccessSettings } from '../settings.ts'
import type { RedirectWay } from './redirect-flow.ts'

type Provider = NonNullable<AccessSettings['oidc']>

/** The description of the provider is read again after this time, with its keys. */
const DISCOVERY_MS = 3_600_000
const TIMEOUT_S = 10

/** Signs in at an OpenID Connect provider. A person is identified by its subject there. */
export async function createOidcWay(
  { issuer, clientId, clientSecret }: Provider,
  monotonic: () => number,
): Promise<RedirectWay> {
  // Loaded only if people sign in this way.
  const oidc = await import('openid-client')
  let found: { config: Promise<Configuration>; until: number } | null = null

  function discover(): Promise<Configuration> {
    if (found && monotonic() < found.until) return found.config
    // parseAccess accepts http only for this machine.
    const execute = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
    const config = oidc.discovery(issuer, clientId, clientSecret, undefined, {
      execute,
      timeout: TIMEOUT_S,
    })
    found = { config, until: monotonic() + DISCOVERY_MS }
    config.catch(() => {
      found = null
    })
    return config
  }

  return {
    async authorize({ redirect_uri, state, nonce, verifier }) {
      return oidc.buildAuthorizationUrl(await discover(), {
        redirect_uri,
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
    },
    async complete(url, { state, nonce, verifier }) {
      const tokens = await oidc.authorizationCodeGrant(await discover(), url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) return { failed: 'provider' }
      const name = [claims.name, claims.preferred_username].find((one) => typeof one === 'string')
      return { subject: claims.sub, name: String(name ?? '') }
    },
  }
}
