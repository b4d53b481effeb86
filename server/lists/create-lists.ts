import { setTimeout } from 'node:timers/promises'
import type { ListState } from '#contract/deliveries/list'
import type { ExchangeDeps } from '../feishu/exchange.ts'
import { forLists } from '../feishu/rate-budget.ts'
import type { Log } from '../logging/log.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import { changeRow } from './change-row.ts'
import { createListChecker } from './check-list.ts'
import { forgetLabels, forgetPerson, pruneLists } from './forget-rows.ts'
import { failedRows, type InsertDeps, insertList, newRows, startOf } from './insert-list.ts'
import { createListWaits } from './list-waits.ts'
import type { ListRejection, ListStore } from './lists.ts'
import { findList, readList, readLists, textsOf } from './read-list.ts'
import { countRows, type ListRecord } from './read-rows.ts'
import { createListRunner } from './run-lists.ts'
import type { RowSender } from './send-row.ts'

type ListDeps = InsertDeps & {
  deliveries: RowSender['deliveries']
  profiles: Pick<ProfileStore, 'find'>
  feishu: ExchangeDeps
  newId: () => string
  log: Log
  /** Returns since when a list that is over must have been so to be removed; null keeps all. */
  removableBefore: () => number | null
  /** Whether lists that are over keep what their people were chosen by. */
  keepLabels: boolean
}

/** What a check may no longer find. */
const MAY_CHANGE = ['not_checked', 'not_found', 'out_of_range', 'recent']
const CHECKABLE: readonly ListState[] = ['draft', 'scheduled', 'paused']

/** How long the request for a check waits for its end. */
const CHECK_WAIT_MS = 1_500
const TIDY_MS = 60_000
/** How long the change of a row waits until a paused list rests. */
const PAUSE_WAIT_MS = 3_000

