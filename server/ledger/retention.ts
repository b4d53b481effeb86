import { sql } from 'kysely'
import { CLOCK_STATES, type ClockState } from '#contract/ledger'
import type { Clock } from '../feishu/clock.ts'
import type { Log } from '../logging/log.ts'
import type { Storage } from '../storage/storage.ts'
import { RETENTION_ACTOR, writeEvent } from './events.ts'
import type { Ledger, PruneResult, RetentionLimits } from './ledger.ts'

/** The largest share of the history that one run removes by age without a second run agreeing. */
export const MAX_SHARE = 0.1
/** How much later the second run must be. */
export const AGREE_MS = 24 * 3_600_000
/** A clock this far after everything that is recorded may be wrong. */
export const AHEAD_MS = 30 * 24 * 3_600_000
/** Times of consoles that share a database differ by less. */
export const TOLERANCE_MS = 10 * 60_000

export type RetentionFacts = {
  now_ms: number
  /** Rows that are too old, and all rows. */
  count: number
  total: number
  /** The latest time known from rows, files and earlier runs; null if nothing is recorded. */
  latest_ms: number | null
  /** What an earlier run found too much to remove; null if none did or the clock went back since. */
  held: HeldRun | null
}

export type HeldRun = { at_ms: number; count: number; clock: ClockState }

/** Compares the clock with the latest recorded time. */
export function checkClock({
  now_ms,
  latest_ms,
}: Pick<RetentionFacts, 'now_ms' | 'latest_ms'>): ClockState {
  if (latest_ms === null) return 'ok'
  if (latest_ms > now_ms + TOLERANCE_MS) return 'behind'
  return now_ms - latest_ms > AHEAD_MS ? 'ahead' : 'ok'
}

/**
 * Returns whether a run may remove what is too old: 'remove'; 'hold' if it has to begin the wait for a
 * run that agrees; 'wait' if that is not over. A clock that is wrong for less than a day removes at most
 * MAX_SHARE of the history, and one that is far ahead removes nothing.
 */
export function decideRun(facts: RetentionFacts): 'remove' | 'hold' | 'wait' {
  const { now_ms, count, total, held } = facts
  const clock = checkClock(facts)
  const share = total * MAX_SHARE
  if (held === null) return count <= share && clock !== 'ahead' ? 'remove' : 'hold'
  if (clock !== held.clock || count > held.count + share) return 'hold'
  return now_ms - held.at_ms >= AGREE_MS ? 'remove' : 'wait'
}

export type RetentionStatus = {
  clock: ClockState
  /** What a run found too much to remove at once; null if nothing waits. */
  held: { count: number; total: number; since_ms: number } | null
  /** Everything older may be removed, in milliseconds since 1970; null if nothing may be. */
  before_ms: number | null
}

/** The status before the first run. */
export const NO_CLEANUP: RetentionStatus = { clock: 'ok', held: null, before_ms: null }

type RetentionDeps = {
  storage: Storage
  ledger: Pick<Ledger, 'prune'>
  clock: Clock
  limits: RetentionLimits
  log: Log
}

