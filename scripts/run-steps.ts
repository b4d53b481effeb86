import { readFileSync } from 'node:fs'

export type Step = {
  name: string
  /** Throws if the step fails. */
  run: () => Promise<void>
  /** The JSON report of Vitest or Playwright that the step writes, if it runs tests. */
  report?: string
  /** What the step does not test although a reader might expect it, one line each. */
  leftOut?: () => readonly string[]
}

type StepResult = { name: string; seconds: number; error?: unknown }

/**
 * Runs the steps in order up to the first failure; those of one stage run at the same time. Prints a
 * summary: the time of each step, how many tests ran and, alone on the last line, how many passed
 * and failed.
 * @returns whether all steps succeeded
 */
export async function runSteps(
  stages: readonly (readonly Step[])[],
  print: (line: string) => void,
): Promise<boolean> {
  const steps = stages.flat()
  const results: StepResult[] = []
  for (const stage of stages) {
    const title = stage.map(({ name }) => name).join(' and ')
    print(`\n── ${title} ${'─'.repeat(60 - title.length)}`)
    const ended = await Promise.all(stage.map(runTimed))
    results.push(...ended)
    if (ended.some((result) => 'error' in result)) break
  }
  const started = steps.slice(0, results.length)

  print(`\n── summary ${'─'.repeat(53)}`)
  for (const { name, seconds, ...rest } of results) {
    print(`${'error' in rest ? '✗' : '✓'} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s`)
  }
  for (const { name } of steps.slice(results.length)) print(`· ${name.padEnd(10)} not run`)
  for (const { leftOut } of started) {
    for (const line of leftOut?.() ?? []) print(`· skipped: ${line}`)
  }
  for (const { report } of started) {
    for (const line of report ? readSkipped(report) : []) print(`· skipped: ${line}`)
  }
  const failedStep = results.find((result) => 'error' in result)
  if (failedStep) {
    const { error } = failedStep
    print(error instanceof Error ? error.message : String(error))
  }

  const counts = started.flatMap(({ report }) => (report ? readCounts(report) : []))
  const sum = (name: keyof TestCounts) => counts.reduce((total, one) => total + one[name], 0)
  const [passed, failed] = [sum('passed'), sum('failed')]
  const number = (value: number) => value.toLocaleString('en')
  if (counts.length > 0) print(`${number(sum('tests'))} tests (${number(passed + failed)} rows)`)
  // A step can fail without a failing test: a lint error, or a file that does not load.
  print(`${passed} passed, ${failedStep ? Math.max(failed, 1) : failed} failed`)
  return failedStep === undefined
}

async function runTimed({ name, run }: Step): Promise<StepResult> {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  try {
    await run()
    return { name, seconds: seconds() }
  } catch (error) {
    return { name, seconds: seconds(), error }
  }
}

type TestCounts = {
  /** Tests as written in the sources: a table or a loop counts once. */
  tests: number
  passed: number
  failed: number
}

type Location = { line: number; column: number }
type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  testResults?: {
    name: string
    assertionResults: { status: string; fullName: string; location?: Location | null }[]
  }[]
}
type PlaywrightSuite = {
  suites?: PlaywrightSuite[]
  specs?: ({ file: string; tests: { status: string }[] } & Location)[]
}
type PlaywrightReport = PlaywrightSuite & {
  stats: { expected: number; unexpected: number; flaky: number }
}

function readReport(path: string): VitestReport | PlaywrightReport | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** How many tests of each file Vitest skipped, for example because this machine has no PostgreSQL. */
function readSkipped(path: string): string[] {
  const report = readReport(path)
  if (report === null || 'stats' in report) return []
  return (report.testResults ?? []).flatMap(({ name, assertionResults }) => {
    const { length } = assertionResults.filter(({ status }) => !RAN.has(status))
    return length > 0 ? [`${length} of ${assertionResults.length} tests of ${name}`] : []
  })
}

const RAN: ReadonlySet<string> = new Set(['passed', 'failed'])

/** Counts the tests of a JSON report; none if there is no report. */
function readCounts(path: string): TestCounts[] {
  const report = readReport(path)
  if (report === null) return []
  if ('stats' in report) {
    const { expected, unexpected, flaky } = report.stats
    const tests = new Set(playwrightLocations(report)).size
    return [{ tests, passed: expected + flaky, failed: unexpected }]
  }
  const tests = new Set(vitestLocations(report)).size
  return [{ tests, passed: report.numPassedTests, failed: report.numFailedTests }]
}

/** Where the tests that ran are written. All rows of a table share one location. */
function vitestLocations({ testResults = [] }: VitestReport): string[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => RAN.has(status))
      .map(({ fullName, location }) =>
        location ? `${name}:${location.line}:${location.column}` : `${name} ${fullName}`,
      ),
  )
}

function playwrightLocations({ suites = [], specs = [] }: PlaywrightSuite): string[] {
  const own = specs
    .filter(({ tests }) => tests.some(({ status }) => status !== 'skipped'))
    .map(({ file, line, column }) => `${file}:${line}:${column}`)
  return [...own, ...suites.flatMap(playwrightLocations)]
}
