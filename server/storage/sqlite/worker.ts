/**
 * A thread with the ledger of a folder. The writer locks it and makes all commits, and short reads
 * between them. The scanner makes the long reads and the checkpoints, so that they delay neither.
 */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { ledgerChangedAt, lockFolder, openLedgerFile, watchLedgerFiles } from '../ledger-file.ts'
import { StorageError, type StorageFault, StorageStartError } from '../storage.ts'
import {
  createSqliteSession,
  type SqliteResult,
  type SqliteSession,
  type SqliteStatement,
  type TransactionStep,
} from './session.ts'

export type WorkerOptions = { folder: string; role: 'writer' | 'scanner' }

/** What the thread is asked, several at once; all but `post` are answered in order. */
export type WorkerRequest =
  | { statement: SqliteStatement }
  /** A step whose error is reported by the next statement or by the commit. */
  | { post: TransactionStep }
  | { step: TransactionStep }
  | { open: WorkerOptions }
  /** Whether the files in the folder still are the open ones. */
  | { check: true }
  /** Copies what is committed from the write-ahead log into the ledger, beside new commits. */
  | { checkpoint: true }
  | { close: true }

/** An error without its class, which would not survive the way to the other thread. */
export type PortableError = {
  message: string
  errcode?: number | undefined
  fault?: StorageFault | undefined
  isStart?: boolean
}

/** `changedAtMs` is the result of `open`. */
export type WorkerResult = SqliteResult & { changedAtMs?: number | null }

export type WorkerResponse = { result: WorkerResult | null } | { error: PortableError }

type OpenSession = SqliteSession & { check(): void }

function openWriter(folder: string): OpenSession {
  const unlock = lockFolder(folder)
  try {
    const database = openLedgerFile(folder)
    const check = watchLedgerFiles(folder)
    const session = createSqliteSession(database, check)
    // A connection of its own, because on the other one it would read what is not committed yet.
    const reader = openReader(folder, READ_CACHE_KB)
    return {
      run: (statement) => (statement.reads ? reader : session).run(statement),
      step: session.step,
      check,
      close() {
        reader.close()
        session.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

const READ_CACHE_KB = 4_096
const SCAN_CACHE_KB = 16_384

function openReader(folder: string, cacheKb: number): OpenSession {
  const database = new DatabaseSync(join(folder, 'ledger.db'), { readOnly: true, timeout: 2000 })
  database.exec(`pragma cache_size = -${cacheKb}; pragma trusted_schema = off`)
  return { ...createSqliteSession(database), check() {} }
}

let checkpointer: DatabaseSync | null = null

function checkpoint(folder: string): void {
  // `rw`: a ledger that was removed is not created again.
  const url = new URL('?mode=rw', pathToFileURL(join(folder, 'ledger.db')))
  checkpointer ??= new DatabaseSync(url)
  checkpointer.exec('pragma wal_checkpoint(passive)')
}

let options: WorkerOptions = { folder: '', role: 'scanner' }
let opened: OpenSession | null = null

function session(): OpenSession {
  const { folder, role } = options
  opened ??= role === 'writer' ? openWriter(folder) : openReader(folder, SCAN_CACHE_KB)
  return opened
}

function handle(request: WorkerRequest): WorkerResult | null {
  if ('statement' in request) return session().run(request.statement)
  if ('step' in request) session().step(request.step)
  if ('post' in request) session().step(request.post)
  if ('open' in request) {
    options = request.open
    const changedAtMs = ledgerChangedAt(options.folder)
    session()
    return { rows: [], changes: 0, changedAtMs }
  }
  if ('check' in request) session().check()
  if ('checkpoint' in request) checkpoint(options.folder)
  if ('close' in request) {
    checkpointer?.close()
    opened?.close()
  }
  return null
}

parentPort?.on('message', (requests: readonly WorkerRequest[]) => {
  const responses = requests.flatMap((request) => responseTo(request) ?? [])
  parentPort?.postMessage(responses)
  if (requests.some((request) => 'close' in request)) parentPort?.close()
})

function responseTo(request: WorkerRequest): WorkerResponse | null {
  try {
    const result = handle(request)
    return 'post' in request ? null : { result }
  } catch (error) {
    // The session remembers the error of a posted step.
    return 'post' in request ? null : { error: portable(error) }
  }
}

function portable(error: unknown): PortableError {
  const { message, ...more } = error instanceof Error ? error : new Error(String(error))
  return {
    message,
    errcode: 'errcode' in more ? Number(more.errcode) : undefined,
    fault: error instanceof StorageError ? error.fault : undefined,
    isStart: error instanceof StorageStartError,
  }
}
