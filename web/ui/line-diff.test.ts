import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DiffRow, diffLines } from './line-diff.tsx'

function side(rows: readonly DiffRow[], name: 'left' | 'right'): string {
  return rows.flatMap((row) => row[name]?.text ?? []).join('\n')
}

describe('two texts side by side', () => {
  test('put a replaced line beside its replacement', () => {
    expect(diffLines('a\nb\nc', 'a\nB\nc')).toEqual([
      { left: { number: 1, text: 'a' }, right: { number: 1, text: 'a' }, changed: false },
      { left: { number: 2, text: 'b' }, right: { number: 2, text: 'B' }, changed: true },
      { left: { number: 3, text: 'c' }, right: { number: 3, text: 'c' }, changed: false },
    ])
  })

  test('leave a side empty if only the other has a line', () => {
    expect(diffLines('a\nc', 'a\nb\nc')[1]).toEqual({
      left: null,
      right: { number: 2, text: 'b' },
      changed: true,
    })
    expect(diffLines('a\nb', 'a')[1]).toMatchObject({ left: { text: 'b' }, right: null })
  })

  const texts = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 30 })
    .map((lines) => lines.join('\n'))

  test('keep every line of both, and mark no different lines as equal', () => {
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        const rows = diffLines(left, right)
        expect(side(rows, 'left')).toBe(left)
        expect(side(rows, 'right')).toBe(right)
        for (const row of rows) if (!row.changed) expect(row.left?.text).toBe(row.right?.text)
        expect(rows.some(({ changed }) => changed)).toBe(left !== right)
      }),
    )
  })

  test('of thousands of different lines are not compared, and returned whole', () => {
    const left = Array.from({ length: 20_000 }, (_, i) => `l${i}`).join('\n')
    const right = Array.from({ length: 20_000 }, (_, i) => `r${i}`).join('\n')
    const rows = diffLines(left, right)
    expect(side(rows, 'left')).toBe(left)
    expect(side(rows, 'right')).toBe(right)
  })
})
