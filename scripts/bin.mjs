#!/usr/bin/env node
// @ts-check
/**
 * `follow-up-console …`: the command line. Like bootstrap.mjs it starts with any Node ≥ 20 and
 * continues with the project's own, but in the current folder, and stdout holds only the output of
 * the command.
 */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

async function main() {
  // An installed package contains the build instead of the sources.
  if (!existsSync(join(root, 'server'))) {
    await import(pathToFileURL(join(root, 'build', 'follow-up-console.js')).href)
    return undefined
  }
  const { ensureDependencies } = await import('./dependencies.mjs')
  const { run, runtimePath } = await import('./run.mjs')
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) {
    console.error(`Node 20 or newer is needed, and this is ${process.version}.`)
    return 2
  }
  const log = console.log
  console.log = console.error
  await ensureDependencies(root)
  console.log = log

  const args = process.argv.slice(2)
  const isStart = args.length === 1 && args[0] === 'start'
  const file = join(root, isStart ? 'scripts/start.ts' : 'server/cli/main.ts')
  if (major >= 24) {
    await import(pathToFileURL(file).href)
    return undefined
  }
  return run(ownRuntime() ?? runtimePath(root), [file, ...args])
}

/** The Node of node_modules, or null if it may not be one: running it to check would take too long. */
function ownRuntime() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const own = join(root, 'node_modules', 'node', 'bin', name)
  // Before its install script has run, the file is a short text.
  const size = statSync(own, { throwIfNoEntry: false })?.size ?? 0
  return size > 1_000_000 ? own : null
}

main().then(
  (code) => {
    if (code !== undefined) process.exitCode = code
  },
  (error) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 3
  },
)
