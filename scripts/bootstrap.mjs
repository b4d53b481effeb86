// @ts-check
/**
 * `node scripts/bootstrap.mjs <file> [arguments]`: the first step of every npm script. Installs the
 * dependencies, then runs the given file with the project's own Node.
 *
 * A fresh clone starts here with whatever Node the machine has, so this file and what it imports
 * are plain JavaScript on Node's built-ins; everything after it is TypeScript.
 */
import { fileURLToPath } from 'node:url'
import { ensureDependencies } from './dependencies.mjs'
import { run, runtimePath } from './run.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

async function main() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Error(`Node 20 or newer is needed to start, and this is ${process.version}.`)
  }
  await ensureDependencies(root)
  return run(runtimePath(root), process.argv.slice(2), { cwd: root })
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
