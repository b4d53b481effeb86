#!/usr/bin/env node
// @ts-check
/**
 * `follow-up-console …`: the command line. Like bootstrap.mjs it starts with whatever Node there is
 * and goes on with the project's own, but in the folder where it was called, and with nothing
 * beside the command's own words on standard output.
 */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

async function main() {
  // An installed package holds what was built from the sources instead of them.
  if (!existsSync(join(root, 'server'))) {
    await import(pathToFileURL(join(root, 'build', 'follow-up-console.js')).href)
    return undefined
  }
  const { ensureDependencies } = await import('./ensure-dependencies.mjs')
  const { run } = await import('./run.mjs')
  const { runtimePath } = await import('./runtime.mjs')
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) throw new Error(`Node 20 or newer is needed, and this is ${process.version}.`)
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

/** The Node of node_modules where it is surely one: asking it for its version would cost a start. */
function ownRuntime() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const own = join(root, 'node_modules', 'node', 'bin', name)
  // Before its install script has run, a short text stands in its place.
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
