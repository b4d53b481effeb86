import { describe, expect, test } from 'vitest'
import { builtConsole } from '../../server/testing/console-process.ts'
import { type FaultCase, findIneffectiveChecks, runFault } from './fault.ts'
import { FAULT_MATRIX } from './matrix.ts'

const OURS = await builtConsole()
const NAIVE = 'lab/faults/naive-console.ts'

test('the matrix has each number from 1 to 39 and each ID once', () => {
  const ids = FAULT_MATRIX.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const numbers = new Set(ids.map((id) => Number(/\d+/.exec(id)?.[0])))
  expect([...numbers]).toEqual(Array.from({ length: 39 }, (_, i) => i + 1))
})

describe.each(FAULT_MATRIX.filter(({ id }) => ['R14', 'R22d', 'R33'].includes(id)))(
  '$id',
  (fault) => {
    test('passes on the console, and each of its checks fails on one that does everything wrong', async () => {
      const ours = await runFault(fault, OURS)
      expect(ours.checks.filter(({ ok }) => !ok)).toEqual([])
      expect(findIneffectiveChecks(ours, await runFault(fault, NAIVE))).toEqual([])
    }, 120_000)
  },
)

describe('runFault', () => {
  const fault = (run: FaultCase['run']): FaultCase => ({
    id: 'R0',
    fault: 'a test',
    behaviour: '',
    run,
  })

  test('reports a failure if the run throws', async () => {
    const broken = fault(async () => {
      throw new Error('no such thing')
    })
    const { checks } = await runFault(broken, NAIVE)
    expect(checks).toEqual([{ what: 'runs to its end', ok: false, actual: 'no such thing' }])
  })

  test('reports a failed check with its value and cleans up', async () => {
    let cleanedUp = false
    const result = await runFault(
      fault(async (fixture, check) => {
        fixture.onClose(() => {
          cleanedUp = true
        })
        check('calls', 2, 1)
      }),
      NAIVE,
    )
    expect(result.checks[0]).toEqual({ what: 'calls', ok: false, actual: '2 instead of 1' })
    expect(cleanedUp).toBe(true)
  })

  test('finds a check that cannot fail', async () => {
    const soft = fault(async (_, check) => check('always', 1, 1))
    expect(findIneffectiveChecks(await runFault(soft, OURS), await runFault(soft, NAIVE))).toEqual([
      'always',
    ])
  })

  test('returns why this machine cannot run a fault', async () => {
    const absent = { ...fault(async () => {}), missing: () => 'not installed: x' }
    expect(await runFault(absent, OURS)).toEqual({ skipped: 'not installed: x', checks: [] })
  })
})
