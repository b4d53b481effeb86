import { allowedBaseUrls, brandOf } from '../env.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { UsageError } from './usage-error.ts'

export type Credentials =
  | { kind: 'app'; app_id: string; app_secret: string }
  | { kind: 'token'; tenant_access_token: string }

type Environment = Readonly<Record<string, string | undefined>>
type Choice = { profile?: string | undefined; 'base-url'?: string | undefined }

const BRANDS: Readonly<Record<string, string>> = {
  feishu: 'https://open.feishu.cn',
  lark: 'https://open.larksuite.com',
}
/** The app that the emulator holds from its start. */
const EMULATOR_APP = { kind: 'app', app_id: 'cli_emulator', app_secret: 'emulator-secret' } as const
const TOKEN = /^[\x21-\x7e]{8,4096}$/

/**
 * Where a push goes: the same hosts as the server’s settings allow, and emulators on this machine.
 * @throws {UsageError}
 */
export function chooseBaseUrl(choice: Choice, env: Environment): string {
  const { profile, 'base-url': given } = choice
  if (profile !== undefined && given !== undefined) {
    throw new UsageError({
      en: 'Give --profile or --base-url, not both.',
      zh: '--profile 和 --base-url 只能给一个。',
    })
  }
  const port = env.EMULATOR_PORT?.trim() || '4311'
  if (profile === 'emulator') return allowed(`http://127.0.0.1:${port}`, '--profile')
  if (profile !== undefined) {
    const brand = Object.hasOwn(BRANDS, profile) ? BRANDS[profile] : undefined
    if (brand !== undefined) return brand
    throw new UsageError({
      en: '--profile is feishu, lark or emulator.',
      zh: '--profile 应为 feishu、lark 或 emulator。',
    })
  }
  const [url, name] =
    given === undefined ? [env.FEISHU_BASE_URL, 'FEISHU_BASE_URL'] : [given, '--base-url']
  return allowed(url?.trim() || 'https://open.feishu.cn', name)
}

function allowed(text: string, name: string): string {
  const url = text.replace(/\/$/, '')
  const [, local] = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})$/.exec(url) ?? []
  if (allowedBaseUrls(Number(local ?? 0)).includes(url)) return url
  if (local !== undefined && Number(local) <= 65_535) return url
  const [feishu, lark] = allowedBaseUrls(0)
  throw new UsageError({
    en: `${name}: expected ${feishu}, ${lark} or http://127.0.0.1:PORT.`,
    zh: `${name}：应为 ${feishu}、${lark} 或 http://127.0.0.1:端口。`,
  })
}

/**
 * Who sends: the app or the token of the environment; an emulator has an app of its own.
 * @throws {UsageError} which names the variables and never their values
 */
export function chooseCredentials(choice: Choice, base_url: string, env: Environment): Credentials {
  if (choice.profile === 'emulator') return EMULATOR_APP
  const app_id = env.FEISHU_APP_ID?.trim()
  const app_secret = env.FEISHU_APP_SECRET?.trim()
  const token = env.FEISHU_TENANT_ACCESS_TOKEN?.trim()
  if (token) {
    if (TOKEN.test(token)) return { kind: 'token', tenant_access_token: token }
    throw wrong('FEISHU_TENANT_ACCESS_TOKEN')
  }
  if (app_id || app_secret) {
    if (!app_id || !/^cli_[A-Za-z0-9_]{1,64}$/.test(app_id)) throw wrong('FEISHU_APP_ID')
    if (!app_secret || !/^[\x21-\x7e]{8,256}$/.test(app_secret)) throw wrong('FEISHU_APP_SECRET')
    return { kind: 'app', app_id, app_secret }
  }
  if (base_url.startsWith('http://')) return EMULATOR_APP
  throw new UsageError({
    en: 'Set FEISHU_APP_ID and FEISHU_APP_SECRET, or FEISHU_TENANT_ACCESS_TOKEN; --profile emulator needs none of them.',
    zh: '请设置 FEISHU_APP_ID 和 FEISHU_APP_SECRET，或 FEISHU_TENANT_ACCESS_TOKEN；--profile emulator 则不需要。',
  })
}

function wrong(name: string): UsageError {
  return new UsageError({
    en: `${name}: missing or malformed (not shown).`,
    zh: `${name}：缺失或格式不对（不予显示）。`,
  })
}

/** The profile as the calls need it. */
export function profileFor(base_url: string, credentials: Credentials): SecretProfile {
  const secrets =
    credentials.kind === 'app'
      ? { app_id: credentials.app_id, app_secret: credentials.app_secret }
      : { app_id: '', app_secret: '' }
  return { ...brandOf(base_url), base_url, ...secrets, default: true }
}
