import type { ExchangeDeps } from '../feishu/exchange.ts'
import type { Log } from '../logging/log.ts'
import { createRecipients } from '../recipients/create-recipients.ts'
import { learnRecipients } from '../recipients/learn-recipients.ts'
import { type Storage, StorageError, StorageStartError } from '../storage/storage.ts'
import { createLedger } from './create-ledger.ts'
import { createSender } from './create-sender.ts'
import { RETENTION_ACTOR } from './events.ts'
import type { Ledger, RetentionLimits } from './ledger.ts'
import type { LedgerSender } from './sender.ts'

type LedgerOptions = {
  feishu: ExchangeDeps
  newId: () => string
  log: Log
  retention?: RetentionLimits
}

export type RunningLedger = {
  ledger: Ledger
  sender: LedgerSender
  /** Lets no new call leave; running calls go on. */
  stop(): void
  /** Waits for running sends, writes what is unwritten, and closes the storage. */
  close(): Promise<void>
}

/** How often the sends of crashed consoles are ended. */
const RECOVERY_MS = 10_000
const RETENTION_MS = 3_600_000

/**
 * Starts the ledger on a storage, after ending the sends that an earlier console left running.
 * @throws StorageStartError if the storage is damaged
 */
export async function startLedger(
  storage: Storage,
  { feishu, newId, log, retention = {} }: LedgerOptions,
): Promise<RunningLedger> {
  const ledger = learnRecipients(
    createLedger(storage, feishu.clock),
    createRecipients(storage),
    log,
  )
  const sender = createSender({ ledger, feishu, newId, log })

  async function recover(): Promise<void> {
    const ended = await ledger.recover()
    if (ended > 0) log({ event: 'sends_recovered', count: ended })
  }

  async function retain(): Promise<void> {
    const { count } = await ledger.prune(retention, { dryRun: false, actor: RETENTION_ACTOR })
    if (count > 0) log({ event: 'history_pruned', count })
  }

  /** Repeats the work; errors are ignored until the next time. */
  const every = (ms: number, work: () => Promise<void>) =>
    setInterval(() => void work().catch(() => {}), ms).unref()

  await recover().catch((error: unknown) => {
    if (!(error instanceof StorageError)) throw error
    if (error.fault === 'damaged') {
      throw new StorageStartError(
        `The ledger cannot be used (${error.message}): restore a backup with "npm run restore -- FILE".`,
      )
    }
    // E.g. a full disk: the history can be read, and open sends are ended as soon as possible.
    log({ event: 'recovery_failed', error: error.message })
  })
  void retain().catch(() => {})
  const timers = [every(RETENTION_MS, retain), every(RECOVERY_MS, recover)]

  return {
    ledger,
    sender,
    stop: sender.stop,
    async close() {
      for (const timer of timers) clearInterval(timer)
      const lost = await sender.close()
      if (lost > 0) log({ event: 'settlements_lost', count: lost })
      await storage.close()
    },
  }
}
