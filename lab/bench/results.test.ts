import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { drawChart, storeResults } from './results.ts'
import { type BenchRow, resultOf, skippedRow } from './row.ts'

const ROW: BenchRow = {
  name: 'a row',
  unit: 'ms',
  basis: 'ours',
  target: 5,
  stretch: 1,
}

test('storeResults keeps the results of groups that were not measured, in the order of the table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-results-'))
  try {
    const result = (group: string, ours: number) => ({ ...resultOf(ROW, { ours }), group })
    const order = ['push', 'page', 'keys']
    storeResults(folder, [result('page', 1), result('keys', 2)], order)
    storeResults(folder, [result('keys', 7), result('push', 3)], order)
    const kept = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'))
    expect(kept).toMatchObject([
      { group: 'push', ours: 3, ok: true },
      { group: 'page', ours: 1, ok: true },
      { group: 'keys', ours: 7, ok: false },
    ])
    expect(readFileSync(join(folder, 'chart.svg'), 'utf8').match(/<rect /g)).toHaveLength(3)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

const RATE: BenchRow = {
  name: 'ours < theirs & more',
  unit: '/s',
  basis: 'ratio',
  target: 2,
  stretch: 4,
}
const MEMORY: BenchRow = { ...RATE, name: 'memory', basis: 'ours', unit: 'MB' }

describe('resultOf', () => {
  test('is ok from the target on, whether more or less is better', () => {
    expect(resultOf(RATE, { ours: 40, other: 20 }).ok).toBe(true)
    expect(resultOf(RATE, { ours: 39, other: 20 }).ok).toBe(false)
    expect(resultOf(MEMORY, { ours: 2 }).ok).toBe(true)
    expect(resultOf(MEMORY, { ours: 2.1 }).ok).toBe(false)
  })

  test('uses the paired ratio instead of the two medians if there is one', () => {
    expect(resultOf(RATE, { ours: 40, other: 10, ratio: 1.5 })).toMatchObject({
      ratio: 1.5,
      ok: false,
    })
  })

  test('is never ok without a number', () => {
    for (const row of [RATE, MEMORY]) {
      expect(resultOf(row, { ours: Number.NaN, other: 1 }).ok).toBe(false)
      expect(skippedRow(row, 'nothing to compare with').ok).toBe(false)
    }
  })
})

describe('drawChart', () => {
  test('draws a bar for each figure and marks skipped rows', () => {
    const chart = drawChart([
      resultOf(RATE, { ours: 8, other: 1 }),
      resultOf(MEMORY, { ours: 4 }),
      skippedRow(RATE, 'x'),
    ])
    expect(chart.match(/<rect class="good"/g)).toHaveLength(1)
    expect(chart.match(/<rect class="short"/g)).toHaveLength(1)
    expect(chart.match(/>skipped</g)).toHaveLength(1)
  })

  test('escapes the names of rows', () => {
    expect(drawChart([resultOf(RATE, { ours: 1, other: 1 })])).toContain(
      'ours &lt; theirs &amp; more',
    )
  })
})
