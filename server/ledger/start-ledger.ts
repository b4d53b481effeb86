import { recoverAudit } from '../audit/audit-chain.ts'
import type { ExchangeDeps } from '../feishu/exchange.ts'
import type { Log } from '../logging/log.ts'
import { createRecipients } from '../recipients/create-recipients.ts'
import { learnRecipients } from '../recipients/learn-recipients.ts'
import { type Storage, StorageError, StorageStartError } from '../storage/storage.ts'
import { createLedger } from './create-ledger.ts'
import { createSender } from './create-sender.ts'
import type { Ledger, RetentionLimits } from './ledger.ts'
import { createRetention, type RetentionStatus } from './retention.ts'
import type { SendLimits } from './send-limits.ts'
import type { LedgerSender } from './sender.ts'

type LedgerOptions = {
  feishu: ExchangeDeps
  newId: () => string
  log: Log
  retention?: RetentionLimits
  sendLimits?: SendLimits
}

export type RunningLedger = {
  ledger: Ledger
  sender: LedgerSender
  /** Returns what the automatic cleanup does and waits for. */
  retentionStatus: () => RetentionStatus
  /** Lets no new call leave; running calls go on. */
  stop(): void
  /** Waits for running sends, writes what is unwritten, and closes the storage. */
  close(): Promise<void>
}

/** How often the sends of crashed consoles are ended. */
const RECOVERY_MS = 10_000
const RETENTION_MS = 3_600_000
/** How often the files of the ledger are checked. */
const CHECK_MS = 1_000

/**
 * Starts the ledger on a storage, after ending the sends that an earlier console left running.
 * @throws StorageStartError if the storage is damaged
 */
export async function startLedger(
  storage: Storage,
  { feishu, newId, log, retention = {}, sendLimits }: LedgerOptions,
): Promise<RunningLedger> {
  const ledger = learnRecipients(
    createLedger(storage, feishu.clock, sendLimits),
    createRecipients(storage),
    log,
  )
  const sender = createSender({ ledger, feishu, newId, log })

  async function recover(): Promise<void> {
    const ended = await ledger.recover()
    if (ended > 0) log({ event: 'sends_recovered', count: ended })
    const changes = await recoverAudit(storage)
    if (changes > 0) log({ event: 'audit_recovered', count: changes })
  }

  const { clock } = feishu
  const cleanup = createRetention({ storage, ledger, clock, limits: retention, log })
  const checkFiles = createFileCheck(storage, log)

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
  void cleanup.run().catch(() => {})
  const timers = [
    every(RETENTION_MS, cleanup.run),
    every(RECOVERY_MS, recover),
    every(CHECK_MS, checkFiles),
  ]

  return {
    ledger,
    sender,
    retentionStatus: cleanup.status,
    stop: sender.stop,
    async close() {
      for (const timer of timers) clearInterval(timer)
      const lost = await sender.close()
      if (lost > 0) log({ event: 'settlements_lost', count: lost })
      await storage.close()
    },
  }
}

/** Returns a check of the open files that logs once when they are moved, and once when they are back. */
function createFileCheck(storage: Pick<Storage, 'check'>, log: Log): () => Promise<void> {
  let moved = false
  return async () => {
    const error = await storage.check().then(
      () => null,
      (reason: unknown) => reason,
    )
    const isMoved = error instanceof StorageError && error.fault === 'moved'
    if (isMoved === moved) return
    moved = isMoved
    log(isMoved ? { event: 'ledger_moved', error: error.message } : { event: 'ledger_is_back' })
  }
}
