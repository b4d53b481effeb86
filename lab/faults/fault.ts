import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { createFixture, type FaultFixture } from './fixture.ts'

/** Records whether one fact holds after the fault. */
export type Check = (what: string, actual: unknown, expected: unknown) => void

export type FaultCase = {
  /** Its number in the matrix; variants add a letter. */
  id: string
  fault: string
  /** What the console must do, in a few words. */
  behaviour: string
  /** Returns why this machine cannot produce the fault, or null if it can. */
  missing?: () => string | null
  run: (fixture: FaultFixture, check: Check) => Promise<void>
}

export type FaultCheck = { what: string; ok: boolean; actual: string }

export type FaultResult =
  | { skipped: string; checks: readonly FaultCheck[] }
  | { skipped: null; checks: readonly FaultCheck[]; seconds: number }

const COMPLETES = 'runs to its end'

/** Runs one fault on consoles started from `main`. A run that throws has failed. */
export async function runFault(fault: FaultCase, main: string): Promise<FaultResult> {
  const skipped = fault.missing?.() ?? null
  if (skipped !== null) return { skipped, checks: [] }
  const checks: FaultCheck[] = []
  const fixture = createFixture(main)
  const started = performance.now()
  try {
    await fault.run(fixture, (what, actual, expected) => {
      const difference = `${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`
      checks.push({ what, ok: isDeepStrictEqual(actual, expected), actual: difference })
    })
    checks.push({ what: COMPLETES, ok: true, actual: '' })
  } catch (error) {
    const actual = error instanceof Error ? error.message : String(error)
    checks.push({ what: COMPLETES, ok: false, actual })
  } finally {
    await fixture.close()
  }
  return { skipped, checks, seconds: (performance.now() - started) / 1000 }
}

/** The checks that pass on a console that does everything wrong, so that they prove nothing. */
export function findIneffectiveChecks(ours: FaultResult, naive: FaultResult): string[] {
  const failed = new Set(naive.checks.filter(({ ok }) => !ok).map(({ what }) => what))
  const names = ours.checks.map(({ what }) => what).filter((what) => what !== COMPLETES)
  return [...new Set(names)].filter((what) => !failed.has(what))
}

/** For `missing`: these programs must be installed on Linux. */
export function needs(...programs: readonly string[]): () => string | null {
  return () => {
    if (process.platform !== 'linux') return 'Linux only'
    const absent = programs.filter((name) => spawnSync('which', [name]).status !== 0)
    return absent.length > 0 ? `not installed: ${absent.join(', ')}` : null
  }
}

/** For `missing`: like `needs`, and this process must run as root. */
export function needsRoot(...programs: readonly string[]): () => string | null {
  return () => needs(...programs)() ?? (process.getuid?.() === 0 ? null : 'needs root')
}

/** For `missing`: a file of the named package must exist. */
export function needsFile(path: string, name: string): () => string | null {
  return () => (existsSync(path) ? null : `not installed: ${name}`)
}

/**
 * Runs a program to its end.
 * @returns its stdout
 * @throws Error with its stderr if it fails
 */
export function runCommand(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
  return stdout
}
