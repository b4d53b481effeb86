import { prepareRuntime } from './runtime.ts'

/** `build/console.js`: starts the console. */
prepareRuntime()
if (!process.env.DATABASE_URL && !process.env.DATABASE_URL_FILE) {
  const { prepareSqliteThread } = await import('../storage/sqlite/thread.ts')
  prepareSqliteThread()
}
await import('../main.ts')
