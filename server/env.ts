import { isIP } from 'node:net'
import { parseAllowedHosts } from '#contract/allowed-hosts'
import { RETENTION_LIMITS } from '#contract/limits'
import { ENVIRONMENTS, type Profile } from '#contract/profile'
import { APP_ID, APP_SECRET } from '#contract/profile-change'
import { type AccessSettings, parseAccess } from './access/settings.ts'
import { parseEventHosts } from './emulator/events/event-target.ts'
import { isListenAddress } from './emulator/listen-address.ts'
import { type ProxySettings, parseProxy } from './feishu/proxy.ts'
import {
  NO_REVERSE_PROXY,
  parseReverseProxy,
  type ReverseProxySettings,
} from './http/reverse-proxy.ts'
import type { RetentionLimits } from './ledger/ledger.ts'
import { NO_LIMITS, parseSendLimits, type SendLimits } from './ledger/send-limits.ts'
import { LOG_LEVELS, type LogLevel } from './logging/log.ts'
import { brandOf, emulatorUrls, PLATFORM_URLS } from './profiles/base-urls.ts'
import { parseKey } from './profiles/seal.ts'
import { readSecretFiles } from './secret-files.ts'
import type { StorageLocation } from './storage/open-storage.ts'
import { parseStorageLocation } from './storage-location.ts'

/** The app of the platform that the environment describes. */
export type RealProfile = Pick<
  Profile,
  'id' | 'name' | 'brand' | 'base_url' | 'app_id' | 'environment'
> & { app_secret: string }

export type Config = {
  host: string
  /** How people sign in; null if the console asks for no sign-in. */
  access: AccessSettings | null
  /** INSECURE_NO_LOGIN: open beyond this machine without a sign-in. */
  openWithoutSignIn: boolean
  /** The hosts that are accepted beside the loopback ones. */
  allowedHosts: readonly string[]
  port: number
  /** Null if the emulator is switched off. */
  emulatorPort: number | null
  emulatorHost: string
  /** The hosts that the emulator accepts beside the loopback names. */
  emulatorAllowedHosts: readonly string[]
  /** Hosts beside this machine that the emulator may send events to. */
  allowedEventHosts: readonly string[]
  /** Hosts beside this machine that the console may pass events on to. */
  passOnHosts: readonly string[]
  /** The app of FEISHU_APP_ID, or null. */
  realProfile: RealProfile | null
  /** The addresses that a secret may be sent to. */
  allowedBaseUrls: readonly string[]
  upstreamDeadlineMs: number
  /** The proxy for calls of the platform, or null. */
  proxy: ProxySettings | null
  /** How a proxy in front of the console publishes it. */
  reverseProxy: ReverseProxySettings
  sendLimits: SendLimits
  storage: StorageLocation
  /** The key that seals secrets; null uses a file in the data folder. */
  consoleKey: Buffer | null
  /** Removes every stored secret if their key is lost. */
  forgetSecrets: boolean
  /** Whether the console keeps within the platform's rate limits. */
  rateBudget: boolean
  /** Whether there is a `/metrics`. */
  metrics: boolean
  log: LogLevel
  /** Whether the e-mail address or mobile number that a person was chosen by is kept. */
  keepLookups: boolean
  /** The limits of the automatic cleanup; none by default. */
  retention: RetentionLimits
}

type Environment = Readonly<Record<string, string | undefined>>
type ParsedEnv = { ok: true; config: Config } | { ok: false; problems: string[] }

const DAY_MS = 86_400_000
const LOOPBACK = ['127.0.0.1', 'localhost', '::1']

