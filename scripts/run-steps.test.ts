import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runSteps, type Step } from './run-steps.ts'

const folder = mkdtempSync(join(tmpdir(), 'steps-'))
afterAll(() => rmSync(folder, { recursive: true }))

function step(name: string, outcome: 'passes' | 'fails', writes?: object): Step {
  const report = join(folder, `${name}.json`)
  return {
    name,
    report,
    async run() {
      if (writes) writeFileSync(report, JSON.stringify(writes))
      if (outcome === 'fails') throw new Error(`${name} went wrong`)
    },
  }
}

async function closing(...steps: Step[]) {
  const lines: string[] = []
  const ok = await runSteps(
    steps.map((one) => [one]),
    (line) => lines.push(line),
  )
  return { ok, last: lines.at(-1), text: lines.join('\n') }
}

describe('the count of tests', () => {
  const row = (line: number, status = 'passed') => ({
    status,
    fullName: `test ${line}`,
    location: { line, column: 3 },
  })

  test('counts a table of Vitest once', async () => {
    const unit = step('unit4', 'passes', {
      numPassedTests: 4,
      numFailedTests: 1,
      testResults: [
        { name: 'a.test.ts', assertionResults: [row(1), row(1), row(1, 'failed'), row(9)] },
        { name: 'b.test.ts', assertionResults: [row(1), row(2, 'skipped')] },
      ],
    })
    const { text } = await closing(unit)
    expect(text).toContain('\n3 tests (5 rows)\n4 passed, 1 failed')
    expect(text).toContain('\n· skipped: 1 of 2 tests of b.test.ts\n')
    expect(text).not.toContain('tests of a.test.ts')
  })

  test('counts a loop of Playwright once', async () => {
    const spec = (line: number, status = 'expected') => ({
      file: 'send.spec.ts',
      line,
      column: 3,
      tests: [{ status }],
    })
    const e2e = step('e2e4', 'passes', {
      stats: { expected: 3, unexpected: 0, flaky: 0 },
      suites: [{ specs: [spec(1)], suites: [{ specs: [spec(7), spec(7), spec(9, 'skipped')] }] }],
    })
    expect((await closing(e2e)).text).toContain('\n2 tests (3 rows)\n3 passed, 0 failed')
  })
})

describe('the last line', () => {
  test('sums the tests of Vitest and of Playwright', async () => {
    const unit = step('unit1', 'passes', { numPassedTests: 40, numFailedTests: 0 })
    const e2e = step('e2e1', 'passes', {
      stats: { expected: 8, unexpected: 0, flaky: 1, skipped: 2 },
    })
    expect(await closing(unit, e2e)).toMatchObject({ ok: true, last: '49 passed, 0 failed' })
  })

  test('counts the tests that failed', async () => {
    const unit = step('unit2', 'passes', { numPassedTests: 40, numFailedTests: 0 })
    const e2e = step('e2e2', 'fails', {
      stats: { expected: 8, unexpected: 3, flaky: 0, skipped: 0 },
    })
    expect(await closing(unit, e2e)).toMatchObject({ ok: false, last: '48 passed, 3 failed' })
  })

  test('reports a failure if a step failed without a failing test', async () => {
    const unit = step('unit3', 'fails', { numPassedTests: 40, numFailedTests: 0 })
    expect(await closing(unit)).toMatchObject({ ok: false, last: '40 passed, 1 failed' })
    expect(await closing(step('check3', 'fails'))).toMatchObject({ last: '0 passed, 1 failed' })
  })
})

test('stops at the first failure, prints its error and shows the rest as not run', async () => {
  const { ok, text } = await closing(step('a', 'passes'), step('b', 'fails'), step('c', 'passes'))
  expect(ok).toBe(false)
  expect(text).toMatch(/✓ a .*\n✗ b .*\n· c +not run\nb went wrong\n/)
})

test('prints what a finished step leaves out, and nothing about a step that did not run', async () => {
  const leavesOut = (name: string, what: string) => ({
    ...step(name, 'passes'),
    leftOut: () => [what],
  })
  const { text, last } = await closing(
    leavesOut('d', 'Firefox'),
    step('e', 'fails'),
    leavesOut('f', 'WebKit'),
  )
  expect(text).toContain('· skipped: Firefox\n')
  expect(text).not.toContain('WebKit')
  expect(last).toBe('0 passed, 1 failed')
})

test('steps of one stage run at the same time, and a failure stops only the stages after it', async () => {
  const order: string[] = []
  const { promise: bothStarted, resolve } = Promise.withResolvers<void>()
  const meets = (name: string, fails = false): Step => ({
    name,
    async run() {
      if (order.push(name) === 2) resolve()
      await bothStarted
      if (fails) throw new Error(`${name} went wrong`)
    },
  })
  const lines: string[] = []
  const stages = [[meets('one', true), meets('two')], [meets('three')]]
  expect(await runSteps(stages, (line) => lines.push(line))).toBe(false)
  expect(order).toEqual(['one', 'two'])
  const summary = lines.join('\n')
  expect(summary).toContain('one and two')
  expect(summary).toMatch(/✗ one .*\n✓ two .*\n· three .*not run/)
})
