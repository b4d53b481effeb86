import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeLargeXlsx } from './large-xlsx.ts'
import { readXlsx } from './xlsx.ts'

async function readBack(rows: readonly string[][]): Promise<string[][]> {
  const bytes = new Uint8Array(await writeLargeXlsx(rows, 'Results & "more"').arrayBuffer())
  return readXlsx(bytes, { score: () => 1 })
}

test('every text is read back as it was written', async () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      async (rows) => {
        expect(await readBack(rows)).toEqual(rows)
      },
    ),
    { numRuns: 40 },
  )
})

test('a file of ten thousand rows is written without a worker', async () => {
  const rows = Array.from({ length: 10_000 }, (_, n) => [String(n), `p${n}@example.com`, '<a&b>'])
  expect((await readBack(rows)).at(-1)).toEqual(['9999', 'p9999@example.com', '<a&b>'])
})
