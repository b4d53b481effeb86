import type { ExchangeDeps } from '../feishu/exchange.ts'
import type { Log } from '../http/error-mapper.ts'
import { createRecipients } from '../recipients/create-recipients.ts'
import { learnRecipients } from '../recipients/learn-recipients.ts'
import type { Storage } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import { StorageStartError } from '../storage/storage-start-error.ts'
import { createLedger } from './create-ledger.ts'
import { createSender } from './create-sender.ts'
import type { Ledger, Retention } from './ledger.ts'
import type { Sender } from './sender.ts'

type Options = {
  feishu: ExchangeDeps
  newId: () => string
  log: Log
  retention?: Retention
}

export type RunningLedger = {
  ledger: Ledger
  sender: Sender
  /** From now on nothing new leaves; what has left goes on. */
  stop(): void
  /** Lets the running sends end, writes what can be written, and closes the storage. */
  close(): Promise<void>
}

/** How often the sends of consoles that are gone are looked for. */
const RECOVERY_MS = 10_000
const RETENTION_MS = 3_600_000

/**
 * Starts the ledger on a storage: first of all what an earlier console left running is ended, each
 * as what is known of it.
 * @throws StorageStartError where the storage turns out to be damaged
 */
export async function startLedger(
  storage: Storage,
  { feishu, newId, log, retention = {} }: Options,
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
    const { count } = await ledger.prune(retention, { dryRun: false })
    if (count > 0) log({ event: 'history_pruned', count })
  }

  /** Storage that fails now is tried again the next time; whoever sends meanwhile is told. */
  const every = (ms: number, work: () => Promise<void>) =>
    setInterval(() => void work().catch(() => {}), ms).unref()

  await recover().catch((error: unknown) => {
    if (!(error instanceof StorageError)) throw error
    if (error.fault === 'damaged') {
      throw new StorageStartError(
        `The ledger cannot be used (${error.message}): bring back a backup with "npm run restore -- FILE".`,
      )
    }
    // A full disk, for one: the history can be read, and what is open is ended as soon as it can be.
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
