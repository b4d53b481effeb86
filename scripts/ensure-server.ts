import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isBuiltFrom, markBuilt, sourcesOf } from './built-from.ts'
import { transpileServer } from './pack/transpile-server.ts'

const ROOT = join(import.meta.dirname, '..')
const SOURCES = ['server/**/*', 'scripts/pack/*', 'package.json', 'package-lock.json']

/** The server as one starts it, unless it was built from the same sources: seven times as quick to start as its sources. */
export async function ensureServer(root = ROOT): Promise<string> {
  const folder = join(root, 'build')
  const sources = sourcesOf(root, SOURCES)
  if (!isBuiltFrom(folder, sources)) await build(root, folder, sources)
  return join(folder, 'follow-up-console.js')
}

/** Built aside, so that nobody ever starts half a server. */
async function build(root: string, folder: string, sources: string): Promise<void> {
  const next = join(root, `.cache/build-${process.pid}`)
  await transpileServer(root, next)
  markBuilt(next, sources)
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    renameSync(next, folder)
  } catch (error) {
    // Another start may have put the same server there at this very moment.
    if (!isBuiltFrom(folder, sources)) throw error
    rmSync(next, { recursive: true, force: true })
  }
}
