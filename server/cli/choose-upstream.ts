import { EMULATOR_APP } from '#contract/emulator/app-ids'
import { BRANDS, PROFILE_DEFAULTS } from '#contract/profile'
import { APP_ID, APP_SECRET, PASTED_TOKEN } from '#contract/profile-change'
import type { Credential, SecretProfile } from '../feishu/secret-profile.ts'
import { brandOf, PLATFORM_URLS, platformUrlOf } from '../profiles/base-urls.ts'
import { type Terminal, UsageError } from './command.ts'

type PushCredentials = { app_id: string; credential: Credential }

type UpstreamOptions = { profile?: string | undefined; 'base-url'?: string | undefined }

/** The emulator's default app. */
const EMULATOR_CREDENTIALS: PushCredentials = {
  app_id: EMULATOR_APP.app_id,
  credential: { kind: 'custom', app_secret: EMULATOR_APP.app_secret },
}

/**
 * Returns the base URL of a push: a host that the server's settings allow too, or an emulator on
 * this machine.
 * @throws {UsageError} if the options or the environment name another host
 */
export function chooseBaseUrl(options: UpstreamOptions, env: Terminal['env']): string {
  const { profile, 'base-url': given } = options
  if (profile !== undefined && given !== undefined) {
    throw new UsageError({
      en: 'Use --profile or --base-url, not both.',
      zh: '--profile 和 --base-url 只能使用一个。',
    })
  }
  const port = env.EMULATOR_PORT?.trim() || '4311'
  if (profile === 'emulator') return checkBaseUrl(`http://127.0.0.1:${port}`, '--profile')
  if (profile !== undefined) {
    const platform = BRANDS.find((brand) => brand === profile)
    const base_url = platformUrlOf(platform)
    if (base_url !== undefined) return base_url
    throw new UsageError({
      en: '--profile must be feishu, lark or emulator.',
      zh: '--profile 应为 feishu、lark 或 emulator。',
    })
  }
  const [url, name] =
    given === undefined ? [env.FEISHU_BASE_URL, 'FEISHU_BASE_URL'] : [given, '--base-url']
  return checkBaseUrl(url?.trim() || 'https://open.feishu.cn', name)
}

function checkBaseUrl(text: string, name: string): string {
  const url = text.replace(/\/$/, '')
  if (PLATFORM_URLS.includes(url)) return url
  const [, port] = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})$/.exec(url) ?? []
  if (port !== undefined && Number(port) <= 65_535) return url
  const platforms = PLATFORM_URLS.join(', ')
  throw new UsageError({
    en: `${name}: must be ${platforms} or http://127.0.0.1:PORT.`,
    zh: `${name}：应为 ${platforms} 或 http://127.0.0.1:端口。`,
  })
}

/**
 * Returns the app or the token of the environment, or the emulator's default app.
 * @throws {UsageError} which names the variables and never their values
 */
export function chooseCredentials(
  options: UpstreamOptions,
  base_url: string,
  env: Terminal['env'],
): PushCredentials {
  if (options.profile === 'emulator') return EMULATOR_CREDENTIALS
  const app_id = env.FEISHU_APP_ID?.trim()
  const app_secret = env.FEISHU_APP_SECRET?.trim()
  const token = env.FEISHU_TENANT_ACCESS_TOKEN?.trim()
  if (token) {
    if (PASTED_TOKEN.test(token)) {
      return {
        app_id: app_id ?? '',
        credential: { kind: 'pasted_token', tenant_access_token: token, expired: false },
      }
    }
    throw malformed('FEISHU_TENANT_ACCESS_TOKEN')
  }
  if (app_id || app_secret) {
    if (!app_id || !APP_ID.test(app_id)) throw malformed('FEISHU_APP_ID')
    if (!app_secret || !APP_SECRET.test(app_secret)) throw malformed('FEISHU_APP_SECRET')
    return { app_id, credential: { kind: 'custom', app_secret } }
  }
  if (base_url.startsWith('http://')) return EMULATOR_CREDENTIALS
  throw new UsageError({
    en: 'Set FEISHU_APP_ID and FEISHU_APP_SECRET, or FEISHU_TENANT_ACCESS_TOKEN. --profile emulator needs none.',
    zh: '请设置 FEISHU_APP_ID 和 FEISHU_APP_SECRET，或 FEISHU_TENANT_ACCESS_TOKEN。--profile emulator 不需要。',
  })
}

function malformed(name: string): UsageError {
  return new UsageError({
    en: `${name}: missing or malformed (value not shown).`,
    zh: `${name}：缺失或格式错误（不显示值）。`,
  })
}

/** Returns a profile that is not stored, for one push. */
export function profileFor(base_url: string, credentials: PushCredentials): SecretProfile {
  const brand = brandOf(base_url)
  return {
    ...PROFILE_DEFAULTS,
    id: brand,
    name: brand,
    brand,
    base_url,
    ...credentials,
    default: true,
  }
}
