import { hideSqliteWarning } from './runtime.ts'

/** `build/sqlite-worker.js`: the thread of the database. */
hideSqliteWarning()
await import('../storage/sqlite/worker.ts')