/** Creates the lists of the console's database, and sends those that are to be sent. */
export function createLists(given: ListDeps): {
  lists: ListStore
  /** Lets no new row begin, and resolves when the running ones have ended. */
  close(): Promise<void>
} {
  const { storage, profiles, now, newId, log, removableBefore, keepLabels } = given
  const feishu = { ...given.feishu, budgets: forLists(given.feishu.budgets) }
  const deps = { ...given, feishu }
  const checker = createListChecker(deps)
  const waits = createListWaits(storage.bus, now)
  const runner = createListRunner({ ...deps, checker, waits })
  const closing = new AbortController()
  const checks = new Set<Promise<void>>()

  async function tidy(): Promise<void> {
    if (!keepLabels) await forgetLabels(storage)
    const before_ms = removableBefore()
    if (before_ms !== null) await pruneLists(storage, before_ms)
  }
  const timer = setInterval(() => void tidy().catch(() => {}), TIDY_MS).unref()

  const find = (id: string) => storage.read((db) => findList(db, id))

  /** Changes the state of a list, if it is one of `from`; leaves it if it is one of `done`. */
  async function move(
    id: string,
    from: readonly ListRecord['state'][],
    to: Partial<ListRecord> & Pick<ListRecord, 'state'>,
    done: readonly ListRecord['state'][] = [to.state],
  ): Promise<'changed' | ListRejection> {
    const moved = await storage.write((tx) =>
      tx
        .updateTable('lists')
        .set(to)
        .where('id', '=', id)
        .where('state', 'in', from)
        .returning('id')
        .executeTakeFirst(),
    )
    if (moved) return 'changed'
    const list = await find(id)
    if (!list) return { rejected: 'not_found' }
    return done.includes(list.state) ? 'changed' : { rejected: 'list_state' }
  }

  /** Starts or continues a list now. */
  async function run(
    id: string,
    from: readonly ListRecord['state'][],
    session: string | null,
  ): Promise<'changed' | ListRejection> {
    const list = await find(id)
    if (!list) return { rejected: 'not_found' }
    const profile = await profiles.find(list.profile, session)
    if (profile?.base_url !== list.base_url) return { rejected: 'profile_gone' }
    if (list.state !== 'paused' && from.includes(list.state) && !(await hasOpenRows(list))) {
      return { rejected: 'list_nothing_left' }
    }
    runner.setSession(id, session)
    const started = {
      state: 'running',
      paused_by: null,
      started_at_ms: list.started_at_ms ?? now(),
    } as const
    const result = await move(id, from, started)
    if (result === 'changed') runner.wake(id)
    return result
  }

  async function pause(id: string): Promise<'changed' | ListRejection> {
    const list = await find(id)
    if (list?.state === 'scheduled') {
      return move(id, ['scheduled'], { state: 'draft', schedule: null, starts_at_ms: null })
    }
    const result = await move(id, ['running'], { state: 'paused', paused_by: 'person' })
    runner.interrupt(id)
    return result
  }

  /** Whether a check may still find a row that can be sent. */
  async function hasOpenRows(list: ListRecord): Promise<boolean> {
    const { counts, invalid_by } = await storage.scan((db) => countRows(db, list))
    const mayChange = MAY_CHANGE.some((kind) => (invalid_by[kind] ?? 0) > 0)
    return counts.ready + counts.waiting > 0 || mayChange
  }

  const lists: ListStore = {
    create(profile, plan, options) {
      const { name, template, message, message_i18n, follow_ups, pause_at, schedule } = plan
      const fields = {
        name,
        template_id: template?.id ?? null,
        template_version: template?.version ?? null,
        pause_percent: pause_at === null ? null : Math.round(pause_at * 100),
        again_of: null,
        schedule,
      }
      const rows = newRows(newId(), plan.rows)
      const texts = { message, message_i18n, follow_ups }
      return insertList(deps, profile, { fields, texts, rows }, options)
    },
    async read(id, query) {
      const list = await find(id)
      const at = { now_ms: now(), checking: checker.progress(id), waits: waits.read(id) }
      return list && storage.scan((db) => readList(db, list, query, at))
    },
    list: (filter, page) => storage.scan((db) => readLists(db, filter, page, now())),
    async changeRow(change) {
      const { id } = change
      const list = await find(id)
      // Rows that had begun when it was paused are being completed.
      if (list?.state === 'paused') await atMost(PAUSE_WAIT_MS, runner.ended(id))
      const { signal } = closing
      return changeRow({ ...deps, checker }, { ...change, signal })
    },
    async start(id, schedule, session) {
      if (schedule === null) return run(id, ['draft', 'scheduled'], session)
      const starts_at_ms = await startOf(schedule, now())
      if (typeof starts_at_ms !== 'number') return starts_at_ms
      runner.setSession(id, session)
      const scheduled = { schedule: JSON.stringify(schedule), starts_at_ms }
      return move(id, ['draft', 'scheduled'], { state: 'scheduled', ...scheduled })
    },
    pause,
    async pauseOf(actor) {
      const found = await storage.read((db) =>
        db
          .selectFrom('lists')
          .select('id')
          .where('actor', '=', actor)
          .where('state', 'in', ['scheduled', 'running'])
          .execute(),
      )
      for (const { id } of found) await pause(id)
    },
    resume: (id, session) => run(id, ['paused'], session),
    async stop(id) {
      const stopped = { state: 'stopped', paused_by: null, finished_at_ms: now() } as const
      const result = await move(id, ['draft', 'scheduled', 'running', 'paused'], stopped)
      runner.interrupt(id)
      return result
    },
    async again(id, states, options) {
      const list = await find(id)
      if (!list) return { rejected: 'not_found' }
      if (list.state !== 'finished' && list.state !== 'stopped') return { rejected: 'list_state' }
      const profile = await profiles.find(list.profile, null)
      if (!profile || profile.base_url !== list.base_url) return { rejected: 'profile_gone' }
      const rows = await storage.scan((db) => failedRows(db, list, states, newId()))
      const { name, template_id, template_version, pause_percent } = list
      const kept = { name, template_id, template_version, pause_percent }
      const fields = { ...kept, again_of: id, schedule: null }
      const plan = { fields, texts: textsOf(list), rows }
      return insertList(deps, profile, plan, options)
    },
    forget: (owner, person) => forgetPerson(storage, owner, person),
    async check(id, session) {
      const list = await find(id)
      if (!list) return { rejected: 'not_found' }
      if (!CHECKABLE.includes(list.state)) return { rejected: 'list_state' }
      const profile = await profiles.find(list.profile, session)
      if (!profile || profile.base_url !== list.base_url) return { rejected: 'profile_gone' }
      const result = checker
        .check(list, profile, closing.signal)
        .catch((error: unknown) => {
          if (closing.signal.aborted) return
          log({
            event: 'list_check_failed',
            list: id,
            error: error instanceof Error ? error.message : '',
          })
        })
        .finally(() => checks.delete(result))
      checks.add(result)
      await atMost(CHECK_WAIT_MS, result)
      return 'changed'
    },
  }

  return {
    lists,
    async close() {
      clearInterval(timer)
      closing.abort()
      await Promise.all([runner.stop(), ...checks])
    },
  }
}

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  await Promise.race([work, setTimeout(ms, undefined, { ref: false })])
}
