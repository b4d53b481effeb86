import { describe, expect, test } from 'vitest'
import { type Row, runRow, toothless } from './row.ts'
import { ROWS } from './rows.ts'

const OURS = 'server/main.ts'
const NAIVE = 'scripts/faults/naive-console.ts'

test('the matrix names every fault of its numbers once', () => {
  const ids = ROWS.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const numbers = new Set(ids.map((id) => Number(/\d+/.exec(id)?.[0])))
  expect([...numbers]).toEqual(Array.from({ length: 32 }, (_, i) => i + 1))
})

describe.each(ROWS.filter(({ id }) => ['R14', 'R22d'].includes(id)))('$id', (row) => {
  test('holds on the console, and each of its checks fails on one that does everything wrong', async () => {
    const ours = await runRow(row, OURS)
    expect(ours.verdicts.filter(({ ok }) => !ok)).toEqual([])
    expect(toothless(ours, await runRow(row, NAIVE))).toEqual([])
  }, 120_000)
})

describe('a row', () => {
  const row = (run: Row['run']): Row => ({ id: 'R0', fault: 'a test', behaviour: '', run })

  test('that breaks off has failed', async () => {
    const broken = row(async () => {
      throw new Error('no such thing')
    })
    const { verdicts } = await runRow(broken, NAIVE)
    expect(verdicts).toEqual([{ what: 'runs to its end', ok: false, seen: 'no such thing' }])
  })

  test('tells what it saw where that is not what is wanted, and undoes what it did', async () => {
    let undone = false
    const outcome = await runRow(
      row(async (stand, check) => {
        stand.later(() => {
          undone = true
        })
        check('calls', 2, 1)
      }),
      NAIVE,
    )
    expect(outcome.verdicts[0]).toEqual({ what: 'calls', ok: false, seen: '2 instead of 1' })
    expect(undone).toBe(true)
  })

  test('with a check that nothing makes fail is found out', async () => {
    const soft = row(async (_, check) => check('always', 1, 1))
    expect(toothless(await runRow(soft, OURS), await runRow(soft, NAIVE))).toEqual(['always'])
  })

  test('that this machine cannot run says why', async () => {
    const absent = { ...row(async () => {}), missing: () => 'not installed: x' }
    expect(await runRow(absent, OURS)).toEqual({ skipped: 'not installed: x', verdicts: [] })
  })
})
