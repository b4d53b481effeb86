import { hash } from 'node:crypto'
import { isJsonObject, parseJson } from '#contract/json'
import type { SecretProfile } from '../../feishu/secret-profile.ts'
import type { Upstream } from '../../feishu/upstream.ts'
import type { RedirectWay } from './redirect-flow.ts'

type FeishuDeps = {
  /** Returns the app that people sign in with. */
  app: () => Promise<SecretProfile | null>
  upstream: Upstream
  /** The `tenant_key` of each company whose people may sign in. */
  tenants: readonly string[]
}

/**
 * The address of the accounts of a platform. That Lark's is like Feishu's is not documented; the
 * official clients use it.
 */
const ACCOUNTS: Readonly<Record<string, string>> = {
  'https://open.feishu.cn': 'https://accounts.feishu.cn',
  'https://open.larksuite.com': 'https://accounts.larksuite.com',
}

/**
 * Signs in with an app of Feishu or Lark. A person is identified by tenant and open_id: e-mail addresses
 * and mobile numbers are not verified by the platform.
 * @see https://open.feishu.cn/document/authentication-management/access-token/obtain-oauth-code
 */
export function createFeishuWay({ app, upstream, tenants }: FeishuDeps): RedirectWay {
  async function appWithSecret() {
    const profile = await app()
    if (profile?.credential.kind !== 'custom' || profile.credential.app_secret === null) {
      throw new SignInAppError()
    }
    const { base_url, app_id, credential } = profile
    return {
      base_url,
      app_id,
      secret: credential.app_secret,
      accounts: ACCOUNTS[base_url] ?? base_url,
    }
  }

  async function call(
    method: 'GET' | 'POST',
    address: string,
    headers: Record<string, string>,
    body: unknown = null,
  ): Promise<Record<string, unknown> | null> {
    const result = await upstream.call({
      method,
      url: new URL(address),
      headers,
      body: body === null ? null : JSON.stringify(body),
    })
    if (result.failure !== null || result.response.truncated) return null
    const json = parseJson(result.response.bytes.toString())
    return isJsonObject(json) && json.code === 0 ? json : null
  }

  return {
    async authorize({ redirect_uri, state, verifier }) {
      const { accounts, app_id } = await appWithSecret()
      const url = new URL('/open-apis/authen/v1/authorize', accounts)
      url.search = new URLSearchParams({
        client_id: app_id,
        response_type: 'code',
        redirect_uri,
        state,
        code_challenge: hash('sha256', verifier, 'base64url'),
        code_challenge_method: 'S256',
      }).toString()
      return url
    },
    async complete(url, { redirect_uri, verifier }) {
      const { accounts, base_url, app_id, secret } = await appWithSecret()
      const code = url.searchParams.get('code')
      if (code === null) return { failed: 'provider' }
      const json = { 'content-type': 'application/json; charset=utf-8' }
      const granted = await call('POST', `${accounts}/oauth/v3/token`, json, {
        grant_type: 'authorization_code',
        client_id: app_id,
        client_secret: secret,
        code,
        redirect_uri,
        code_verifier: verifier,
      })
      const token = granted?.access_token
      if (typeof token !== 'string') return { failed: 'provider' }
      const authorization = { authorization: `Bearer ${token}` }
      const response = await call('GET', `${base_url}/open-apis/authen/v1/user_info`, authorization)
      const user = isJsonObject(response?.data) ? response.data : {}
      const { tenant_key, open_id, name } = user
      if (typeof tenant_key !== 'string' || typeof open_id !== 'string' || open_id === '') {
        return { failed: 'provider' }
      }
      if (!tenants.includes(tenant_key)) return { failed: 'tenant' }
      return { subject: `${tenant_key}/${open_id}`, name: typeof name === 'string' ? name : '' }
    },
  }
}

/** The app of FEISHU_SIGN_IN_APP is missing or has no secret. */
class SignInAppError extends Error {
  override readonly name = 'SignInAppError'
}
