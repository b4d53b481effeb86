import type { Connection, NewConnection } from '#contract/connections/connection'
import { PROFILE_LIMITS } from '#contract/limits'
import type { Locale } from '#contract/locale'
import { APP_ID } from '#contract/profile-change'
import type { Clock } from '../feishu/clock.ts'
import type { Upstream } from '../feishu/upstream.ts'
import type { Log } from '../logging/log.ts'
import { accountsUrlOf, platformUrlOf } from '../profiles/base-urls.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import type { Vault } from '../profiles/vault.ts'
import type { RecipientStore } from '../recipients/recipients.ts'
import type { Storage } from '../storage/storage.ts'
import { beginRegistration, type Notice } from './accounts-calls.ts'
import { connectionTable } from './connection-table.ts'
import { describeConnection } from './describe-connection.ts'
import { pollConnection } from './poll-connection.ts'
import { scanLink } from './scan-link.ts'

/** Why no connection was started; `unreachable` if the platform returned no link. */
export type ConnectionRejection =
  | { rejected: 'unknown_profile' | 'connection_brand' | 'connection_app_id'; path: string }
  | { rejected: 'no_emulator' | 'no_console_key' | 'profiles_full' | 'connections_full'; path: '' }
  | { rejected: 'unreachable'; notice: Notice }

/**
 * The apps that are connected by scan: a link is shown, and the console polls the platform until a
 * user approves it. The state is in the database, so that it survives a restart.
 */
export type Connections = ReturnType<typeof createConnections>

type ConnectionsDeps = {
  storage: Storage
  vault: Vault
  upstream: Upstream
  clock: Clock
  profiles: ProfileStore
  recipients: RecipientStore
  newId: () => string
  log: Log
  /** Runs a function after so many milliseconds; returns a function that cancels it. */
  schedule?: (run: () => void, ms: number) => () => void
}

const MAX_WAITING = 20
/** How often the connections of other consoles are looked for, which may have ended. */
const SWEEP_MS = 10_000
/** After the storage failed. */
const RETRY_MS = 5_000

function scheduleTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms).unref()
  return () => clearTimeout(timer)
}

