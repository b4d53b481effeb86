import { randomBytes, randomUUID } from 'node:crypto'
import { PROFILE_DEFAULTS } from '#contract/profile'
import { createApp } from '../app.ts'
import { type Clock, systemClock } from '../feishu/clock.ts'
import { createClockSkews, watchClock } from '../feishu/clock-skew.ts'
import { createControlChannel } from '../feishu/control-channel.ts'
import { createRateBudgets } from '../feishu/rate-budget.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { createTenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { createUpstream } from '../feishu/upstream.ts'
import { loopbackHosts } from '../http/allowed-hosts.ts'
import { builtPages } from '../http/built-pages.ts'
import type { LogEntry } from '../http/error-mapper.ts'
import { createLedger } from '../ledger/create-ledger.ts'
import { createSender } from '../ledger/create-sender.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type ConsoleMetrics, createConsoleMetrics } from '../metrics/console-metrics.ts'
import { PLATFORM_URLS } from '../profiles/base-urls.ts'
import { createProfiles } from '../profiles/create-profiles.ts'
import type { KeySource } from '../profiles/key-source.ts'
import { createPastedTokens } from '../profiles/pasted-tokens.ts'
import { createVault } from '../profiles/vault.ts'
import { createRecipients } from '../recipients/create-recipients.ts'
import { learnRecipients } from '../recipients/learn-recipients.ts'
import type { Storage } from '../storage/storage.ts'
import { memoryStorage } from './memory-storage.ts'

export const HOST = '127.0.0.1:4310'

export function testProfile(
  base_url: string,
  {
    app_secret = 'secret-of-the-test-app',
    ...more
  }: Partial<SecretProfile> & { app_secret?: string } = {},
): SecretProfile {
  return {
    ...PROFILE_DEFAULTS,
    id: 'feishu',
    name: 'Feishu',
    brand: 'feishu',
    base_url,
    app_id: 'cli_test',
    default: true,
    credential: { kind: 'custom', app_secret },
    ...more,
  }
}

/** A key that is gone with the test. */
export function memoryKey(): KeySource {
  let key: Buffer | null = null
  return { place: 'memory', read: () => key, make: () => (key ??= randomBytes(32)) }
}

type Options = {
  deadlineMs?: number | undefined
  distFolder?: string
  /** The names it goes by beside the loopback ones. */
  hosts?: readonly string[]
  metrics?: ConsoleMetrics | null
  storage?: Storage
  /** Lets a test make the ledger fail. */
  wrapLedger?: ((ledger: Ledger) => Ledger) | undefined
  keys?: KeySource
  clock?: Clock
  allowedBaseUrls?: readonly string[]
}

/** A console without a port of its own, on the given upstreams; profiles may be added on those too. */
export function createTestConsole(
  fixed: readonly SecretProfile[],
  {
    deadlineMs = 10_000,
    distFolder = '/nonexistent',
    hosts = [],
    metrics = createConsoleMetrics(),
    storage = memoryStorage(),
    wrapLedger = (ledger) => ledger,
    keys = memoryKey(),
    clock = systemClock,
    allowedBaseUrls = fixed.map(({ base_url }) => base_url),
  }: Options = {},
) {
  const skews = createClockSkews()
  const upstream = watchClock(createUpstream({ clock, deadlineMs }), skews)
  const control = createControlChannel()
  const logged: LogEntry[] = []
  const log = (entry: LogEntry) => {
    logged.push(entry)
    metrics?.log(entry)
  }
  const feishu = {
    upstream,
    tokens: createTenantAccessTokens(upstream, clock),
    clock,
    budgets: createRateBudgets({ clock }),
  }
  const profiles = createProfiles({
    fixed,
    storage,
    vault: createVault(storage, keys),
    tokens: feishu.tokens,
    pasted: createPastedTokens(clock),
    allowedBaseUrls: new Set([...PLATFORM_URLS, ...allowedBaseUrls]),
    clock,
    newId: randomUUID,
  })
  const ledger = learnRecipients(
    wrapLedger(createLedger(storage, clock)),
    createRecipients(storage),
    log,
  )
  const sender = createSender({ ledger, feishu, newId: randomUUID, log })
  const allowedHosts = new Set([...loopbackHosts(4310), ...hosts])
  const pushing = { profiles, sender, allowedHosts, log }
  const app = createApp({
    ...pushing,
    feishu,
    skews,
    clock,
    storage,
    ledger,
    metrics,
    retention: {},
    control,
    pages: builtPages(distFolder),
  })

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    return app.request(path, { ...init, headers: { host: HOST, ...init.headers } })
  }

  return {
    app,
    /** What a push needs that does not come by way of the app. */
    pushing,
    logged,
    request,
    /** Posts JSON: text as it is, anything else serialised. */
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    ledger,
    sender,
    budgets: feishu.budgets,
    async close() {
      metrics?.close()
      await control.close()
      await upstream.close()
      await sender.close()
      await storage.close()
    },
  }
}
