/**
 * `npm run pack:check`: packs the package, installs it into an empty folder and uses it there, as
 * whoever runs it by npx will.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startConsoleProcess } from './console-process.ts'
import { install, pack } from './pack/pack.ts'
import { tryConsole } from './pack/try-console.ts'

const ROOT = join(import.meta.dirname, '..')
const EXPECTED =
  /^(?:build\/[\w-]+\.js|scripts\/bin\.mjs|dist\/[\w./-]+|package\.json|[A-Z]+(?:\.md)?)$/
/** What makes the page and what tests it has no place beside a console that runs. */
const UNWANTED = ['vite', 'react', 'typescript', 'vitest', 'node', '@playwright/test']

const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-pack-'))
try {
  const { tarball, files } = await pack(ROOT, folder)
  const strays = files.filter((file) => !EXPECTED.test(file))
  if (strays.length > 0)
    throw new Error(`The package holds what it should not: ${strays.join(' ')}`)

  const place = join(folder, 'installed')
  await install(tarball, place)
  const modules = join(place, 'node_modules')
  const unwanted = UNWANTED.filter((name) => existsSync(join(modules, name)))
  if (unwanted.length > 0) throw new Error(`It brings along ${unwanted.join(', ')}.`)

  const data = join(folder, 'data')
  const main = join(modules, '.bin', 'follow-up-console')
  const console_ = await startConsoleProcess({ DATA_DIR: '', XDG_DATA_HOME: data }, [], {
    folder: place,
    main,
  })
  try {
    await tryConsole(console_)
  } finally {
    await console_.stop()
  }
  if (console_.stderr() !== '') throw new Error(console_.stderr())
  if (!existsSync(join(data, 'follow-up-console', 'ledger.db'))) {
    throw new Error('Its ledger is not where a package keeps it.')
  }
  console.log(
    `✓ ${files.length} files, ${readdirSync(modules).filter((name) => !name.startsWith('.')).length} packages beside them; installed, started, sent, stopped`,
  )
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
