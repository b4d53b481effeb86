import { readTally } from './tally.ts'

export type Step = {
  name: string
  /** Throws where the step fails. */
  run: () => Promise<void>
  /** The JSON report that the step writes, where it counts tests. */
  report?: string
  /** What the step leaves out and somebody might take for done, one line each. */
  leftOut?: () => readonly string[]
}

type Result = { name: string; seconds: number; error?: unknown }

/**
 * Runs the steps in order up to the first failure, and closes with how long each took and, alone on
 * the last line, how many tests passed and failed.
 * @returns whether all went well
 */
export async function runSteps(
  steps: readonly Step[],
  print: (line: string) => void,
): Promise<boolean> {
  const results: Result[] = []
  for (const step of steps) {
    print(`\n── ${step.name} ${'─'.repeat(60 - step.name.length)}`)
    const result = await timed(step)
    results.push(result)
    if ('error' in result) break
  }

  print(`\n── summary ${'─'.repeat(53)}`)
  for (const { name, seconds, ...rest } of results) {
    print(`${'error' in rest ? '✗' : '✓'} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s`)
  }
  for (const { name } of steps.slice(results.length)) print(`· ${name.padEnd(10)} not run`)

  for (const { leftOut } of steps.slice(0, results.length)) {
    for (const line of leftOut?.() ?? []) print(`· skipped: ${line}`)
  }

  const broken = results.find((result) => 'error' in result)
  if (broken) print(messageOf(broken.error))
  const reports = steps.slice(0, results.length).flatMap(({ report }) => report ?? [])
  const tallies = reports.map(readTally)
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0)
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0)
  // A step may fail without a failing test: a lint error, a file that does not load.
  print(`${passed} passed, ${broken ? Math.max(failed, 1) : failed} failed`)
  return broken === undefined
}

async function timed({ name, run }: Step): Promise<Result> {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  try {
    await run()
    return { name, seconds: seconds() }
  } catch (error) {
    return { name, seconds: seconds(), error }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
