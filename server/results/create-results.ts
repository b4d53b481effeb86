import type { Exchange } from '#contract/exchange'
import type { ResultChange } from '#contract/results/result'
import type { Clock } from '../feishu/clock.ts'
import type { ClockSkews } from '../feishu/clock-skew.ts'
import type { QueryDeps } from '../feishu/queries/run-query.ts'
import { createRateBudgets, type RateBudgets, thirdOfLimits } from '../feishu/rate-budget.ts'
import type { Schedule } from '../feishu/rate-queue.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Log } from '../logging/log.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import { createSharedRate } from '../storage/postgres-rate.ts'
import type { Storage } from '../storage/storage.ts'
import { applyEvent, type ChatReport, type PushRow, readPushes, toChange } from './apply-event.ts'
import { followSends, reportOf } from './follow-sends.ts'
import { findUnsynced, syncResult } from './landed.ts'
import { prepareResults } from './prepare-results.ts'
import type { Results } from './results.ts'
import { summarize } from './summarize.ts'
import { createChatWatcher } from './watch-chats.ts'

type ResultsDeps = {
  storage: Storage
  profiles: Pick<ProfileStore, 'find'>
  feishu: QueryDeps
  skews: ClockSkews
  clock: Clock
  log: Log
  schedule?: Schedule
}

/** Gathers the sends of a moment, so that they are prepared together. */
const GATHER_MS = 100
/** How often pushes are looked for that no console watches. */
const SWEEP_MS = 30_000
/** Pushes that one sweep takes over. */
const SWEEP_MAX = 5_000

const later: Schedule = (run, ms) => {
  const timer = setTimeout(run, ms).unref()
  return () => clearTimeout(timer)
}

