import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isBuiltFrom, markBuilt, sourcesOf } from './built-from.ts'
import { run } from './run.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Everything that the built page is made of. */
const SOURCES = [
  'web/**/*',
  'server/contract/**/*',
  'server/imports/**/*',
  'server/snippets/**/*',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'scripts/imports.ts',
  'scripts/vite/*',
]

/**
 * Builds the page into dist/ unless what stands there was built from the same sources.
 * @throws Error where Vite failed; dist/ is then as it was
 */
export async function ensureBuild(root = ROOT, print = console.log): Promise<void> {
  const dist = join(root, 'dist')
  const sources = sourcesOf(root, SOURCES)
  if (isBuiltFrom(dist, sources)) return
  const started = performance.now()
  print('Building the page …')
  const next = join(root, `.cache/dist-${process.pid}`)
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const code = await run(
    process.execPath,
    [vite, 'build', '--outDir', next, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
  )
  if (code !== 0) {
    rmSync(next, { recursive: true, force: true })
    throw new Error(`The page could not be built (vite ended with ${code}).`)
  }
  markBuilt(next, sources)
  try {
    // Built aside, so that a console that is running never serves half a page.
    rmSync(dist, { recursive: true, force: true, maxRetries: 5 })
    renameSync(next, dist)
  } catch (error) {
    // Another start may have put the same page there at this very moment.
    if (!isBuiltFrom(dist, sources)) throw error
    rmSync(next, { recursive: true, force: true })
  }
  print(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
}

if (import.meta.main) {
  ensureBuild().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
