import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepResults } from './keep-results.ts'
import { type Row, resultOf } from './row.ts'

const ROW: Row = {
  name: 'a row',
  unit: 'ms',
  judge: 'ours',
  better: 'less',
  bar: 5,
  stretch: 1,
}

test('a run of some groups leaves the results of the others as they were, in the order of the table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keep-results-'))
  try {
    const result = (group: string, ours: number) => ({ ...resultOf(ROW, { ours }), group })
    const order = ['push', 'page', 'keys']
    keepResults(folder, [result('page', 1), result('keys', 2)], order)
    keepResults(folder, [result('keys', 7), result('push', 3)], order)
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
