import type { ResultReason } from '#contract/results/result-kinds'
import type { Watching } from '#contract/results/summary'
import type { Clock } from '../feishu/clock.ts'
import type { ClockSkews } from '../feishu/clock-skew.ts'
import type { QueryDeps } from '../feishu/queries/run-query.ts'
import type { Schedule } from '../feishu/rate-queue.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import type { Storage } from '../storage/storage.ts'
import { applyToPush, endWait, type PushRow, readPushes } from './apply-event.ts'
import { WATCH_MS } from './decide-result.ts'
import { lookAtChat } from './look-at-chat.ts'
import { createLookQueue } from './look-queue.ts'
import { announceMessage } from './prepare-results.ts'

export type WatchDeps = {
  storage: Storage
  profiles: Pick<ProfileStore, 'find'>
  /** With the part of the rate limits that watching may use. */
  feishu: QueryDeps
  skews: ClockSkews
  clock: Clock
  schedule: Schedule
  isPolled: (profile: string) => boolean
  onChange: (push: PushRow) => void
}

/** Between two looks at a chat, in milliseconds; the last one repeats. */
const DELAYS_MS = [2_000, 3_000, 5_000, 8_000, 13_000, 21_000, 30_000]
/** After so many failed looks in a row, or so long after the end, a push is given up. */
const FAILURES_MAX = 4
const LATE_MS = 60 * 60_000
/** How long an app that lacks a scope or a token is left alone. */
const PAUSE_MS = 10 * 60_000
/** A clock that moved by more was set. */
const CLOCK_SET_MS = 2_000
/** How soon what another source reported is looked at. */
const CONFIRM_MS = 2_000
/** What was asked to be looked at soon waits for changes that come together. */
const SOON_MS = 300

type Watch = {
  seq: number
  profile: string
  base_url: string
  /** Looked at once, at the end. */
  in_list: boolean
  /** By the platform's clock. */
  until_ms: number
  tries: number
  failures: number
  /** Whether it waits for a turn or is being looked at. */
  busy: boolean
  /** A token that only the session of the sender has. */
  pasted: SecretProfile | null
  cancel: () => void
}

/** The platform counts calls of each app apart. */
const appOf = ({ base_url, profile }: Watch) => JSON.stringify([base_url, profile])