/** Creates the results of the console's pushes, and watches the chats of those that are waiting. */
export function createResults(deps: ResultsDeps): Results {
  const { storage, profiles, skews, clock, log, schedule = later } = deps
  const listeners = new Set<(change: ResultChange) => void>()
  const unpolled = new Set<string>()
  const pasted = new Map<string, SecretProfile>()
  const { bus } = storage
  const unsubscribe = [
    bus?.subscribe('result', (data) => tell(JSON.parse(data))),
    bus?.subscribe('result_watching', () => void loadSettings().catch(() => {})),
    bus?.subscribe('result_pause_over', (profile) => resume(profile)),
  ]
  const ended = new AbortController()
  let closed = false

  const watcher = createChatWatcher({
    ...{ storage, profiles, skews, clock, schedule, onChange: announce },
    feishu: { ...deps.feishu, budgets: forWatching(deps.feishu.budgets, deps) },
    isPolled: (profile) => !unpolled.has(profile),
  })

  function tell(change: ResultChange): void {
    for (const listener of listeners) listener(change)
  }

  function announce(push: PushRow): void {
    const change = toChange(push)
    tell(change)
    if (push.kind !== 'waiting') watcher.add(push)
    void bus?.notify('result', JSON.stringify(change))
  }

  /** One after another: an event must not be compared with pushes that are not prepared yet. */
  let queue: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work)
    queue = result.catch((error: unknown) => {
      const name = error instanceof Error ? error.name : 'unknown'
      log({ event: 'result_not_stored', error: name })
    })
    return result
  }

  async function prepare(): Promise<void> {
    const platformTime = (base_url: string, ms: number) => ms + (skews.read(base_url)?.ms ?? 0)
    for (const push of await prepareResults({ storage, platformTime })) {
      announce(push)
      if (push.instance === storage.instance) watcher.add(push, pasted.get(push.id) ?? null)
      pasted.delete(push.id)
    }
  }

  async function apply(report: ChatReport): Promise<PushRow | null> {
    const changed = await applyEvent(storage, report)
    if (changed) announce(changed)
    return changed
  }

  let cancelPrepare: (() => void) | null = null
  function prepareSoon(): void {
    if (closed) return
    cancelPrepare ??= schedule(() => {
      cancelPrepare = null
      void inTurn(prepare).catch(() => {})
    }, GATHER_MS)
  }

  /** Takes what a request of this console shows about its push, or about earlier ones in its chat. */
  function settled(profile: SecretProfile, exchange: Exchange): void {
    if (exchange.endpoint === 'push_follow_up') {
      if (exchange.result === undefined && exchange.attempt_of === null) return
      if (profile.credential.kind === 'pasted_token') pasted.set(exchange.id, profile)
      prepareSoon()
      return
    }
    const report = reportOf(profile.base_url, exchange)
    if (!report) return
    void inTurn(async () => {
      await prepare()
      await apply(report)
    }).catch(() => {})
  }

  function resume(profile: string): void {
    watcher.endPause(profile)
    watcher.lookSoon(profile)
  }

  async function loadSettings(): Promise<void> {
    const rows = await storage.read((db) =>
      db.selectFrom('result_watching').select('profile').where('polling', '=', 0).execute(),
    )
    unpolled.clear()
    for (const { profile } of rows) unpolled.add(profile)
  }

  /** Watches the waiting pushes that no running console watches. */
  async function sweep(): Promise<void> {
    await inTurn(prepare)
    const waiting = await storage.read((db) =>
      db
        .selectFrom('results')
        .select(['seq', 'instance'])
        .where('watched', '=', 1)
        .where('prepared', '=', 1)
        .orderBy('seq', 'desc')
        .limit(SWEEP_MAX)
        .execute(),
    )
    const { instance } = storage
    for (const [other] of Map.groupBy(waiting, (one) => one.instance)) {
      if (other === instance) continue
      await storage.write(async (tx) => {
        if (!(await storage.isGone(tx, other))) return
        await tx
          .updateTable('results')
          .set({ instance })
          .where('watched', '=', 1)
          .where('instance', '=', other)
          .execute()
      })
    }
    const unwatched = waiting.filter(({ seq }) => !watcher.has(seq)).map(({ seq }) => seq)
    for (let i = 0; i < unwatched.length; i += 200) {
      const pushes = await storage.read((db) => readPushes(db, unwatched.slice(i, i + 200)))
      for (const push of pushes) if (push.instance === instance) watcher.add(push)
    }
  }

  /** Gives results to pushes of unknown outcome that an earlier version learned to have landed. */
  async function syncOlder(): Promise<void> {
    const ids = await storage.read(findUnsynced)
    for (const id of ids) await storage.write((tx) => syncResult(tx, { id }, storage.instance))
  }

  let cancelSweep = () => {}
  function sweepAgain(): void {
    if (closed) return
    cancelSweep = schedule(
      () =>
        void sweep()
          .catch(() => {})
          .then(sweepAgain),
      SWEEP_MS,
    )
  }
  const started = loadSettings()
    .then(syncOlder)
    .then(sweep)
    .catch(() => {})
    .then(sweepAgain)

  const watching: Results['watching'] = async (profile) => {
    await started
    return { polling: !unpolled.has(profile), paused: watcher.pausedUntil(profile) }
  }

  return {
    async observe({ profile: id, chat_id, source, event }) {
      const profile = await profiles.find(id, null)
      if (!profile) return null
      const { base_url } = profile
      return inTurn(async () => {
        await prepare()
        const changed = await apply({ base_url, chat_id, event, source })
        return changed && toChange(changed)
      })
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => void listeners.delete(onChange)
    },
    summarize: (filter) => storage.scan((db) => summarize(db, filter)),
    watching,
    async setPolling(profile, polling) {
      const value = { profile, polling: Number(polling) }
      await storage.write((tx) =>
        tx
          .insertInto('result_watching')
          .values(value)
          .onConflict((known) => known.column('profile').doUpdateSet(value))
          .execute(),
      )
      if (polling) unpolled.delete(profile)
      else unpolled.add(profile)
      resume(profile)
      void bus?.notify('result_watching', profile)
      return watching(profile)
    },
    endPause(profile) {
      if (watcher.pausedUntil(profile) !== null) resume(profile)
      void bus?.notify('result_pause_over', profile)
    },
    lookSoon: watcher.lookSoon,
    follow: (sender, ledger) => followSends(sender, ledger, { settled, prepareSoon }),
    ended: ended.signal,
    async close() {
      closed = true
      ended.abort()
      cancelSweep()
      cancelPrepare?.()
      for (const end of unsubscribe) end?.()
      await started
      await watcher.close()
      await queue
    },
  }
}

/**
 * Returns budgets for watching: a third of each limit at most, counted apart, and only what people leave
 * of the rest.
 */
function forWatching(budgets: RateBudgets, { storage, clock }: ResultsDeps): RateBudgets {
  const share = createRateBudgets({
    clock,
    limits: thirdOfLimits(),
    shared: createSharedRate(storage),
  })
  return {
    ...budgets,
    async take(key, call) {
      const own = await share.take(key, `watch_${call}`, 'list')
      return own === 'go' ? budgets.take(key, call, 'list') : own
    },
  }
}
