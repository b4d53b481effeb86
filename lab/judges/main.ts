/**
 * `npm run judges [-- --quick --only sqlmap,ffuf]`: runs security scanners against the built console
 * and against a vulnerable server. A scanner that finds nothing on the vulnerable server proves
 * nothing about the console.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensurePage, ensureServer } from '../../scripts/build.ts'
import { aptInstall, canUseApt } from '../../scripts/prerequisites.ts'
import { startConsoleProcess } from '../../server/testing/console-process.ts'
import { DEBIAN_SCANNERS } from './debian-scanners.ts'
import { FAST_CHECK, ZZUF } from './fuzzers.ts'
import type { Scanner, ScanTarget } from './scanner.ts'
import { startVulnerableServer } from './vulnerable-server.ts'

const SCANNERS: readonly Scanner[] = [FAST_CHECK, ZZUF, ...DEBIAN_SCANNERS]
/** Paths of the console that take a search, a filter or an ID. */
const ENTRY_PATHS = [
  '/api/exchanges?query=a&profile=emulator&limit=5',
  '/api/templates?query=a',
  '/api/error-codes?endpoint=push_follow_up',
  '/api/emulator/state?profile=emulator',
]

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const only = values.only?.split(',')
const scanners = SCANNERS.filter(({ name }) => only?.includes(name) ?? true)
if (scanners.length === 0) {
  const names = SCANNERS.map(({ name }) => name).join(', ')
  console.error(`--only ${values.only}: the scanners are ${names}.`)
  process.exit(2)
}

const isInstalled = (program: string) => spawnSync('which', [program]).status === 0
const missing = scanners.flatMap(({ program }) =>
  program && !isInstalled(program) ? [program] : [],
)
if (missing.length > 0 && canUseApt()) await aptInstall(missing)

await ensurePage()
const folder = mkdtempSync(join(tmpdir(), 'follow-up-judges-'))
const running = await startConsoleProcess({}, [], { folder, main: await ensureServer() })
const ours: ScanTarget = {
  url: running.url,
  entryUrls: ENTRY_PATHS.map((path) => running.url + path),
}
const vulnerable = await startVulnerableServer()
let failed = false

console.log(
  `${'scanner'.padEnd(14)}${'ours'.padStart(6)}${'vulnerable'.padStart(12)}${'s'.padStart(6)}  looks for`,
)
try {
  for (const scanner of scanners) await runScanner(scanner)
  const health = await fetch(`${running.url}/api/health`).catch(() => null)
  if (health?.status !== 200) throw new Error('The console is not healthy after the scans.')
  // The log is full of rejected requests; an internal error would be one of these lines.
  const errors = running
    .stderr()
    .split('\n')
    .filter((line) => /"request_failed"|\n +at /.test(line))
  if (errors.length > 0) {
    throw new Error(`The console had internal errors:\n${errors.slice(0, 3).join('\n')}`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  failed = true
} finally {
  await running.stop()
  vulnerable.close()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0

async function runScanner(scanner: Scanner): Promise<void> {
  const { name, program, looksFor } = scanner
  if (program && !isInstalled(program)) {
    console.log(`– ${name.padEnd(12)} not run: ${program} is not installed`)
    return
  }
  const started = performance.now()
  const options = { quick: values.quick, folder }
  const ourFindings = await scanner.run(ours, options)
  const output = await scanner.run(vulnerable, options)
  // A scanner that could not work has found no vulnerability.
  const found = output.filter((line) => !/^(?:could not run|did not finish)/.test(line))
  const passed = ourFindings.length === 0 && found.length > 0
  if (!passed) failed = true
  const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(6)
  const counts = `${String(ourFindings.length).padStart(6)}${String(found.length).padStart(12)}`
  console.log(`${passed ? '✓' : '✗'} ${name.padEnd(12)}${counts}${seconds}  ${looksFor}`)
  for (const line of ourFindings.slice(0, 10)) console.log(`    ours: ${line.slice(0, 300)}`)
  if (found.length === 0) {
    console.log(`    missed the vulnerability: ${output.join('; ').slice(0, 300)}`)
  }
}
