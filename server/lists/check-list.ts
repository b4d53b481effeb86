import type { DeliveryList } from '#contract/deliveries/list'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { type CheckDeps, checkRows } from './check-rows.ts'
import { markDuplicates } from './mark-duplicates.ts'
import { textsOf } from './read-list.ts'
import { type ListRecord, type PlannedRow, readPlannedRows, readRowStatuses } from './read-rows.ts'
import { updateChecked } from './write-rows.ts'

/** Rows written in one transaction, so that a send never waits long. */
const BATCH = 200

export type ListChecker = {
  /**
   * Checks all rows that have not begun and stores what was found. A second check of a list waits for
   * the first one.
   * @throws the signal's reason if it is aborted, StorageError
   */
  check(list: ListRecord, profile: SecretProfile, signal: AbortSignal): Promise<void>
  /** How far a check in this process is; null if none runs. */
  progress(id: string): DeliveryList['checking']
  /** Checks one row, in place, and returns all rows whose issues have changed by it. */
  checkRow(
    list: ListRecord,
    profile: SecretProfile,
    rows: readonly PlannedRow[],
    row: PlannedRow,
    signal: AbortSignal,
  ): Promise<PlannedRow[]>
}

/** Creates the dry run of lists. */
export function createListChecker(deps: CheckDeps): ListChecker {
  const { storage, now } = deps
  const running = new Map<string, { done: number; total: number; result: Promise<void> }>()

  async function run(
    list: ListRecord,
    profile: SecretProfile,
    signal: AbortSignal,
    onProgress: (done: number, total: number) => void,
  ): Promise<void> {
    const { rows, open } = await storage.scan(async (db) => {
      const statuses = await readRowStatuses(db, list)
      const pending = new Set(
        statuses.filter(({ state }) => PENDING.includes(state)).map(({ n }) => n),
      )
      const all = await readPlannedRows(db, list.id)
      return { rows: all, open: all.filter(({ n }) => pending.has(n)) }
    })
    onProgress(0, open.length)
    const progress = (done: number) => onProgress(done, open.length)
    const texts = textsOf(list)
    await checkRows(deps, { profile, list, texts, signal, onProgress: progress }, open)
    markDuplicates(rows)
    for (let i = 0; i < open.length; i += BATCH) {
      signal.throwIfAborted()
      await storage.write((tx) => updateChecked(tx, open.slice(i, i + BATCH)))
    }
    await storage.write((tx) =>
      tx
        .updateTable('lists')
        .set({ checked_at_ms: now() })
        .where('id', '=', list.id)
        .execute()
        .then(() => undefined),
    )
  }

  return {
    check(list, profile, signal) {
      const current = running.get(list.id)
      if (current) return current.result
      const entry = { done: 0, total: list.total, result: Promise.resolve() }
      running.set(list.id, entry)
      entry.result = run(list, profile, signal, (done, total) =>
        Object.assign(entry, { done, total }),
      ).finally(() => running.delete(list.id))
      return entry.result
    },
    progress(id) {
      const entry = running.get(id)
      return entry ? { done: entry.done, total: entry.total } : null
    },
    async checkRow(list, profile, rows, row, signal) {
      const texts = textsOf(list)
      await checkRows(deps, { profile, list, texts, signal, onProgress() {} }, [row])
      return [...new Set([row, ...markDuplicates(rows)])]
    },
  }
}

const PENDING = ['ready', 'invalid', 'waiting']