/** Creates the automatic cleanup, which does not trust the clock alone. */
export function createRetention({ storage, ledger, clock, limits, log }: RetentionDeps) {
  let status = NO_CLEANUP
  let lastRun: { wall: number; monotonic: number } | null = null
  const options = { dryRun: false, actor: RETENTION_ACTOR }

  /** The time by the clock of the last run and the time since then. */
  function expectedNow(): number | null {
    return lastRun && lastRun.wall + (clock.monotonic() - lastRun.monotonic)
  }

  async function latestKnown(): Promise<number | null> {
    const row = await storage.read((db) =>
      db
        .selectFrom('intents')
        .select('started_at_ms')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst(),
    )
    const expected = expectedNow()
    const known = [row?.started_at_ms, storage.changedAtMs, expected].filter(
      (time) => typeof time === 'number',
    )
    return known.length === 0 ? null : Math.max(...known)
  }

  function setClock(now_ms: number, latest_ms: number | null): void {
    const state = checkClock({ now_ms, latest_ms })
    if (state !== 'ahead') trustClock(now_ms)
    if (state !== status.clock && latest_ms !== null) {
      const days = Math.round((now_ms - latest_ms) / 86_400_000)
      log({ event: 'clock_checked', clock: state, days_after_latest_record: days })
    }
    status = { ...status, clock: state }
  }

  function trustClock(now_ms: number): void {
    lastRun = { wall: now_ms, monotonic: clock.monotonic() }
  }

  async function removeOld(maxAgeMs: number, now_ms: number, latest_ms: number | null) {
    const removed = await ledger.prune({ maxAgeMs }, { ...options, dryRun: true })
    const { total, newest_seq } = await countRows()
    const { count } = removed
    const held = await findHeld(now_ms)
    const decision = decideRun({ now_ms, latest_ms, count, total, held })
    if (decision === 'remove') {
      trustClock(now_ms)
      status = { ...status, held: null, before_ms: now_ms - maxAgeMs }
      const { count: gone } = await ledger.prune({ maxAgeMs }, options)
      if (gone > 0) log({ event: 'history_pruned', count: gone })
      return
    }
    const since_ms = held && decision === 'wait' ? held.at_ms : now_ms
    status = { ...status, held: { count, total, since_ms }, before_ms: null }
    if (decision === 'wait') return
    const event = { kind: 'retention_held', actor: RETENTION_ACTOR, at_ms: now_ms } as const
    const subject = String(newest_seq)
    const name = status.clock
    await storage.write((tx) => writeEvent(tx, { ...event, subject, name, removed }))
    log({ event: 'retention_held', count, total, clock: status.clock })
  }

  const countRows = () =>
    storage.scan((db) =>
      db
        .selectFrom('intents')
        .select((is) => [
          is.fn.countAll<number>().as('total'),
          is.fn.coalesce(is.fn.max('seq'), sql<number>`0`).as('newest_seq'),
        ])
        .executeTakeFirstOrThrow(),
    )

  /**
   * Returns the run that found too much to remove. Null if a later one removed it, or if anything was
   * recorded later with an earlier time: then the clock was wrong, before or now.
   */
  async function findHeld(now_ms: number): Promise<HeldRun | null> {
    const held = await storage.read((db) =>
      db
        .selectFrom('events')
        .select(['kind', 'at_ms', 'subject', 'name', 'details'])
        .where('actor', '=', RETENTION_ACTOR)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst(),
    )
    if (held?.kind !== 'retention_held') return null
    const { at_ms, subject, name, details } = held
    const contradicting =
      at_ms > now_ms + TOLERANCE_MS ||
      (await storage.scan((db) =>
        db
          .selectFrom('intents')
          .select('seq')
          .where('seq', '>', Number(subject))
          .where('started_at_ms', '<', at_ms - TOLERANCE_MS)
          .limit(1)
          .executeTakeFirst(),
      ))
    if (!contradicting) {
      const { count }: PruneResult = JSON.parse(details ?? '')
      return { at_ms, count, clock: CLOCK_STATES.find((state) => state === name) ?? 'ok' }
    }
    const event = { kind: 'retention_dropped', actor: RETENTION_ACTOR, at_ms: now_ms } as const
    await storage.write((tx) => writeEvent(tx, event))
    return null
  }

  return {
    status: () => status,
    /** Removes what exceeds the limits, or holds it until a later run agrees. */
    async run(): Promise<void> {
      const now_ms = clock.wall()
      const latest_ms = await latestKnown()
      setClock(now_ms, latest_ms)
      const { maxAgeMs, maxCount } = limits
      if (maxCount !== undefined) {
        // The number of rows does not depend on the clock.
        const { count } = await ledger.prune({ maxCount }, options)
        if (count > 0) log({ event: 'history_pruned', count })
      }
      if (maxAgeMs !== undefined) await removeOld(maxAgeMs, now_ms, latest_ms)
    },
  }
}
