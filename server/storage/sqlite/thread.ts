import { Worker } from 'node:worker_threads'
import { StorageError, StorageStartError } from '../storage.ts'
import type { SqliteResult, SqliteStatement, TransactionStep } from './session.ts'
import type {
  PortableError,
  WorkerOptions,
  WorkerRequest,
  WorkerResponse,
  WorkerResult,
} from './worker.ts'

/** A connection to an SQLite database, whichever thread it is on. */
export type SqliteConnection = {
  run(statement: SqliteStatement): Promise<SqliteResult>
  step(step: TransactionStep): Promise<void>
  /** Takes a step without waiting: its error is reported by the next statement or by the commit. */
  post(step: TransactionStep): void
}

export type SqliteThread = SqliteConnection & {
  /**
   * Resolves when the database is open, with the time when it was last written before, if known.
   * @throws StorageStartError if it cannot be used
   */
  opened: Promise<number | null>
  /** @throws StorageError `moved` if the files in the folder are no longer the open ones */
  check(): Promise<void>
  /** Copies what is committed from the write-ahead log into the ledger, as far as no reader needs it. */
  checkpoint(): Promise<void>
  /** Closes the database after all earlier statements, and ends the thread. */
  close(): Promise<void>
}

/** Beside the sources, or packed beside the bundle. */
const WORKER = import.meta.url.endsWith('.ts') ? './worker.ts' : './sqlite-worker.js'

/** The thread holds a few rows at a time; the default would let its garbage grow to 50 MB. */
const LIMITS = { maxYoungGenerationSizeMb: 2 }

type Pending = { resolve(result: WorkerResult | null): void; reject(error: unknown): void }

const newWorker = () => new Worker(new URL(WORKER, import.meta.url), { resourceLimits: LIMITS })

let waiting: Worker | null = null

/** Starts the next thread already, so that it is ready when the modules of the console are. */
export function prepareSqliteThread(): void {
  waiting = newWorker()
}

/**
 * Starts a thread with a connection: SQLite would stop the event loop for as long as a query or the
 * disk takes. After a crash of the thread, every request fails with a `damaged` error.
 */
export function startSqliteThread(options: WorkerOptions): SqliteThread {
  const worker = waiting ?? newWorker()
  waiting = null
  /** What goes to the thread in the next message: one message costs as much as a short statement. */
  let batch: WorkerRequest[] = []
  /** The requests that the thread has not answered yet, in order. */
  const pending: Pending[] = []
  let gone: StorageError | null = null
  let flushing = false

  worker.on('message', (responses: readonly WorkerResponse[]) => {
    // Under --watch Node itself posts the files that the thread has imported.
    if (!Array.isArray(responses)) return
    for (const response of responses) {
      const first = pending.shift()
      if ('error' in response) first?.reject(restore(response.error))
      else first?.resolve(response.result)
    }
  })
  worker.on('error', () => end())
  worker.on('exit', () => end())

  function end(): void {
    gone ??= new StorageError('damaged', 'the thread of the database has ended')
    for (const { reject } of pending.splice(0)) reject(gone)
  }

  function ask(request: WorkerRequest): Promise<WorkerResult | null> {
    if (gone) return Promise.reject(gone)
    const { promise, resolve, reject } = Promise.withResolvers<WorkerResult | null>()
    batch.push(request)
    pending.push({ resolve, reject })
    if (!flushing) queueMicrotask(flush)
    flushing = true
    return promise
  }

  function flush(): void {
    flushing = false
    worker.postMessage(batch)
    batch = []
  }

  const opened = ask({ open: options }).then((result) => result?.changedAtMs ?? null)
  // Reported by the first statement, if nothing waits for it.
  opened.catch(() => {})
  return {
    opened,
    async run(statement) {
      return (await ask({ statement })) ?? { rows: [], changes: 0 }
    },
    step: async (step) => void (await ask({ step })),
    // Every step is followed by a statement or another step, so it goes with that.
    post: (step) => void batch.push({ post: step }),
    check: async () => void (await ask({ check: true })),
    checkpoint: async () => void (await ask({ checkpoint: true })),
    async close() {
      await ask({ close: true }).catch(() => {})
      await worker.terminate()
    },
  }
}

function restore({ message, errcode, fault, isStart }: PortableError): Error {
  if (isStart) return new StorageStartError(message)
  if (fault !== undefined) return new StorageError(fault, message)
  return errcode === undefined ? new Error(message) : Object.assign(new Error(message), { errcode })
}