/** Creates the store of connections and continues those that wait. */
export function createConnections(deps: ConnectionsDeps) {
  const { storage, vault, upstream, clock, profiles, newId, log } = deps
  const { schedule = scheduleTimer } = deps
  const table = connectionTable(storage)
  const timers = new Map<string, () => void>()
  const running = new Set<Promise<void>>()
  let closed = false

  /** Polls a connection when it is due. */
  function arm(id: string, at_ms: number): void {
    timers.get(id)?.()
    timers.delete(id)
    if (closed) return
    const run = () => track(poll(id))
    timers.set(id, schedule(run, Math.max(0, at_ms - clock.wall())))
  }

  function track(work: Promise<void>): void {
    running.add(work)
    void work.finally(() => running.delete(work))
  }

  async function poll(id: string): Promise<void> {
    timers.delete(id)
    try {
      const next_ms = await pollConnection({ ...deps, table }, id)
      if (next_ms !== null) arm(id, next_ms)
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown'
      log({ event: 'connection_not_polled', connection: id, error: name })
      arm(id, clock.wall() + RETRY_MS)
    }
  }

  async function sweep(): Promise<void> {
    for (const row of await table.waiting()) {
      if (timers.has(row.id)) continue
      const { brand, base_url } = row
      // The emulator of another console may be on another machine: that console polls it.
      const isOurs = brand !== 'emulator' || (await emulatorUrl(profiles, base_url)) !== undefined
      arm(row.id, isOurs ? row.next_poll_at_ms : row.expires_at_ms)
    }
  }

  // An error is ignored until the next time.
  const look = () => track(sweep().catch(() => {}))
  look()
  // Only consoles that share a database have connections of others.
  const sweeping = storage.bus && setInterval(look, SWEEP_MS).unref()

  /** Returns the app that gets scopes, and where it is connected. */
  async function findTarget({ brand, profile: id }: NewConnection) {
    const profile = id === undefined ? null : await profiles.find(id, null)
    if (id !== undefined && !profile)
      return { rejected: 'unknown_profile', path: 'profile' } as const
    if (profile && profile.brand !== brand) {
      return { rejected: 'connection_brand', path: 'brand' } as const
    }
    if (profile && !APP_ID.test(profile.app_id)) {
      return { rejected: 'connection_app_id', path: 'profile' } as const
    }
    const base_url = platformUrlOf(brand) ?? (await emulatorUrl(profiles, profile?.base_url))
    if (base_url === undefined) return { rejected: 'no_emulator', path: '' } as const
    return { rejected: undefined, profile, base_url, accounts_url: accountsUrlOf(base_url) }
  }

  return {
    async start(
      input: NewConnection,
      locale: Locale,
      actor: string,
    ): Promise<Connection | ConnectionRejection> {
      const target = await findTarget(input)
      if (target.rejected !== undefined) return target
      const { profile, base_url, accounts_url } = target
      const waiting = await table.waiting()
      if (waiting.length >= MAX_WAITING) return { rejected: 'connections_full', path: '' }
      const { profiles: all } = await profiles.list(null)
      const stored = all.filter(({ source }) => source === 'stored')
      if (!profile && stored.length >= PROFILE_LIMITS.profiles.max) {
        return { rejected: 'profiles_full', path: '' }
      }
      const id = newId()
      // Before anything is asked for: without a key the secret could not be kept.
      if ((await vault.seal('', ['connection', id])) === null) {
        return { rejected: 'no_console_key', path: '' }
      }
      const begun = await beginRegistration(upstream, accounts_url)
      if (begun.kind === 'failed') return { rejected: 'unreachable', notice: begun.notice }
      const sealed_device_code = await vault.seal(begun.device_code, ['connection', id])
      const now = clock.wall()
      const row = {
        ...{ id, actor, brand: input.brand, base_url, accounts_url, state: 'waiting' as const },
        ...{ asked_profile: profile?.id ?? null, app_id: profile?.app_id ?? null },
        ...{ profile: null, open_id: null, ended_at_ms: null, notice: null },
        user_code: begun.user_code,
        verification_url: scanLink(begun.verification_uri, profile?.app_id ?? null),
        sealed_device_code,
        interval_ms: begun.interval_ms,
        next_poll_at_ms: now + begun.interval_ms,
        created_at_ms: now,
        expires_at_ms: now + begun.life_ms,
      }
      await table.insert(row)
      arm(id, row.next_poll_at_ms)
      return describeConnection(row, locale)
    },
    list: async (locale: Locale) =>
      (await table.list()).map((row) => describeConnection(row, locale)),
    async find(id: string, locale: Locale): Promise<Connection | null> {
      const row = await table.find(id)
      return row ? describeConnection(row, locale) : null
    },
    /** Cancels a waiting connection, or forgets an ended one. Returns false if it is unknown. */
    async remove(id: string): Promise<boolean> {
      timers.get(id)?.()
      timers.delete(id)
      return table.remove(id)
    },
    /** Resolves when no poll is running. */
    idle: async () => void (await Promise.all(running)),
    async close(): Promise<void> {
      closed = true
      clearInterval(sweeping)
      for (const cancel of timers.values()) cancel()
      timers.clear()
      await Promise.all(running)
    },
  }
}

/** Returns the address of an emulator of this console; an app's own one if it is one of them. */
async function emulatorUrl(profiles: ProfileStore, own?: string): Promise<string | undefined> {
  const { profiles: all } = await profiles.list(null)
  const urls = all
    .filter(({ brand, source }) => brand === 'emulator' && source === 'environment')
    .map(({ base_url }) => base_url)
  return urls.find((url) => url === own) ?? (own === undefined ? urls[0] : undefined)
}
