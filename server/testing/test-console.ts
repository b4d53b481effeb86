import { randomUUID } from 'node:crypto'
import { createApp } from '../app.ts'
import { systemClock } from '../feishu/clock.ts'
import { createControlChannel } from '../feishu/control-channel.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { createTenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { createUpstream } from '../feishu/upstream.ts'
import { loopbackHosts } from '../http/allowed-hosts.ts'
import { builtPages } from '../http/built-pages.ts'
import type { LogEntry } from '../http/error-mapper.ts'
import { createLedger } from '../ledger/create-ledger.ts'
import { createSender } from '../ledger/create-sender.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Storage } from '../storage/storage.ts'
import { memoryStorage } from './memory-storage.ts'

export const HOST = '127.0.0.1:4310'

export function testProfile(base_url: string, more: Partial<SecretProfile> = {}): SecretProfile {
  return {
    id: 'feishu',
    name: 'Feishu',
    brand: 'feishu',
    base_url,
    app_id: 'cli_test',
    app_secret: 'secret-of-the-test-app',
    default: true,
    ...more,
  }
}

type Options = {
  deadlineMs?: number | undefined
  distFolder?: string
  storage?: Storage
  /** Lets a test make the ledger fail. */
  wrapLedger?: ((ledger: Ledger) => Ledger) | undefined
}

/** A console without a port of its own, on the given upstreams. */
export function createTestConsole(
  profiles: readonly SecretProfile[],
  {
    deadlineMs = 10_000,
    distFolder = '/nonexistent',
    storage = memoryStorage(),
    wrapLedger = (ledger) => ledger,
  }: Options = {},
) {
  const upstream = createUpstream({ clock: systemClock, deadlineMs })
  const control = createControlChannel()
  const logged: LogEntry[] = []
  const log = (entry: LogEntry) => logged.push(entry)
  const feishu = {
    upstream,
    tokens: createTenantAccessTokens(upstream, systemClock),
    clock: systemClock,
  }
  const ledger = wrapLedger(createLedger(storage, systemClock))
  const sender = createSender({ ledger, feishu, newId: randomUUID, log })
  const app = createApp({
    profiles,
    allowedHosts: loopbackHosts(4310),
    clock: systemClock,
    storage,
    ledger,
    sender,
    retention: {},
    control,
    pages: builtPages(distFolder),
    log,
  })

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    return app.request(path, { ...init, headers: { host: HOST, ...init.headers } })
  }

  return {
    app,
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
    async close() {
      await control.close()
      await upstream.close()
      await sender.close()
      await storage.close()
    },
  }
}