/** Parses the settings of the environment and of secret files; `problems` has a line for each invalid variable. */
export function parseEnv(settings: Environment): ParsedEnv {
  const env = readSecretFiles(settings)
  if (Array.isArray(env)) return { ok: false, problems: env }
  const problems: string[] = []
  const given = (name: string): string | undefined => env[name]?.trim() || undefined
  const wrong = (name: string, expected: string): void => {
    problems.push(`${name}: expected ${expected}, got ${JSON.stringify(given(name))}`)
  }

  function integer(name: string, fallback: number, min: number, max: number): number {
    const text = given(name) ?? String(fallback)
    const value = Number(text)
    if (/^\d{1,8}$/.test(text) && value >= min && value <= max) return value
    wrong(name, `a whole number from ${min} to ${max}`)
    return fallback
  }

  function retentionLimit(name: string, { min, max }: { min: number; max: number }) {
    return given(name) === undefined ? undefined : integer(name, min, min, max)
  }

  function isOn(name: string, fallback: 'on' | 'off'): boolean {
    const text = given(name) ?? fallback
    if (text !== 'on' && text !== 'off') wrong(name, 'on or off')
    return text === 'on'
  }

  /** Returns what was parsed, or `none` after noting its problems. */
  function orProblems<T extends object>(parsed: T | string[], none: T): T {
    if (!Array.isArray(parsed)) return parsed
    problems.push(...parsed)
    return none
  }

  const port = integer('PORT', 4310, 0, 65535)
  const emulatorPort = integer('EMULATOR_PORT', 4311, 0, 65535)
  const upstreamDeadlineMs = integer('UPSTREAM_DEADLINE_MS', 15_000, 100, 15_000)
  const proxy = parseProxy(env)
  if (typeof proxy === 'string') problems.push(proxy)
  const reverseProxy = orProblems(parseReverseProxy(env), NO_REVERSE_PROXY)
  const sendLimits = orProblems(parseSendLimits(env), NO_LIMITS)

  const allowedHosts = parseAllowedHosts(given('ALLOWED_HOSTS') ?? '')
  if (!allowedHosts) {
    wrong('ALLOWED_HOSTS', 'names as a browser sends them, such as localhost:8080,console.test')
  }
  const host = given('HOST') ?? '127.0.0.1'
  const access = parseAccess(env, problems)
  const noLogin = given('INSECURE_NO_LOGIN')
  if (noLogin !== undefined && noLogin !== '1') wrong('INSECURE_NO_LOGIN', '1 or nothing')
  const isOpen = !LOOPBACK.includes(host)
  // Opening the console to a network takes the hosts it is known by there, and a way to sign in.
  if (isOpen && !(isIP(host) && given('ALLOWED_HOSTS'))) {
    const others = 'or with ALLOWED_HOSTS an address of this machine such as 0.0.0.0'
    wrong('HOST', `${LOOPBACK.join(', ')}, ${others}`)
  } else if (isOpen && allowedHosts && !access && noLogin !== '1') {
    problems.push(
      'HOST: beyond this machine people have to sign in (docs/configuration.md, "Sign-in"); INSECURE_NO_LOGIN=1 goes without, if nothing but this machine reaches the port',
    )
  }

  const emulator = isOn('EMULATOR', 'on')
  if (emulator && port === emulatorPort && port !== 0) {
    wrong('EMULATOR_PORT', `another port than PORT (${port})`)
  }

  const emulatorAllowedHosts = parseAllowedHosts(given('EMULATOR_ALLOWED_HOSTS') ?? '')
  if (!emulatorAllowedHosts) {
    wrong('EMULATOR_ALLOWED_HOSTS', 'names as a client sends them, such as emulator:4311')
  }
  const emulatorHost = given('EMULATOR_HOST') ?? (LOOPBACK.includes(host) ? host : '127.0.0.1')
  if (!isListenAddress(emulatorHost, emulatorAllowedHosts ?? [])) {
    const others = 'or with EMULATOR_ALLOWED_HOSTS an address of this machine such as 0.0.0.0'
    wrong('EMULATOR_HOST', `${LOOPBACK.join(', ')}, ${others} (it has no login)`)
  }
  const allowedEventHosts = parseEventHosts(given('EMULATOR_EVENT_HOSTS') ?? '')
  if (!allowedEventHosts) {
    wrong('EMULATOR_EVENT_HOSTS', 'host names or addresses without ports, separated by commas')
  }

  const passOnHosts = parseEventHosts(given('EVENT_PASS_ON_HOSTS') ?? '')
  if (!passOnHosts) {
    wrong('EVENT_PASS_ON_HOSTS', 'host names or addresses without ports, separated by commas')
  }

  const allowed = [...PLATFORM_URLS, ...emulatorUrls(emulatorPort)]
  const base_url = (given('FEISHU_BASE_URL') ?? 'https://open.feishu.cn').replace(/\/$/, '')
  if (!allowed.includes(base_url)) wrong('FEISHU_BASE_URL', `one of ${allowed.join(', ')}`)

  const app_id = given('FEISHU_APP_ID')
  const app_secret = given('FEISHU_APP_SECRET')
  if (app_id && !APP_ID.test(app_id)) {
    wrong('FEISHU_APP_ID', 'cli_ followed by letters and digits')
  }
  if (app_secret && !APP_SECRET.test(app_secret)) {
    problems.push(
      'FEISHU_APP_SECRET: expected 8 to 256 ASCII characters without spaces (not shown)',
    )
  }
  if (app_id && !app_secret) problems.push('FEISHU_APP_SECRET: missing beside FEISHU_APP_ID')
  if (app_secret && !app_id) problems.push('FEISHU_APP_ID: missing beside FEISHU_APP_SECRET')
  if (given('FEISHU_BASE_URL') && !app_id && !app_secret) {
    problems.push('FEISHU_APP_ID and FEISHU_APP_SECRET: missing beside FEISHU_BASE_URL')
  }

  const environment = ENVIRONMENTS.find((name) => name === (given('FEISHU_ENVIRONMENT') ?? 'test'))
  if (!environment) wrong('FEISHU_ENVIRONMENT', ENVIRONMENTS.join(' or '))

  const consoleKey = parseKey(given('CONSOLE_KEY') ?? '')
  if (given('CONSOLE_KEY') && !consoleKey) {
    problems.push('CONSOLE_KEY: expected 32 bytes in base64 or hex (not shown)')
  }
  const forget = given('FORGET_SECRETS')
  if (forget !== undefined && forget !== '1') wrong('FORGET_SECRETS', '1 or nothing')

  const storage = parseStorageLocation(env)
  if (typeof storage === 'string') problems.push(storage)

  const rateBudget = isOn('RATE_BUDGET', 'on')
  const metrics = isOn('METRICS', 'off')
  const keepLookups = isOn('KEEP_LOOKUPS', 'on')
  const log = LOG_LEVELS.find((level) => level === (given('LOG') ?? 'problems'))
  if (!log) wrong('LOG', `one of ${LOG_LEVELS.join(', ')}`)

  const days = retentionLimit('RETENTION_DAYS', RETENTION_LIMITS.days)
  const rows = retentionLimit('RETENTION_ROWS', RETENTION_LIMITS.rows)
  const retention: RetentionLimits = {
    maxAgeMs: days && days * DAY_MS,
    maxCount: rows,
  }

  if (problems.length > 0 || typeof storage === 'string' || typeof proxy === 'string') {
    return { ok: false, problems }
  }
  const realProfile =
    app_id && app_secret
      ? { ...namesOf(base_url), base_url, app_id, app_secret, environment: environment ?? 'test' }
      : null
  return {
    ok: true,
    config: {
      host,
      access,
      openWithoutSignIn: isOpen && !access,
      allowedHosts: allowedHosts ?? [],
      port,
      emulatorPort: emulator ? emulatorPort : null,
      emulatorHost,
      emulatorAllowedHosts: emulatorAllowedHosts ?? [],
      allowedEventHosts: allowedEventHosts ?? [],
      passOnHosts: passOnHosts ?? [],
      realProfile,
      allowedBaseUrls: allowed,
      upstreamDeadlineMs,
      proxy,
      reverseProxy,
      sendLimits,
      storage,
      consoleKey,
      forgetSecrets: forget === '1',
      rateBudget,
      metrics,
      log: log ?? 'problems',
      keepLookups,
      retention,
    },
  }
}

function namesOf(base_url: string): Pick<Profile, 'id' | 'name' | 'brand'> {
  switch (brandOf(base_url)) {
    case 'feishu':
      return { id: 'feishu', name: 'Feishu', brand: 'feishu' }
    case 'lark':
      return { id: 'lark', name: 'Lark', brand: 'lark' }
    case 'emulator':
      return { id: 'custom', name: 'Emulator (custom app)', brand: 'emulator' }
  }
}
