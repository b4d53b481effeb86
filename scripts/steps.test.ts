import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runSteps, type Step } from './steps.ts'

const folder = mkdtempSync(join(tmpdir(), 'steps-'))
afterAll(() => rmSync(folder, { recursive: true }))

function step(name: string, outcome: 'well' | 'badly', writes?: object): Step {
  const report = join(folder, `${name}.json`)
  return {
    name,
    report,
    async run() {
      if (writes) writeFileSync(report, JSON.stringify(writes))
      if (outcome === 'badly') throw new Error(`${name} went wrong`)
    },
  }
}

async function closing(...steps: Step[]) {
  const lines: string[] = []
  const ok = await runSteps(steps, (line) => lines.push(line))
  return { ok, last: lines.at(-1), text: lines.join('\n') }
}

describe('the last line', () => {
  test('sums the tests of Vitest and of Playwright', async () => {
    const unit = step('unit1', 'well', { numPassedTests: 40, numFailedTests: 0 })
    const e2e = step('e2e1', 'well', {
      stats: { expected: 8, unexpected: 0, flaky: 1, skipped: 2 },
    })
    expect(await closing(unit, e2e)).toMatchObject({ ok: true, last: '49 passed, 0 failed' })
  })

  test('counts the tests that failed', async () => {
    const unit = step('unit2', 'well', { numPassedTests: 40, numFailedTests: 0 })
    const e2e = step('e2e2', 'badly', {
      stats: { expected: 8, unexpected: 3, flaky: 0, skipped: 0 },
    })
    expect(await closing(unit, e2e)).toMatchObject({ ok: false, last: '48 passed, 3 failed' })
  })

  test('never says that nothing failed where a step failed without a failing test', async () => {
    const unit = step('unit3', 'badly', { numPassedTests: 40, numFailedTests: 0 })
    expect(await closing(unit)).toMatchObject({ ok: false, last: '40 passed, 1 failed' })
    expect(await closing(step('check3', 'badly'))).toMatchObject({ last: '0 passed, 1 failed' })
  })
})

test('the first failure ends the run, is named, and the rest is shown as not run', async () => {
  const { ok, text } = await closing(step('a', 'well'), step('b', 'badly'), step('c', 'well'))
  expect(ok).toBe(false)
  expect(text).toMatch(/✓ a .*\n✗ b .*\n· c +not run\nb went wrong\n/)
})

test('what a step that ran leaves out is named above the last line; of one that did not run, nothing', async () => {
  const leavesOut = (name: string, what: string) => ({
    ...step(name, 'well'),
    leftOut: () => [what],
  })
  const { text, last } = await closing(
    leavesOut('d', 'Firefox'),
    step('e', 'badly'),
    leavesOut('f', 'WebKit'),
  )
  expect(text).toContain('· skipped: Firefox\n')
  expect(text).not.toContain('WebKit')
  expect(last).toBe('0 passed, 1 failed')
})
