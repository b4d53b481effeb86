import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod/mini'
import type { ListeningState } from '#contract/event-sources/event-source'
import type { ProxySettings } from '../../feishu/proxy.ts'
import {
  type PlatformQuery,
  type QueryDeps,
  type QueryResult,
  runQuery,
} from '../../feishu/queries/run-query.ts'
import type { SecretProfile } from '../../feishu/secret-profile.ts'
import type { Log } from '../../logging/log.ts'
import type { ProfileStore } from '../../profiles/profiles.ts'
import type { Storage } from '../../storage/storage.ts'
import type { SourceRow } from '../source-table.ts'
import { type ClientConfig, connect, DEFAULT_CONFIG } from './connect.ts'

export type ListenerTiming = {
  /** How often each console looks for connections that it should hold. */
  tickMs: number
  /** How often it asks, while it listens, whether another client has come. */
  checkMs: number
  /** How often it asks, while others listen, whether they have gone. */
  othersMs: number
  /** The first pause after a failure; each further one is twice as long. */
  retryMs: number
}

type KeeperDeps = {
  storage: Storage
  profiles: Pick<ProfileStore, 'find'>
  feishu: QueryDeps
  proxy: ProxySettings | null
  take: (profile: SecretProfile, event: unknown, parts: number) => Promise<unknown>
  now: () => number
  monotonic: () => number
  log: Log
  timing?: Partial<ListenerTiming>
}

export type Keeper = {
  /** Looks at once for connections that this console should hold. */
  wake: () => Promise<void>
  /** Ends every connection of this console; another one, or the next start, continues. */
  close: () => Promise<void>
}

const TIMING: ListenerTiming = {
  tickMs: 2_000,
  checkMs: 60_000,
  othersMs: 30_000,
  retryMs: 5_000,
}

/**
 * Keeps the long connections that people have asked for, each by one console on the database. Unless
 * a person agreed to it, none stays open beside another client, which would lose events.
 */
