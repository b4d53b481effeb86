import { describe, expect, test } from 'vitest'
import { parseAccess } from './settings.ts'

function problemsOf(env: Record<string, string>): string[] {
  const problems: string[] = []
  parseAccess(env, problems)
  return problems
}

const JWT = {
  TRUSTED_JWT_JWKS: 'https://proxy.test/keys',
  TRUSTED_JWT_ISSUER: 'https://proxy.test',
  TRUSTED_JWT_AUDIENCE: 'console',
}
const OIDC = { OIDC_ISSUER: 'https://id.test', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }

test('without a way to sign in the console asks for none', () => {
  expect(parseAccess({}, [])).toBeNull()
  expect(problemsOf({})).toEqual([])
})

test('every way is set by a few variables, and several stand beside each other', () => {
  const problems: string[] = []
  const feishu = { FEISHU_SIGN_IN_APP: 'feishu', FEISHU_SIGN_IN_TENANTS: 'tk1, tk2' }
  const env = {
    ...{ LOCAL_ACCOUNTS: 'on', ...feishu, ...OIDC, ...JWT },
    ...{ ADMINS: 'local:anna, feishu:tk1/ou_1', DEFAULT_ROLE: 'viewer' },
    ...{ SESSION_HOURS: '8', SESSION_IDLE_MINUTES: '30' },
  }
  expect(parseAccess(env, problems)).toEqual({
    admins: new Set(['local:anna', 'feishu:tk1/ou_1']),
    defaultRole: 'viewer',
    sessionMs: { absolute: 8 * 3_600_000, idle: 30 * 60_000 },
    local: true,
    feishu: { profile: 'feishu', tenants: ['tk1', 'tk2'] },
    oidc: { issuer: new URL('https://id.test'), clientId: 'a', clientSecret: 'b' },
    proxy: {
      kind: 'jwt',
      header: 'authorization',
      jwks: new URL('https://proxy.test/keys'),
      issuer: 'https://proxy.test',
      audience: 'console',
    },
  })
  expect(problems).toEqual([])
  const plain = { TRUSTED_USER_HEADER: 'X-Forwarded-User', TRUSTED_PROXIES: '10.0.0.1' }
  expect(parseAccess(plain, [])).toMatchObject({
    defaultRole: null,
    proxy: { kind: 'header', header: 'x-forwarded-user' },
  })
})

describe('refuses', () => {
  test.each<[Record<string, string>, RegExp]>([
    [{ LOCAL_ACCOUNTS: 'yes' }, /^LOCAL_ACCOUNTS: expected on or off/],
    [{ FEISHU_SIGN_IN_APP: 'feishu' }, /^FEISHU_SIGN_IN_TENANTS: missing/],
    [{ FEISHU_SIGN_IN_APP: 'a', FEISHU_SIGN_IN_TENANTS: '*' }, /^FEISHU_SIGN_IN_TENANTS: expected/],
    [{ ...OIDC, OIDC_ISSUER: 'http://id.test' }, /^OIDC_ISSUER: expected an https/],
    [{ OIDC_ISSUER: 'https://id.test' }, /^OIDC_CLIENT_ID: missing/],
    [{ ...JWT, TRUSTED_JWT_JWKS: 'keys' }, /^TRUSTED_JWT_JWKS: expected/],
    [{ TRUSTED_JWT_ISSUER: 'a' }, /^TRUSTED_JWT_JWKS: missing/],
    [{ ...JWT, TRUSTED_USER_HEADER: 'x-user' }, /^TRUSTED_USER_HEADER: not used beside/],
    [{ TRUSTED_USER_HEADER: 'x-user' }, /^TRUSTED_PROXIES: missing/],
    [{ TRUSTED_USER_HEADER: 'x user', TRUSTED_PROXIES: '10.0.0.1' }, /^TRUSTED_USER_HEADER: /],
    [{ LOCAL_ACCOUNTS: 'on', ADMINS: 'anna' }, /^ADMINS: expected people such as local:NAME/],
    [{ LOCAL_ACCOUNTS: 'on', DEFAULT_ROLE: 'admin' }, /^DEFAULT_ROLE: expected none, viewer/],
    [{ LOCAL_ACCOUNTS: 'on', SESSION_HOURS: '0' }, /^SESSION_HOURS: expected a whole number/],
    [{ ADMINS: 'local:anna' }, /^ADMINS: not used without a way to sign in/],
  ])('%j', (env, problem) => {
    expect(problemsOf(env)).toContainEqual(expect.stringMatching(problem))
  })

  test('a client secret, without showing it', () => {
    const env = { OIDC_CLIENT_SECRET: 'secret-of-the-client' }
    expect(problemsOf(env).join()).not.toContain('secret-of-the-client')
  })
})