/** Looks at the chats of pushes until something happens there, or the time to watch them is over. */
export function createChatWatcher(deps: WatchDeps) {
  const { storage, profiles, feishu, skews, clock, schedule, isPolled, onChange } = deps
  const watches = new Map<number, Watch>()
  const pauses = new Map<string, { why: 'no_scope' | 'no_access'; until_ms: number }>()
  const clocks = new Map<string, number>()
  let closed = false

  const queue = createLookQueue<Watch>({ clock, schedule, run: lookOnce, failed: stop })

  const skewOf = (base_url: string) => skews.read(base_url)?.ms ?? 0
  const left = ({ base_url, until_ms }: Watch) => until_ms - clock.wall() - skewOf(base_url)

  function planNext(watch: Watch, atLeastMs = 0): void {
    const delay = DELAYS_MS[Math.min(watch.tries, DELAYS_MS.length - 1)] ?? 0
    const rest = Math.max(left(watch), 0)
    plan(watch, Math.max(watch.in_list ? rest : Math.min(delay, rest), atLeastMs))
  }

  function plan(watch: Watch, ms: number): void {
    if (closed || watch.busy || watches.get(watch.seq) !== watch) return
    watch.cancel()
    watch.cancel = schedule(() => {
      watch.busy = true
      queue.add(appOf(watch), watch)
    }, ms)
  }

  function stop(watch: Watch): void {
    watch.cancel()
    if (watches.get(watch.seq) === watch) watches.delete(watch.seq)
  }

  async function giveUp(watch: Watch, why: ResultReason): Promise<void> {
    stop(watch)
    const ended = await endWait(storage, watch.seq, { kind: 'unknown', why }, watch.tries)
    if (ended) onChange(ended)
  }

  /** Ends it as untouched, unless another source has decided it. */
  async function endWatch(watch: Watch): Promise<void> {
    stop(watch)
    const ended = await endWait(storage, watch.seq, { kind: 'untouched' }, watch.tries)
    if (ended) onChange(ended)
  }

  async function lookOnce(watch: Watch): Promise<void> {
    watch.busy = false
    if (watches.get(watch.seq) !== watch) return
    const [push] = await storage.read((db) => readPushes(db, [watch.seq]))
    if (push?.watched !== 1) return stop(watch)
    const decided = push.kind !== 'waiting'
    if (!decided && push.instance !== storage.instance) return stop(watch)
    const pause = pauses.get(watch.profile)
    const isPaused = pause !== undefined && pause.until_ms > clock.wall()
    if (decided && (isPaused || !isPolled(watch.profile))) return endWatch(watch)
    if (!isPolled(watch.profile)) return giveUp(watch, 'not_watched')
    if (isPaused) return giveUp(watch, pause.why)
    const profile = await findProfile(watch)
    if (profile?.base_url !== watch.base_url || push.message_id === null) {
      return giveUp(watch, 'no_access')
    }
    if (profile.app_type === 'pasted_token' && !watch.pasted)
      return giveUp(watch, 'console_stopped')

    watch.busy = true
    const look = await lookAtChat(feishu, profile, { ...push, message_id: push.message_id })
    watch.busy = false
    noticeClock(watch.base_url)
    if (look.saw !== 'retry') watch.tries += 1
    if (decided && (look.saw === 'nothing' || look.saw === 'failure')) return endWatch(watch)
    if (look.saw === 'event' || look.saw === 'nothing' || look.saw === 'chat') watch.failures = 0
    switch (look.saw) {
      case 'chat':
        await foundChat(watch, { ...push, ...look })
        return plan(watch, 0)
      case 'event': {
        stop(watch)
        const { event } = look
        const decided = await applyToPush(
          storage,
          watch.seq,
          { event, source: 'poll' },
          watch.tries,
        )
        if (decided) onChange(decided)
        return
      }
      case 'nothing':
        return left(watch) > 0 ? planNext(watch) : endWatch(watch)
      case 'retry':
        return retry(watch, look)
      case 'failure':
        return fail(watch, look.why)
    }
  }

  async function retry(
    watch: Watch,
    { at_ms, limited }: { at_ms: number; limited: boolean },
  ): Promise<void> {
    if (left(watch) < -LATE_MS) return giveUp(watch, limited ? 'rate_limited' : 'chat_unreadable')
    if (limited) {
      const until_ms = Math.max(at_ms, clock.wall() + 1_000)
      watch.busy = true
      return queue.retryAfter(appOf(watch), watch, until_ms)
    }
    await fail(watch, 'chat_unreadable')
  }

  async function fail(
    watch: Watch,
    why: 'no_scope' | 'no_access' | 'chat_unknown' | 'chat_unreadable',
  ): Promise<void> {
    watch.failures += 1
    if (why === 'no_scope' || why === 'no_access') {
      pauses.set(watch.profile, { why, until_ms: clock.wall() + PAUSE_MS })
      return giveUp(watch, why)
    }
    // One error may be that of a moment.
    if (why === 'chat_unreadable' && watch.failures < FAILURES_MAX) {
      return planNext(watch, DELAYS_MS[watch.failures])
    }
    return giveUp(watch, why)
  }

  async function foundChat(
    watch: Watch,
    { chat_id, message_at_ms, ...push }: PushRow,
  ): Promise<void> {
    await storage.write((tx) =>
      tx
        .updateTable('results')
        .set({ chat_id, message_at_ms })
        .where('seq', '=', watch.seq)
        .execute(),
    )
    for (const older of await announceMessage(storage, { ...push, chat_id, message_at_ms })) {
      onChange(older)
    }
  }

  async function findProfile({ profile, pasted }: Watch): Promise<SecretProfile | null> {
    return pasted ?? (await profiles.find(profile, null))
  }

  /** A platform whose clock was set ends the watches earlier or later. */
  function noticeClock(base_url: string): void {
    const skew = skewOf(base_url)
    const before = clocks.get(base_url)
    clocks.set(base_url, skew)
    if (before === undefined || Math.abs(skew - before) <= CLOCK_SET_MS) return
    for (const watch of watches.values()) if (watch.base_url === base_url) planNext(watch)
  }

  return {
    /** Watches a push that is waiting, or looks once more at one that another source decided. */
    add(push: PushRow, pasted: SecretProfile | null = null): void {
      const { seq, profile, base_url, list_id, pushed_at_ms, started_at_ms } = push
      if (closed || push.watched !== 1) return
      const known = watches.get(seq)
      if (known) {
        if (push.kind !== 'waiting') plan(known, CONFIRM_MS)
        return
      }
      const until_ms = (pushed_at_ms ?? started_at_ms + skewOf(base_url)) + WATCH_MS
      const counts = { tries: 0, failures: 0, busy: false, pasted, cancel: () => {} }
      const watch = { seq, profile, base_url, in_list: list_id !== null, until_ms, ...counts }
      watches.set(seq, watch)
      // What `until_ms` was counted by, so that a first look after the clock was set is noticed.
      if (!clocks.has(base_url)) clocks.set(base_url, skewOf(base_url))
      // Without looks there may be nothing to wait for.
      if (push.kind !== 'waiting') plan(watch, CONFIRM_MS)
      else if (isPolled(profile)) planNext(watch)
      else plan(watch, 0)
    },
    has: (seq: number) => watches.has(seq),
    /** Looks at the chats of a profile soon; of its lists only at one, which shows its clock. */
    lookSoon(profile: string): void {
      const own = [...watches.values()].filter((watch) => watch.profile === profile)
      const single = own.filter(({ in_list }) => !in_list)
      for (const watch of single.length > 0 ? single : own.slice(0, 1)) plan(watch, SOON_MS)
    },
    pausedUntil(profile: string): Watching['paused'] {
      const pause = pauses.get(profile)
      if (!pause || pause.until_ms <= clock.wall()) return null
      return { why: pause.why, until: new Date(pause.until_ms).toISOString() }
    },
    /** The app may have got what it lacked. */
    endPause: (profile: string) => void pauses.delete(profile),
    async close(): Promise<void> {
      closed = true
      for (const watch of watches.values()) watch.cancel()
      await queue.close()
    },
  }
}
