import type { ListRowState, PauseReason } from '#contract/deliveries/list'
import type { ExchangeDeps } from '../feishu/exchange.ts'
import { type SecretProfile, secretsOf } from '../feishu/secret-profile.ts'
import type { Log } from '../logging/log.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import type { Storage } from '../storage/storage.ts'
import type { ListChecker } from './check-list.ts'
import { acquireList, releaseCrashed, releaseList, writeOutcomes } from './lease-list.ts'
import type { ListWaits } from './list-waits.ts'
import { textsOf } from './read-list.ts'
import { type ListRecord, type PlannedRow, readPlannedRows } from './read-rows.ts'
import { nap, type RowSender, sendRow } from './send-row.ts'

type RunnerDeps = {
  storage: Storage
  deliveries: RowSender['deliveries']
  profiles: Pick<ProfileStore, 'find'>
  feishu: Pick<ExchangeDeps, 'budgets'>
  checker: ListChecker
  waits: ListWaits
  now: () => number
  log: Log
}

export type ListRunner = {
  /** Sends a list that is to be sent now, unless another console does. */
  wake(id: string): void
  /** The browser session whose pasted token a list uses. */
  setSession(id: string, session: string | null): void
  /** Lets no new row of a list begin. */
  interrupt(id: string): void
  /** Resolves when this console sends nothing of a list any more. */
  ended(id: string): Promise<void>
  /** Lets no new row begin, and resolves when the running ones have ended. */
  stop(): Promise<void>
}

/** Rows that are sent at the same time: enough for 50 a second if both calls take 400 ms. */
const CONCURRENCY = 40
/** How often lists are looked for. */
const TICK_MS = 1_000
/** How often outcomes are stored. */
const FLUSH_MS = 300
/** How long a list that failed is left alone. */
const BACKOFF_MS = 30_000
/** Rows are checked again at the start if the last check is older. */
const CHECK_LIFE_MS = 5 * 60_000
/** A list does not pause automatically before this many rows. */
const MIN_ROWS = 20
/** At most 5 messages a second to one person. */
const PERSON_GAP_MS = 200