export function createKeeper(deps: KeeperDeps): Keeper {
  const { storage, profiles, feishu, proxy, take, now, monotonic, log } = deps
  const timing = { ...TIMING, ...deps.timing }
  const { instance } = storage
  const runs = new Map<string, { stop: AbortController; ended: Promise<void> }>()
  const closing = new AbortController()

  async function tick(): Promise<void> {
    const wanted = await storage.read((db) =>
      db.selectFrom('event_sources').selectAll().where('listening', '=', 1).execute(),
    )
    for (const [profile, { stop }] of runs) {
      if (!wanted.some((row) => row.profile === profile)) stop.abort()
    }
    for (const row of wanted) {
      if (runs.has(row.profile) || closing.signal.aborted) continue
      // The app of another console's emulator is unknown here.
      const app = await profiles.find(row.profile, null)
      if (!app || !isSameApp(app, row) || !(await acquire(row.profile))) continue
      const stop = new AbortController()
      const ended = run(row, AbortSignal.any([stop.signal, closing.signal]))
        .catch((error: unknown) => {
          const name = error instanceof Error ? error.name : 'unknown'
          log({ event: 'listening_failed', profile: row.profile, error: name })
        })
        .then(() => release(row.profile))
        .catch(() => {})
        .finally(() => runs.delete(row.profile))
      runs.set(row.profile, { stop, ended })
    }
  }

  /** @returns whether this console may hold the connection */
  function acquire(profile: string): Promise<boolean> {
    return storage.write(async (tx) => {
      const row = await tx
        .selectFrom('event_sources')
        .select(['instance', 'listening'])
        .where('profile', '=', profile)
        .executeTakeFirst()
      if (row?.listening !== 1) return false
      const other = row.instance === instance ? null : row.instance
      if (other !== null && !(await storage.isGone(tx, other))) return false
      const { numUpdatedRows } = await tx
        .updateTable('event_sources')
        .set({ instance })
        .where('profile', '=', profile)
        // Another console may have been faster.
        .where((is) =>
          row.instance === null ? is('instance', 'is', null) : is('instance', '=', row.instance),
        )
        .executeTakeFirst()
      return numUpdatedRows === 1n
    })
  }

  function write(profile: string, columns: Partial<SourceRow>): Promise<void> {
    return storage.write(async (tx) => {
      await tx
        .updateTable('event_sources')
        .set(columns)
        .where('profile', '=', profile)
        .where('instance', '=', instance)
        .execute()
    })
  }

  async function release(profile: string): Promise<void> {
    // A refusal stays visible.
    const row = await storage.read((db) =>
      db
        .selectFrom('event_sources')
        .select('state')
        .where('profile', '=', profile)
        .executeTakeFirst(),
    )
    await write(profile, {
      instance: null,
      ...(row?.state !== 'refused' && { state: 'off', state_at_ms: now(), failure: null }),
    })
  }

  const end = (profile: string) => write(profile, { listening: 0, confirmed: 0, ends_at_ms: null })

  async function run(row: SourceRow, signal: AbortSignal): Promise<void> {
    const { profile: id, ends_at_ms } = row
    const isConfirmed = row.confirmed === 1
    const show = (state: ListeningState, failure: string | null = null) =>
      write(id, { state, failure, state_at_ms: now() })
    let config: ClientConfig | null = null
    for (let failures = 0; !signal.aborted; ) {
      if (ends_at_ms !== null && ends_at_ms <= now()) return end(id)
      const profile = await profiles.find(id, null)
      const secret = profile && isSameApp(profile, row) ? secretOf(profile) : null
      if (!profile || secret === null) return end(id)

      const others = isConfirmed ? 0 : await countOthers(profile, 0)
      if (others !== 0) {
        await (others === null ? show('connecting', 'listeners_unknown') : show('others_listen'))
        await nap(timing.othersMs, signal)
        continue
      }
      if (failures === 0) await show('connecting')
      const opened = await connect({ upstream: feishu.upstream, proxy }, profile, secret)
      if ('code' in opened) {
        log({ event: 'long_connection_failed', profile: id, code: opened.code })
        await show(opened.final ? 'refused' : 'connecting', opened.code)
        if (opened.final) return end(id)
        failures += 1
        await nap(pauseAfter(failures, config ?? DEFAULT_CONFIG), signal)
        continue
      }
      failures = 0
      await show('listening')
      log({ level: 'info', event: 'long_connection_opened', profile: id })
      const { listen } = await import('./listen.ts')
      const over = new AbortController()
      const watching = watch(profile, row, over)
      config = await listen(opened.socket, {
        ...opened,
        take: (event, parts) => take(profile, event, parts),
        monotonic,
        signal: AbortSignal.any([signal, over.signal]),
      })
      const isOver = over.signal.aborted
      over.abort()
      await watching
      log({ level: 'info', event: 'long_connection_closed', profile: id })
      // The platform asks its clients to come back at different times.
      if (!isOver && !signal.aborted) {
        await show('connecting', 'closed')
        await nap(Math.random() * config.ReconnectNonce * 1000, signal)
      }
    }
  }

  /** Ends a connection when its time is over, its app has changed or, if no one agreed, others came. */
  async function watch(
    { id }: SecretProfile,
    row: SourceRow,
    over: AbortController,
  ): Promise<void> {
    while (await nap(timing.checkMs, over.signal)) {
      const profile = await profiles.find(id, null).catch(() => null)
      const isGone = !profile || !isSameApp(profile, row)
      const isLate = row.ends_at_ms !== null && row.ends_at_ms <= now()
      const others = isGone || row.confirmed === 1 ? 0 : ((await countOthers(profile, 1)) ?? 0)
      if (isGone || isLate || others > 0) over.abort()
    }
  }

  async function countOthers(profile: SecretProfile, own: number): Promise<number | null> {
    const counted = await countListeners(feishu, profile).catch(() => null)
    return counted?.ok ? Math.max(0, counted.value - own) : null
  }

  function pauseAfter(failures: number, { ReconnectInterval }: ClientConfig): number {
    const longest = Math.max(ReconnectInterval * 1000, timing.retryMs)
    return Math.min(longest, timing.retryMs * 2 ** (failures - 1))
  }

  let [ticking, waiting] = [Promise.resolve(), 0]
  // One after the other: two at once would open two connections.
  const wake = async () => {
    waiting += 1
    ticking = ticking.then(tick).catch(() => {})
    await ticking
    waiting -= 1
  }
  const timer = setInterval(() => void (waiting === 0 && wake()), timing.tickMs).unref()
  return {
    wake,
    async close() {
      clearInterval(timer)
      closing.abort()
      await ticking
      await Promise.all([...runs.values()].map(({ ended }) => ended))
    },
  }
}

/** Waits; returns false if it was interrupted. */
async function nap(ms: number, signal: AbortSignal): Promise<boolean> {
  return wait(ms, true, { signal, ref: false }).catch(() => false)
}

function isSameApp(profile: SecretProfile, { base_url, app_id }: SourceRow): boolean {
  return profile.base_url === base_url && profile.app_id === app_id
}

/** Returns the secret that a long connection needs; null if the app cannot have one. */
export function secretOf({ credential }: SecretProfile): string | null {
  return credential.kind === 'custom' ? credential.app_secret : null
}

const onlineSchema = z.object({ online_instance_cnt: z.int() })

/**
 * Returns how many clients have a long connection of the app now. It needs no scope. Each event goes
 * to only one of them.
 */
export function countListeners(
  feishu: QueryDeps,
  profile: SecretProfile,
): Promise<QueryResult<number>> {
  const query: PlatformQuery<number> = {
    name: 'event_connection',
    endpoint: 'any',
    path: '/open-apis/event/v1/connection',
    parse: ({ data }) => onlineSchema.safeParse(data).data?.online_instance_cnt ?? null,
  }
  return runQuery(feishu, profile, query)
}
