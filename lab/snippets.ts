/**
 * `npm run snippets [-- --runs 20]`: tests the exported programs with the official clients. It installs
 * the languages (Debian packages, as root only) and, into `.cache/clients`, the clients in the
 * versions that the programs name; then it runs every case of every program, and this many programs
 * of 150 random texts, and reads 200 times as many back. Skipped clients are listed.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { aptInstall, canUseApt } from '../scripts/prerequisites.ts'
import { run } from '../scripts/run.mjs'
import { installClients } from './clients/install.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const PACKAGES = [
  'curl',
  'php-cli',
  'php-curl',
  'php-guzzlehttp-guzzle',
  'python3-pip',
  'golang-go',
  'default-jdk-headless',
  'maven',
  'mono-mcs',
  'mono-runtime',
]

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } })
if (!/^[1-9]\d{0,4}$/.test(values.runs)) {
  console.error('--runs takes a whole number, e.g. --runs 20.')
  process.exit(2)
}

if (!canUseApt()) {
  console.log(
    'Packages are installed on Debian or Ubuntu as root only: missing languages are skipped.',
  )
} else if (!(await aptInstall(PACKAGES))) {
  console.log('Some packages could not be installed: missing languages are skipped.')
}
await installClients()

const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
const tests = ['server/snippets', 'server/imports/round-trip.test.ts']
const args = [vitest, 'run', ...tests, '--reporter=verbose']
process.exitCode = await run(process.execPath, args, {
  cwd: ROOT,
  env: {
    ...process.env,
    SNIPPET_PROGRAMS: values.runs,
    SNIPPET_RUNS: String(200 * Number(values.runs)),
  },
})
