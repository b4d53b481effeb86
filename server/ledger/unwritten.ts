import type { Exchange } from '#contract/exchange'
import type { Log } from '../http/error-mapper.ts'
import { StorageError } from '../storage/storage-error.ts'
import type { Ledger } from './ledger.ts'
import { NoSendError, TransitionError } from './transition.ts'

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 30_000

type Held = { exchange: Exchange; fingerprint: string }

type Try = { done: true; recorded: boolean } | { done: false; error: string }

/**
 * The ends of sends on their way into the ledger. One that cannot be written is kept in memory,
 * tried again, and never forgotten while the process lives; a restart makes it `unknown`.
 */
export function createUnwritten(ledger: Pick<Ledger, 'settle'>, log: Log) {
  const held = new Map<string, Held>()
  let retryMs = FIRST_RETRY_MS
  let timer: NodeJS.Timeout | undefined

  async function tryToWrite({ exchange }: Held): Promise<Try> {
    try {
      await ledger.settle({ ...exchange, recorded: true })
      return { done: true, recorded: true }
    } catch (error) {
      // Its beginning was not written either: there is nothing to end.
      if (error instanceof NoSendError) return { done: true, recorded: false }
      if (!(error instanceof TransitionError)) {
        return { done: false, error: error instanceof StorageError ? error.message : String(error) }
      }
      // Another console has taken this one for gone and has ended the send; that row stands.
      log({ event: 'settlement_refused', exchange: exchange.id, error: error.message })
      return { done: true, recorded: false }
    }
  }

  async function writeAll(): Promise<number> {
    for (const [id, entry] of held) {
      if (!(await tryToWrite(entry)).done) break
      held.delete(id)
      log({ event: 'settlement_written', exchange: id })
    }
    if (held.size === 0) retryMs = FIRST_RETRY_MS
    return held.size
  }

  function retryLater(): void {
    clearTimeout(timer)
    timer = setTimeout(async () => {
      if ((await writeAll()) > 0) retryLater()
    }, retryMs).unref()
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
  }

  return {
    /** @returns whether it is in the ledger now; where it could not be written it is kept and tried again */
    async write(exchange: Exchange, fingerprint: string): Promise<boolean> {
      const entry = { exchange: { ...exchange, recorded: false }, fingerprint }
      const result = await tryToWrite(entry)
      if (result.done) return result.recorded
      held.set(exchange.id, entry)
      const { id, outcome } = exchange
      log({ event: 'settlement_not_written', exchange: id, outcome, error: result.error })
      retryLater()
      return false
    },
    find: (key: string): Held | undefined =>
      [...held.values()].find(({ exchange }) => exchange.idempotency_key === key),
    findById: (id: string): Exchange | null => held.get(id)?.exchange ?? null,
    /** Tries again what is kept. @returns how much is left */
    writeAll,
    /** Tries one last time. @returns how much is lost to the ledger */
    async close(): Promise<number> {
      clearTimeout(timer)
      return writeAll()
    },
  }
}
