import { createHash } from 'node:crypto'
import { globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
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
]

/**
 * Builds the page into dist/ unless what stands there was built from the same sources.
 * @throws Error where Vite failed; dist/ is then as it was
 */
export async function ensureBuild(root = ROOT, print = console.log): Promise<void> {
  const sources = fingerprint(root)
  if (isBuiltFrom(root, sources)) return
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
  writeFileSync(join(next, '.built-from'), sources)
  try {
    // Built aside, so that a console that is running never serves half a page.
    rmSync(join(root, 'dist'), { recursive: true, force: true, maxRetries: 5 })
    renameSync(next, join(root, 'dist'))
  } catch (error) {
    // Another start may have put the same page there at this very moment.
    if (!isBuiltFrom(root, sources)) throw error
    rmSync(next, { recursive: true, force: true })
  }
  print(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
}

function isBuiltFrom(root: string, sources: string): boolean {
  try {
    return readFileSync(join(root, 'dist/.built-from'), 'utf8') === sources
  } catch {
    return false
  }
}

function fingerprint(root: string): string {
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true })
    .filter((file) => file.isFile() && !/\.test\.tsx?$/.test(file.name))
    .map((file) => relative(root, join(file.parentPath, file.name)))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) {
    const content = readFileSync(join(root, file))
    hash.update(`${file}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

if (import.meta.main) {
  ensureBuild().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
