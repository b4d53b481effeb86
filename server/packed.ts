// By its default export: a name that an older Node lacks would end it before it is looked at.
import nodeModule from 'node:module'
import { join } from 'node:path'

/**
 * What an installed package starts: the console, or a command of the command line. Loads nothing before it has looked at the
 * runtime, because an older one could only name a module of its own that it does not have.
 */
const FLUSH_AFTER_MS = 5_000
const LEAST = [22, 19] as const
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) {
  console.error(`Node ${LEAST.join('.')} or newer is needed, and this is ${process.version}.`)
  process.exit(1)
}
// What V8 has compiled is kept beside the code, which only its owner can write; where that cannot be
// written either, each start compiles anew.
nodeModule.enableCompileCache(join(import.meta.dirname, '.compile-cache'))
const [command] = process.argv.slice(2)
await import(command === undefined || command === 'start' ? './main.ts' : './cli/main.ts')
// It is written at the end, but not at every end.
setTimeout(() => nodeModule.flushCompileCache(), FLUSH_AFTER_MS).unref()
