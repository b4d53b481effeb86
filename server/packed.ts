// The default export, because a named import that an older Node lacks would fail before the check.
import nodeModule from 'node:module'
import { join } from 'node:path'

/**
 * The entry of the package: starts the console or a command. Imports nothing before the version of
 * Node is checked, because an older one could only report a missing module.
 */
const MIN_NODE = [22, 19] as const
const FLUSH_AFTER_MS = 5_000
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < MIN_NODE[0] || (major === MIN_NODE[0] && minor < MIN_NODE[1])) {
  console.error(`Node ${MIN_NODE.join('.')} or newer is needed, and this is ${process.version}.`)
  process.exit(1)
}
// V8's compiled code is kept beside the package, which only its owner can write. Without write
// access each start compiles again.
nodeModule.enableCompileCache(join(import.meta.dirname, '.compile-cache'))
const [command] = process.argv.slice(2)
const starts = command === undefined || command === 'start'
if (starts && !process.env.DATABASE_URL) {
  const { prepareSqliteThread } = await import('./storage/sqlite/thread.ts')
  prepareSqliteThread()
}
await import(starts ? './main.ts' : './cli/main.ts')
// Node writes the cache on a regular exit only, so it is also written a moment after the start.
setTimeout(() => nodeModule.flushCompileCache(), FLUSH_AFTER_MS).unref()
