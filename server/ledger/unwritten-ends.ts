import type { Exchange } from '#contract/exchange'
import type { Log } from '../logging/log.ts'
import { StorageError } from '../storage/storage.ts'
import type { Ledger } from './ledger.ts'
import { TransitionError, UnknownSendError } from './transition.ts'

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 30_000

type UnwrittenEnd = { exchange: Exchange; fingerprint: string }

type WriteResult = { done: true; recorded: boolean } | { done: false; error: string }

/**
 * Writes the ends of sends into the ledger. One that cannot be written is kept in memory and retried
 * as long as the process lives; after a restart the send is `unknown`.
 */
export function createUnwrittenEnds(ledger: Pick<Ledger, 'settle'>, log: Log) {
  const kept = new Map<string, UnwrittenEnd>()
  let retryMs = FIRST_RETRY_MS
  let timer: NodeJS.Timeout | undefined

  async function tryToWrite({ exchange }: UnwrittenEnd): Promise<WriteResult> {
    try {
      await ledger.settle({ ...exchange, recorded: true })
      return { done: true, recorded: true }
    } catch (error) {
      // Its intent was not written either, so there is nothing to end.
      if (error instanceof UnknownSendError) return { done: true, recorded: false }
      if (!(error instanceof TransitionError)) {
        return { done: false, error: error instanceof StorageError ? error.message : String(error) }
      }
      // Another console took this one for crashed and ended the send; its row is final.
      log({ event: 'settlement_refused', exchange: exchange.id, error: error.message })
      return { done: true, recorded: false }
    }
  }

  /** Requests and the timer retry at the same moment; each end is written and logged once. */
  let writing: Promise<number> | null = null
  function writeAll(): Promise<number> {
    writing ??= writeKept().finally(() => {
      writing = null
    })
    return writing
  }

  async function writeKept(): Promise<number> {
    for (const [id, entry] of kept) {
      if (!(await tryToWrite(entry)).done) break
      kept.delete(id)
      log({ event: 'settlement_written', exchange: id })
    }
    if (kept.size === 0) retryMs = FIRST_RETRY_MS
    return kept.size
  }

  function retryLater(): void {
    clearTimeout(timer)
    timer = setTimeout(async () => {
      if ((await writeAll()) > 0) retryLater()
    }, retryMs).unref()
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
  }

  return {
    /** Writes an end, or keeps it for a retry. @returns whether it is in the ledger now */
    async write(exchange: Exchange, fingerprint: string): Promise<boolean> {
      const entry = { exchange: { ...exchange, recorded: false }, fingerprint }
      const result = await tryToWrite(entry)
      if (result.done) return result.recorded
      kept.set(exchange.id, entry)
      const { id, outcome } = exchange
      log({ event: 'settlement_not_written', exchange: id, outcome, error: result.error })
      retryLater()
      return false
    },
    find: (key: string): UnwrittenEnd | undefined =>
      [...kept.values()].find(({ exchange }) => exchange.idempotency_key === key),
    findById: (id: string): Exchange | null => kept.get(id)?.exchange ?? null,
    /** Retries all kept ends. @returns how many are left */
    writeAll,
    /** Retries one last time. @returns how many ends are lost */
    async close(): Promise<number> {
      clearTimeout(timer)
      return writeAll()
    },
  }
}

export type UnwrittenEnds = ReturnType<typeof createUnwrittenEnds>
