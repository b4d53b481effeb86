// The default export, because a named import that an older Node lacks would fail before the check.
import nodeModule from 'node:module'
import { join } from 'node:path'

const MIN_NODE = [22, 19] as const
const FLUSH_AFTER_MS = 5_000
/** An invalid way to call the program, as in `cli/command.ts`, which an older Node cannot load. */
const USAGE = 2

/**
 * Ends the process if Node is too old, and turns on the compile cache. Called before anything else is
 * imported, because an older Node could only report a missing module.
 */
export function prepareRuntime(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < MIN_NODE[0] || (major === MIN_NODE[0] && minor < MIN_NODE[1])) {
    console.error(
      `Node ${MIN_NODE.join('.')} or newer is needed (node:sqlite, undici), and this is ${process.version}.`,
    )
    process.exit(USAGE)
  }
  hideSqliteWarning()
  // V8's compiled code is kept beside the package, which only its owner can write. Without write
  // access each start compiles again.
  nodeModule.enableCompileCache(join(import.meta.dirname, '.compile-cache'))
  // Node writes the cache on a regular exit only, so it is also written a moment after the start.
  setTimeout(() => nodeModule.flushCompileCache(), FLUSH_AFTER_MS).unref()
}

/** Node 22 warns in each thread that SQLite is experimental; its users can do nothing about that. */
export function hideSqliteWarning(): void {
  const { emitWarning } = process
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (String(warning).startsWith('SQLite is an experimental feature')) return
    Reflect.apply(emitWarning, process, [warning, ...rest])
  }
}
