import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { ENVIRONMENTS, type Profile } from '#contract/profile'
import { APP_ID, APP_SECRET } from '#contract/profile-change'
import { defaultDataFolder } from './data-folder.ts'
import { parseEventHosts } from './emulator/events/event-hosts.ts'
import { parseAllowedHosts } from './http/allowed-hosts.ts'
import type { Retention } from './ledger/ledger.ts'
import { LOG_LEVELS, type LogLevel } from './logging/create-log.ts'
import { brandOf, emulatorUrls, PLATFORM_URLS } from './profiles/base-urls.ts'
import { parseKey } from './profiles/parse-key.ts'
import type { StoragePlace } from './storage/open-storage.ts'

/** An app of the platform as the environment names it. */
export type RealProfile = Pick<
  Profile,
  'id' | 'name' | 'brand' | 'base_url' | 'app_id' | 'environment'
> & { app_secret: string }

export type Config = {
  host: string
  /** The names beside the loopback ones under which a browser may address the console. */
  allowedHosts: readonly string[]
  port: number
  /** `null` where the emulator is left out. */
  emulatorPort: number | null
  /** Hosts beside this machine that the emulator may send events to. */
  allowedEventHosts: readonly string[]
  /** The app named by FEISHU_APP_ID, where there is one. */
  realProfile: RealProfile | null
  /** Where a secret may be sent. */
  allowedBaseUrls: readonly string[]
  upstreamDeadlineMs: number
  storage: StoragePlace
  /** What secrets are sealed with; `null` leaves it to a file in the data folder. */
  consoleKey: Buffer | null
  /** Drops every stored secret where their key is lost. */
  forgetSecrets: boolean
  /** Whether the console itself keeps within the platform's rate limits. */
  rateBudget: boolean
  /** Whether `/metrics` answers. */
  metrics: boolean
  log: LogLevel
  /** What is removed by itself; nothing, unless asked for. */
  retention: Retention
}

type Environment = Readonly<Record<string, string | undefined>>
type Parsed = { ok: true; config: Config } | { ok: false; problems: string[] }

const DAY_MS = 86_400_000
const LOOPBACK = ['127.0.0.1', 'localhost', '::1']

/** Reads the settings from the environment and names every variable that is not as it should be. */
export function parseEnv(env: Environment): Parsed {
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

  const port = integer('PORT', 4310, 0, 65535)
  const emulatorPort = integer('EMULATOR_PORT', 4311, 0, 65535)
  const upstreamDeadlineMs = integer('UPSTREAM_DEADLINE_MS', 15_000, 100, 15_000)

  const allowedHosts = parseAllowedHosts(given('ALLOWED_HOSTS') ?? '')
  if (!allowedHosts) {
    wrong('ALLOWED_HOSTS', 'names as a browser sends them, such as localhost:8080,console.test')
  }
  const host = given('HOST') ?? '127.0.0.1'
  // Whoever opens the console to a network has to say so twice, and under which names it goes there.
  if (!LOOPBACK.includes(host) && !(isIP(host) && given('ALLOWED_HOSTS'))) {
    const others = 'or with ALLOWED_HOSTS an address of this machine such as 0.0.0.0'
    wrong('HOST', `${LOOPBACK.join(', ')}, ${others} (there is no login yet)`)
  }

  const emulator = given('EMULATOR') ?? 'on'
  if (emulator !== 'on' && emulator !== 'off') wrong('EMULATOR', 'on or off')
  if (emulator === 'on' && port === emulatorPort && port !== 0) {
    wrong('EMULATOR_PORT', `another port than PORT (${port})`)
  }

  const allowedEventHosts = parseEventHosts(given('EMULATOR_EVENT_HOSTS') ?? '')
  if (!allowedEventHosts) {
    wrong('EMULATOR_EVENT_HOSTS', 'host names or addresses without ports, separated by commas')
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

  const storage = storagePlace(env)
  if (typeof storage === 'string') problems.push(storage)

  const rateBudget = given('RATE_BUDGET') ?? 'on'
  if (rateBudget !== 'on' && rateBudget !== 'off') wrong('RATE_BUDGET', 'on or off')

  const metrics = given('METRICS') ?? 'off'
  if (metrics !== 'on' && metrics !== 'off') wrong('METRICS', 'on or off')
  const log = LOG_LEVELS.find((level) => level === (given('LOG') ?? 'problems'))
  if (!log) wrong('LOG', `one of ${LOG_LEVELS.join(', ')}`)

  const days = given('RETENTION_DAYS') && integer('RETENTION_DAYS', 1, 1, 3_650)
  const rows = given('RETENTION_ROWS') && integer('RETENTION_ROWS', 1, 1, 10_000_000)
  const retention: Retention = {
    maxAgeMs: days ? days * DAY_MS : undefined,
    maxCount: rows || undefined,
  }

  if (problems.length > 0 || typeof storage === 'string') return { ok: false, problems }
  const realProfile =
    app_id && app_secret
      ? { ...nameOf(base_url), base_url, app_id, app_secret, environment: environment ?? 'test' }
      : null
  return {
    ok: true,
    config: {
      host,
      allowedHosts: allowedHosts ?? [],
      port,
      emulatorPort: emulator === 'on' ? emulatorPort : null,
      allowedEventHosts: allowedEventHosts ?? [],
      realProfile,
      allowedBaseUrls: allowed,
      upstreamDeadlineMs,
      storage,
      consoleKey,
      forgetSecrets: forget === '1',
      rateBudget: rateBudget === 'on',
      metrics: metrics === 'on',
      log: log ?? 'problems',
      retention,
    },
  }
}

function nameOf(base_url: string): Pick<Profile, 'id' | 'name' | 'brand'> {
  switch (brandOf(base_url)) {
    case 'feishu':
      return { id: 'feishu', name: 'Feishu', brand: 'feishu' }
    case 'lark':
      return { id: 'lark', name: 'Lark', brand: 'lark' }
    case 'emulator':
      return { id: 'custom', name: 'Emulator (custom app)', brand: 'emulator' }
  }
}

/** Where the ledger is by the settings, or the line that says which of them is not as it should be. */
export function storagePlace(env: Environment): StoragePlace | string {
  const url = env.DATABASE_URL?.trim()
  const folder = env.DATA_DIR?.trim()
  if (!url) return { kind: 'sqlite', folder: resolve(folder || defaultDataFolder()) }
  if (folder) return 'DATA_DIR: not used beside DATABASE_URL, set only one of them'
  if (/^postgres(?:ql)?:$/.test(URL.parse(url)?.protocol ?? '')) return { kind: 'postgres', url }
  return 'DATABASE_URL: expected postgres://user:password@host:port/database (not shown)'
}
