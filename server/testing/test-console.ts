import { randomBytes, randomUUID } from 'node:crypto'
import { PROFILE_DEFAULTS } from '#contract/profile'
import { createAccess } from '../access/create-access.ts'
import type { AccessSettings } from '../access/settings.ts'
import { createApp } from '../app.ts'
import { type Clock, systemClock } from '../feishu/clock.ts'
import { createClockSkews, watchClock } from '../feishu/clock-skew.ts'
import { createControlChannel } from '../feishu/control-channel.ts'
import { createRateBudgets } from '../feishu/rate-budget.ts'
import type { Schedule } from '../feishu/rate-queue.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { createTenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { createUpstream } from '../feishu/upstream.ts'
import { loopbackHosts } from '../http/guards.ts'
import { builtPages } from '../http/pages.ts'
import type { ReverseProxySettings } from '../http/reverse-proxy.ts'
import { createLedger } from '../ledger/create-ledger.ts'
import { createSender } from '../ledger/create-sender.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { NO_LIMITS, type SendLimits } from '../ledger/send-limits.ts'
import type { LogEntry } from '../logging/log.ts'
import { type ConsoleMetrics, createConsoleMetrics } from '../metrics/console-metrics.ts'
import { PLATFORM_URLS } from '../profiles/base-urls.ts'
import { createProfiles } from '../profiles/create-profiles.ts'
import type { KeySource } from '../profiles/key-source.ts'
import { createPastedTokens } from '../profiles/pasted-tokens.ts'
import { createSharedPastedTokens } from '../profiles/shared-pasted-tokens.ts'
import { createVault } from '../profiles/vault.ts'
import { createRecipients } from '../recipients/create-recipients.ts'
import { learnRecipients } from '../recipients/learn-recipients.ts'
import type { ListenerTiming } from '../sources/long-connection/keep-listening.ts'
import { createSharedRate } from '../storage/postgres-rate.ts'
import type { Storage } from '../storage/storage.ts'
import { expectDocumented } from './documented-response.ts'
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

/** A key kept in memory only. */
export function memoryKey(): KeySource {
  let key: Buffer | null = null
  return { location: 'memory', read: () => key, create: () => (key ??= randomBytes(32)) }
}

type TestConsoleOptions = {
  /** How people sign in; by default the console asks for no sign-in. */
  access?: AccessSettings | null
  deadlineMs?: number | undefined
  distFolder?: string
  /** Allowed hosts beside the loopback ones. */
  hosts?: readonly string[]
  metrics?: ConsoleMetrics | null
  storage?: Storage
  /** Makes the ledger fail, for example. */
  wrapLedger?: ((ledger: Ledger) => Ledger) | undefined
  keys?: KeySource
  clock?: Clock
  allowedBaseUrls?: readonly string[]
  keepLookups?: boolean
  /** Runs what watches chats; never by default, so that other tests see no calls of it. */
  watchSchedule?: Schedule
  reverseProxy?: ReverseProxySettings
  sendLimits?: SendLimits
  passOnHosts?: readonly string[]
  listenerTiming?: Partial<ListenerTiming>
}

/** Creates a console without a port; profiles can be added for the base URLs of `fixed`. */
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
    keepLookups = true,
    access = null,
    watchSchedule = () => () => {},
    reverseProxy,
    sendLimits = NO_LIMITS,
    passOnHosts = [],
    listenerTiming = {},
    allowedBaseUrls = fixed.map(({ base_url }) => base_url),
  }: TestConsoleOptions = {},
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
    budgets: createRateBudgets({ clock, shared: createSharedRate(storage) }),
  }
  const vault = createVault(storage, keys)
  const pasted =
    storage.kind === 'postgres'
      ? createSharedPastedTokens(storage, vault, clock)
      : createPastedTokens(clock)
  const profiles = createProfiles({
    fixed: () => fixed,
    storage,
    vault,
    tokens: feishu.tokens,
    pasted,
    allowedBaseUrls: new Set([...PLATFORM_URLS, ...allowedBaseUrls]),
    clock,
    newId: randomUUID,
  })
  const ledger = learnRecipients(
    wrapLedger(createLedger(storage, clock, sendLimits)),
    createRecipients(storage),
    log,
  )
  const sender = createSender({ ledger, feishu, newId: randomUUID, log })
  const allowedHosts = new Set([...loopbackHosts(4310), ...hosts])
  const closers: (() => Promise<void>)[] = []
  const signIn =
    access && createAccess({ settings: access, storage, clock, profiles, upstream, log })
  const app = createApp({
    profiles,
    access: signIn,
    vault,
    onClose: (close) => closers.push(close),
    sender,
    allowedHosts,
    log,
    feishu,
    skews,
    clock,
    storage,
    ledger,
    metrics,
    retention: {},
    keepLookups,
    watchSchedule,
    control,
    pages: builtPages(distFolder),
    passOnHosts,
    listenerTiming,
    ...(reverseProxy && { reverseProxy }),
    sendLimits,
  })

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await app.request(path, { ...init, headers: { host: HOST, ...init.headers } })
    await expectDocumented(app.routes, { method: init.method ?? 'GET', path }, response)
    return response
  }

  return {
    app,
    access: signIn,
    logged,
    request,
    /** Posts JSON: a text as it is, any other value serialised. */
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
      pasted.close()
      await Promise.all(closers.map((close) => close()))
      await control.close()
      await upstream.close()
      await sender.close()
      await storage.close()
    },
  }
}