/** Sends the lists of this console's database, and continues those that an earlier console left. */
export function createListRunner(deps: RunnerDeps): ListRunner {
  const { storage, profiles, feishu, checker, now, log } = deps
  const closing = new AbortController()
  const runs = new Map<string, { pausing: AbortController; ended: Promise<void> }>()
  const sessions = new Map<string, string | null>()
  const failedUntil = new Map<string, number>()
  const inTurn = createTurns()

  async function tick(): Promise<void> {
    const found = await storage.read((db) =>
      db
        .selectFrom('lists')
        .select(['id', 'state', 'starts_at_ms'])
        .where((is) =>
          is.or([is('state', 'in', ['running', 'scheduled']), is('instance', 'is not', null)]),
        )
        .execute(),
    )
    for (const { id, state, starts_at_ms } of found) {
      if (runs.has(id) || (failedUntil.get(id) ?? 0) > now()) continue
      if (state === 'running' || (state === 'scheduled' && (starts_at_ms ?? 0) <= now())) wake(id)
      else if (state !== 'scheduled') await releaseCrashed(storage, id)
    }
  }

  function wake(id: string): void {
    if (runs.has(id) || closing.signal.aborted) return
    const pausing = new AbortController()
    const ended = lease(id, pausing)
      .catch((error: unknown) => {
        failedUntil.set(id, now() + BACKOFF_MS)
        log({ event: 'list_failed', list: id, error: error instanceof Error ? error.message : '' })
      })
      .finally(() => runs.delete(id))
    runs.set(id, { pausing, ended })
  }

  async function lease(id: string, pausing: AbortController): Promise<void> {
    const list = await acquireList(storage, id, now())
    if (!list) return
    const isComplete = await run(list, pausing)
    await releaseList(storage, id, isComplete ? now() : null)
    log({ level: 'info', event: 'list_released', list: id })
  }

  /** @returns whether nothing is left to send */
  async function run(list: ListRecord, pausing: AbortController): Promise<boolean> {
    const profile = await profiles.find(list.profile, sessions.get(list.id) ?? null)
    if (!profile || profile.base_url !== list.base_url || !hasCredential(profile)) {
      await pauseBecause(list.id, 'profile')
      return false
    }
    const signal = AbortSignal.any([pausing.signal, closing.signal])
    const isChecked = (list.checked_at_ms ?? 0) > now() - CHECK_LIFE_MS
    if (!isChecked && !(await check(list, profile, pausing, signal))) return false
    const rows = (await storage.read((db) => readPlannedRows(db, list.id))).filter(isOpen)
    const sender: RowSender = {
      ...deps,
      budgets: feishu.budgets,
      profile,
      list,
      texts: textsOf(list),
      pausing: signal,
      closing: closing.signal,
    }
    return sendAll(sender, rows, pausing)
  }

  /** @returns false if it was interrupted */
  async function check(
    list: ListRecord,
    profile: SecretProfile,
    pausing: AbortController,
    signal: AbortSignal,
  ): Promise<boolean> {
    const watching = watch(list.id, new Map(), pausing)
    try {
      await checker.check(list, profile, signal)
      return true
    } catch (error) {
      if (signal.aborted) return false
      throw error
    } finally {
      await watching.end()
    }
  }

  async function sendAll(
    sender: RowSender,
    rows: readonly PlannedRow[],
    pausing: AbortController,
  ): Promise<boolean> {
    const { list, pausing: signal } = sender
    const outcomes = new Map<number, ListRowState>()
    const watching = watch(list.id, outcomes, pausing)
    const share = createShare(list.pause_percent)
    let [next, left] = [0, 0]

    async function work(): Promise<void> {
      for (let row = rows[next]; row && !signal.aborted; row = rows[next]) {
        next += 1
        const current = row
        const outcome = await inTurn(row.receive_id ?? '', () => sendRow(sender, current))
        if (outcome === null) {
          left += 1
          continue
        }
        outcomes.set(row.n, outcome)
        const reason = share.add(outcome)
        if (reason === null || signal.aborted) continue
        await pauseBecause(list.id, reason)
        pausing.abort()
      }
    }

    const workers = Array.from({ length: Math.min(CONCURRENCY, rows.length) }, work)
    const ends = await Promise.allSettled(workers)
    await watching.end()
    for (const end of ends) if (end.status === 'rejected') throw end.reason
    return next >= rows.length && left === 0
  }

  /**
   * Stores outcomes regularly and interrupts the run when the list was paused or stopped, perhaps by
   * another console.
   */
  function watch(id: string, outcomes: Map<number, ListRowState>, pausing: AbortController) {
    const over = new AbortController()
    async function flush(): Promise<void> {
      const batch = new Map(outcomes)
      const goesOn = await writeOutcomes(storage, id, batch)
      for (const n of batch.keys()) outcomes.delete(n)
      if (!goesOn) pausing.abort()
    }
    const loop = (async () => {
      while (await nap(FLUSH_MS, over.signal)) {
        // It is tried again after a moment; the rows themselves need the storage too.
        await flush().catch(() => {})
      }
    })()
    return {
      async end() {
        over.abort()
        await loop
        await flush()
      },
    }
  }

  function pauseBecause(id: string, paused_by: PauseReason): Promise<void> {
    return storage.write(async (tx) => {
      await tx
        .updateTable('lists')
        .set({ state: 'paused', paused_by })
        .where('id', '=', id)
        .where('state', '=', 'running')
        .execute()
    })
  }

  const timer = setInterval(() => void tick().catch(() => {}), TICK_MS).unref()
  return {
    wake,
    setSession: (id, session) => void sessions.set(id, session),
    interrupt: (id) => runs.get(id)?.pausing.abort(),
    ended: async (id) => runs.get(id)?.ended,
    async stop() {
      clearInterval(timer)
      closing.abort()
      await Promise.all([...runs.values()].map(({ ended }) => ended))
    },
  }
}

function isOpen({ outcome, issues, receive_id }: PlannedRow): boolean {
  return outcome === null && receive_id !== null && issues.every(({ blocking }) => !blocking)
}

function hasCredential({ credential }: SecretProfile): boolean {
  return secretsOf(credential).length > 0
}

/** Returns a function that runs work for one person at a time, with a gap between. */
function createTurns() {
  const turns = new Map<string, Promise<unknown>>()
  return async <T>(person: string, work: () => Promise<T>): Promise<T> => {
    const before = turns.get(person)
    const result = (async () => {
      await before
      return work()
    })()
    const gap = result
      .catch(() => {})
      .then(() => nap(PERSON_GAP_MS, NEVER))
      .then(() => {
        if (turns.get(person) === gap) turns.delete(person)
      })
    turns.set(person, gap)
    return result
  }
}

const NEVER = new AbortController().signal

/**
 * Counts the rows of a run that were refused or not sent, and apart from them those of unknown outcome:
 * they may have arrived.
 */
function createShare(percent: number | null) {
  let [all, bad, unknown] = [0, 0, 0]
  const isTooMany = (count: number) =>
    percent !== null && all >= MIN_ROWS && count * 100 >= all * percent
  return {
    /** Returns why the list pauses after this row; null if it goes on. */
    add(outcome: ListRowState): PauseReason | null {
      all += 1
      if (outcome === 'unknown') unknown += 1
      else if (outcome !== 'sent') bad += 1
      if (isTooMany(bad)) return 'refusals'
      return isTooMany(unknown) ? 'unknown' : null
    },
  }
}
