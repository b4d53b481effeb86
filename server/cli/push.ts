import { randomUUID } from 'node:crypto'
import { EMULATOR_APP } from '#contract/emulator/app-ids'
import type { Exchange } from '#contract/exchange'
import { MESSAGE_ID } from '#contract/ids'
import type { Bilingual } from '#contract/locale'
import { BRANDS, PROFILE_DEFAULTS } from '#contract/profile'
import { APP_ID, APP_SECRET, PASTED_TOKEN } from '#contract/profile-change'
import { REDACTED } from '#contract/texts/secrets'
import { hintText } from '#contract/validation/hints'
import { systemClock } from '../feishu/clock.ts'
import { performExchange } from '../feishu/exchange.ts'
import { pushFollowUp } from '../feishu/message-calls.ts'
import { pushFollowUpPath } from '../feishu/paths.ts'
import { type ProxySettings, parseProxy } from '../feishu/proxy.ts'
import { createRateBudgets } from '../feishu/rate-budget.ts'
import type { Credential, SecretProfile } from '../feishu/secret-profile.ts'
import { createTenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { createUpstream } from '../feishu/upstream.ts'
import { brandOf, PLATFORM_URLS, platformUrlOf } from '../profiles/base-urls.ts'
import { readBody, readFollowUps } from './bubbles-file.ts'
import {
  type CliCommand,
  EXIT,
  exitCodeOf,
  parseOptions,
  required,
  type Terminal,
  UsageError,
} from './command.ts'
import { describeExchange } from './describe-exchange.ts'

/** `push`: makes the call once and prints its result; never repeats the call. */
export const pushCommand: CliCommand = async (args, terminal) => {
  const { env, locale, print, complain } = terminal
  const given = parseOptions(args, {
    'message-id': { type: 'string' },
    file: { type: 'string' },
    profile: { type: 'string' },
    'base-url': { type: 'string' },
    'send-anyway': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    'confirm-production': { type: 'boolean' },
  })
  const message_id = required(given['message-id'], '--message-id')
  if (!MESSAGE_ID.test(message_id)) {
    throw new UsageError({ en: '--message-id is malformed.', zh: '--message-id 格式错误。' }, [
      { path: 'message_id', message: hintText('message_id_shape', locale) },
    ])
  }
  const base_url = chooseBaseUrl(given, env)
  const file = required(given.file, '--file')
  const read = given['send-anyway'] ? readBody : readFollowUps
  const body = JSON.stringify(await read(file, terminal))

  if (given['dry-run']) {
    print(describeRequest({ base_url, message_id, body }, { json: given.json ?? false }))
    return EXIT.success
  }
  if (isProduction(base_url, env) && !given['confirm-production']) {
    const fix_command = ['follow-up-console push', ...args.map(quote), '--confirm-production'].join(
      ' ',
    )
    if (given.json)
      print(JSON.stringify({ error: 'confirmation_required', risk: 'production', fix_command }))
    else complain(`${ASK[locale]}\n  ${fix_command}`)
    return EXIT.confirmation
  }
  const credentials = chooseCredentials(given, base_url, env)
  const proxy = parseProxy(env)
  if (typeof proxy === 'string') throw new UsageError({ en: proxy, zh: proxy })
  const profile = profileFor(base_url, credentials)
  const exchange = await sendOnce(profile, { message_id, body }, proxy)
  print(given.json ? JSON.stringify(exchange) : describeExchange(exchange, locale))
  return exitCodeOf(exchange)
}

const ASK: Bilingual = {
  en: 'Not sent: FEISHU_ENVIRONMENT is production. To send to a real user, run:',
  zh: '未发送：FEISHU_ENVIRONMENT 为 production。确认发送给真实用户，请运行：',
}

/** Whether a push reaches real users: an emulator never does. */
function isProduction(base_url: string, { FEISHU_ENVIRONMENT }: Terminal['env']): boolean {
  return FEISHU_ENVIRONMENT?.trim() === 'production' && base_url.startsWith('https://')
}

/** Quotes an argument for a POSIX shell. */
function quote(argument: string): string {
  return /^[\w./:=-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`
}

type PlannedPush = { base_url: string; message_id: string; body: string }

/** Formats the request that would be sent, with its credential masked. */
function describeRequest(
  { base_url, message_id, body }: PlannedPush,
  { json }: { json: boolean },
): string {
  const url = base_url + pushFollowUpPath(message_id)
  const headers = {
    authorization: `Bearer ${REDACTED}`,
    'content-type': 'application/json; charset=utf-8',
  }
  if (json)
    return JSON.stringify({ dry_run: true, request: { method: 'POST', url, headers, body } })
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`POST ${url}`, ...lines, '', body].join('\n')
}

/** The deadline of one call, in milliseconds. */
const DEADLINE_MS = 15_000

/**
 * Makes one push as the server does, without a ledger.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
async function sendOnce(
  profile: SecretProfile,
  { message_id, body }: { message_id: string; body: string },
  proxy: ProxySettings | null,
): Promise<Exchange> {
  const clock = systemClock
  const upstream = createUpstream({ clock, deadlineMs: DEADLINE_MS, proxy })
  const tokens = createTenantAccessTokens(upstream, clock)
  const budgets = createRateBudgets({ clock })
  const call = pushFollowUp(message_id, body)
  const exchange = await performExchange({ upstream, tokens, clock, budgets }, profile, call, {
    id: randomUUID(),
    actor: 'local',
    attempt_of: null,
    delivery: null,
    idempotency_key: randomUUID(),
    started_at_ms: clock.wall(),
    slot: budgets.queue(profile, call.endpoint),
    beforeCall: async () => {},
  })
  await upstream.close()
  // There is no ledger here, and nothing is recorded.
  return { ...exchange, recorded: false }
}

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
function chooseBaseUrl(options: UpstreamOptions, env: Terminal['env']): string {
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
function chooseCredentials(
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
function profileFor(base_url: string, credentials: PushCredentials): SecretProfile {
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
