import { type ListRowState, RESTING_LIST_STATES } from '#contract/deliveries/list'
import type { Storage } from '../storage/storage.ts'
import { type ListRecord, readRowStatuses } from './read-rows.ts'

type LeaseDeps = Pick<Storage, 'instance' | 'write' | 'isGone'>

/**
 * Makes this console the one that sends a list, if the list is to be sent now and no other running
 * console sends it; returns null otherwise. The time of a scheduled list must have come.
 */
export function acquireList(
  storage: LeaseDeps,
  id: string,
  now_ms: number,
): Promise<ListRecord | null> {
  const { instance } = storage
  return storage.write(async (tx) => {
    const list = await tx.selectFrom('lists').selectAll().where('id', '=', id).executeTakeFirst()
    if (!list) return null
    const isDue = list.state === 'scheduled' && (list.starts_at_ms ?? now_ms) <= now_ms
    if (list.state !== 'running' && !isDue) return null
    const other = list.instance === instance ? null : list.instance
    if (other !== null && !(await storage.isGone(tx, other))) return null
    const taken = await tx
      .updateTable('lists')
      .set({ instance, state: 'running', started_at_ms: list.started_at_ms ?? now_ms })
      .where('id', '=', id)
      // Another console may have been faster.
      .where('state', '=', list.state)
      .where((is) =>
        list.instance === null ? is('instance', 'is', null) : is('instance', '=', list.instance),
      )
      .returningAll()
      .executeTakeFirst()
    return taken ?? null
  })
}

/** What became of rows, by their numbers. */
export type RowOutcomes = ReadonlyMap<number, ListRowState>

/** Rows of one statement. */
const CHUNK = 500

/**
 * Stores what became of rows.
 * @returns whether the list is still to be sent by this console
 */
export function writeOutcomes(
  storage: LeaseDeps,
  id: string,
  outcomes: RowOutcomes,
): Promise<boolean> {
  return storage.write(async (tx) => {
    for (const [outcome, entries] of Map.groupBy(outcomes, ([, state]) => state)) {
      const numbers = entries.map(([n]) => n)
      for (let i = 0; i < numbers.length; i += CHUNK) {
        await tx
          .updateTable('list_rows')
          .set({ outcome })
          .where('list_id', '=', id)
          .where('n', 'in', numbers.slice(i, i + CHUNK))
          .execute()
      }
    }
    const list = await tx
      .selectFrom('lists')
      .select(['state', 'instance'])
      .where('id', '=', id)
      .executeTakeFirst()
    return list?.state === 'running' && list.instance === storage.instance
  })
}

/**
 * Gives a list back: this console sends nothing more of it.
 * @param finished_at_ms if nothing is left to send, even if it was paused meanwhile
 */
export function releaseList(
  storage: LeaseDeps,
  id: string,
  finished_at_ms: number | null,
): Promise<void> {
  return storage.write(async (tx) => {
    const own = tx
      .updateTable('lists')
      .where('id', '=', id)
      .where('instance', '=', storage.instance)
    if (finished_at_ms !== null) {
      await own
        .set({ state: 'finished', finished_at_ms })
        .where('state', 'in', ['running', 'paused'])
        .execute()
    }
    await own.set({ instance: null }).execute()
  })
}

/** What a row that has begun stays, if nothing continues its list. */
const FINAL: readonly ListRowState[] = ['sent', 'message_only', 'refused', 'unknown']

/**
 * Gives back a list that was paused or stopped, if the console that was still completing rows of it
 * has crashed, and stores what became of them.
 */
export async function releaseCrashed(storage: Storage, id: string): Promise<void> {
  await storage.write(async (tx) => {
    const list = await tx.selectFrom('lists').selectAll().where('id', '=', id).executeTakeFirst()
    if (!list || list.instance === null || !RESTING_LIST_STATES.includes(list.state)) return
    const { instance } = list
    if (instance !== storage.instance && !(await storage.isGone(tx, instance))) return
    const statuses = await readRowStatuses(tx, { ...list, instance: null })
    // Their requests are ended first, see `Ledger.recover`.
    if (statuses.some(({ state }) => state === 'running')) return
    for (const { n, state } of statuses.filter((one) => FINAL.includes(one.state))) {
      await tx
        .updateTable('list_rows')
        .set({ outcome: state })
        .where('list_id', '=', id)
        .where('n', '=', n)
        .where('outcome', 'is', null)
        .execute()
    }
    await tx
      .updateTable('lists')
      .set({ instance: null })
      .where('id', '=', id)
      .where('instance', '=', instance)
      .execute()
  })
}
