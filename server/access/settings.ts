import { ROLES, type Role } from '#contract/access/roles'
import { SIGN_IN_WAYS } from '#contract/access/session'

/** How people sign in, and what they may do at first. */
export type AccessSettings = {
  /** `way:subject` of each person who is an admin of everything. */
  admins: ReadonlySet<string>
  /** The role on every app of a person who signs in for the first time; null for none. */
  defaultRole: Role | null
  sessionMs: { absolute: number; idle: number }
  local: boolean
  feishu: { profile: string; tenants: readonly string[] } | null
  oidc: { issuer: URL; clientId: string; clientSecret: string } | null
  proxy: ProxySettings | null
}

export type ProxySettings =
  | { kind: 'jwt'; header: string; jwks: URL; issuer: string; audience: string }
  /** A plain header, believed only from the addresses of TRUSTED_PROXIES. */
  | { kind: 'header'; header: string }

type Environment = Readonly<Record<string, string | undefined>>

const HEADER = /^[a-z0-9-]{1,64}$/
const HOUR_MS = 3_600_000

/**
 * Parses the settings of the sign-in.
 * @returns null if none asks for one; a line for each invalid variable goes to `problems`
 */
export function parseAccess(env: Environment, problems: string[]): AccessSettings | null {
  const given = (name: string) => env[name]?.trim() ?? ''
  const problem = (name: string, expected: string) => {
    problems.push(`${name}: expected ${expected}, got ${JSON.stringify(given(name))}`)
  }
  /** Returns the values of variables that are set together or not at all. */
  function group<N extends string>(names: readonly N[]): Record<N, string> | null {
    const missing = names.filter((name) => given(name) === '')
    if (missing.length === names.length) return null
    for (const name of missing) problems.push(`${name}: missing beside ${names.join(', ')}`)
    const values = Object.fromEntries(names.map((name) => [name, given(name)]))
    return missing.length > 0 ? null : (values as Record<N, string>)
  }
  function whole(name: string, fallback: number, max: number): number {
    const value = given(name) === '' ? fallback : Number(given(name))
    if (Number.isInteger(value) && value >= 1 && value <= max) return value
    problem(name, `a whole number from 1 to ${max}`)
    return fallback
  }
  function address(name: string): URL | null {
    const url = URL.parse(given(name))
    if (url && isSafe(url)) return url
    problem(name, 'an https:// address, or http:// on this machine')
    return null
  }

  const local = given('LOCAL_ACCOUNTS') || 'off'
  if (local !== 'on' && local !== 'off') problem('LOCAL_ACCOUNTS', 'on or off')

  const app = group(['FEISHU_SIGN_IN_APP', 'FEISHU_SIGN_IN_TENANTS'])
  const tenants = splitList(app?.FEISHU_SIGN_IN_TENANTS ?? '')
  if (app && !tenants.every((tenant) => /^[A-Za-z0-9_-]{1,64}$/.test(tenant))) {
    problem('FEISHU_SIGN_IN_TENANTS', 'the tenant_key of each company, separated by commas')
  }

  const provider = group(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])
  const issuer = provider && address('OIDC_ISSUER')

  const proxy = parseProxyWay()
  const sessionMs = {
    absolute: whole('SESSION_HOURS', 12, 720) * HOUR_MS,
    idle: whole('SESSION_IDLE_MINUTES', 120, 43_200) * 60_000,
  }

  const admins = splitList(given('ADMINS'))
  if (!admins.every((admin) => SIGN_IN_WAYS.some((way) => admin.startsWith(`${way}:`)))) {
    problem('ADMINS', `people such as ${SIGN_IN_WAYS.map((way) => `${way}:NAME`).join(', ')}`)
  }
  const role = given('DEFAULT_ROLE') || 'none'
  const defaultRole = ROLES.find((one) => one === role) ?? null
  if ((role !== 'none' && !defaultRole) || defaultRole === 'admin') {
    problem('DEFAULT_ROLE', 'none, viewer, sender or editor')
  }

  const settings = {
    admins: new Set(admins),
    defaultRole,
    sessionMs,
    local: local === 'on',
    feishu: app && { profile: app.FEISHU_SIGN_IN_APP, tenants },
    oidc:
      provider && issuer
        ? { issuer, clientId: provider.OIDC_CLIENT_ID, clientSecret: provider.OIDC_CLIENT_SECRET }
        : null,
    proxy,
  }
  if (settings.local || settings.feishu || settings.oidc || settings.proxy) return settings
  for (const name of ['ADMINS', 'DEFAULT_ROLE', 'SESSION_HOURS', 'SESSION_IDLE_MINUTES']) {
    if (given(name)) problems.push(`${name}: not used without a way to sign in`)
  }
  return null

  function parseProxyWay(): ProxySettings | null {
    const header = (name: string, fallback: string) => {
      const text = (given(name) || fallback).toLowerCase()
      if (!HEADER.test(text)) problem(name, 'the name of a header')
      return text
    }
    const signed = group(['TRUSTED_JWT_JWKS', 'TRUSTED_JWT_ISSUER', 'TRUSTED_JWT_AUDIENCE'])
    const plain = given('TRUSTED_USER_HEADER')
    if (signed && plain) {
      problems.push('TRUSTED_USER_HEADER: not used beside TRUSTED_JWT_JWKS, which is safer')
    }
    if (signed) {
      const jwks = address('TRUSTED_JWT_JWKS')
      const { TRUSTED_JWT_ISSUER: issuer, TRUSTED_JWT_AUDIENCE: audience } = signed
      if (!jwks) return null
      return {
        kind: 'jwt',
        header: header('TRUSTED_JWT_HEADER', 'authorization'),
        jwks,
        issuer,
        audience,
      }
    }
    if (!plain) return null
    if (!given('TRUSTED_PROXIES')) {
      problems.push(
        'TRUSTED_PROXIES: missing beside TRUSTED_USER_HEADER: anyone could send that header',
      )
    }
    return { kind: 'header', header: header('TRUSTED_USER_HEADER', '') }
  }
}

/** Keys, codes and secrets travel to these addresses. */
function isSafe({ protocol, hostname }: URL): boolean {
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return protocol === 'https:' || (protocol === 'http:' && isHere)
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
