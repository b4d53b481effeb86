import { describe, expect, test } from 'vitest'
import { drawChart } from './chart.ts'
import { type Row, resultOf, skippedRow } from './row.ts'

const RATE: Row = {
  name: 'ours < theirs & more',
  unit: '/s',
  judge: 'ratio',
  better: 'more',
  bar: 2,
  stretch: 4,
}
const MEMORY: Row = { ...RATE, name: 'memory', judge: 'ours', better: 'less', unit: 'MB' }

describe('a result', () => {
  test('is as it should be from the bar on, whichever way is better', () => {
    expect(resultOf(RATE, { ours: 40, other: 20 }).ok).toBe(true)
    expect(resultOf(RATE, { ours: 39, other: 20 }).ok).toBe(false)
    expect(resultOf(MEMORY, { ours: 2 }).ok).toBe(true)
    expect(resultOf(MEMORY, { ours: 2.1 }).ok).toBe(false)
  })

  test('is judged by the paired ratio where there is one, not by the two medians', () => {
    expect(resultOf(RATE, { ours: 40, other: 10, ratio: 1.5 })).toMatchObject({
      ratio: 1.5,
      ok: false,
    })
  })

  test('without a number is never as it should be', () => {
    for (const row of [RATE, MEMORY]) {
      expect(resultOf(row, { ours: Number.NaN, other: 1 }).ok).toBe(false)
      expect(skippedRow(row, 'nothing to compare with').ok).toBe(false)
    }
  })
})

describe('the chart', () => {
  test('has a bar for each figure, and says what was skipped', () => {
    const chart = drawChart([
      resultOf(RATE, { ours: 8, other: 1 }),
      resultOf(MEMORY, { ours: 4 }),
      skippedRow(RATE, 'x'),
    ])
    expect(chart.match(/<rect class="good"/g)).toHaveLength(1)
    expect(chart.match(/<rect class="short"/g)).toHaveLength(1)
    expect(chart.match(/>skipped</g)).toHaveLength(1)
  })

  test('is well-formed whatever a row is named', () => {
    expect(drawChart([resultOf(RATE, { ours: 1, other: 1 })])).toContain(
      'ours &lt; theirs &amp; more',
    )
  })
})
