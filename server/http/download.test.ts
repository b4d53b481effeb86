import { expect, test } from 'vitest'
import { download, fileTime } from './download.ts'

const FILE = { name: 'a.csv', type: 'text/csv; charset=utf-8' }

/** The lengths of the chunks that a client reads. */
async function chunksOf(pieces: string[]): Promise<number[]> {
  const lengths: number[] = []
  for await (const chunk of download(pieces, FILE).body ?? []) lengths.push(chunk.length)
  return lengths
}

test('is a file to save', async () => {
  const response = download(['a', 'b'], FILE)
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="a.csv"',
  })
  expect(await response.text()).toBe('ab')
})

test.each([
  [[], []],
  [['', ''], []],
  [['a', 'b'], [2]],
  [['a'.repeat(16_383), 'b'], [16_384]],
  [
    ['a'.repeat(16_384), 'b'],
    [16_384, 1],
  ],
  [
    ['a'.repeat(16_383), 'bb', 'c'],
    [16_385, 1],
  ],
])('is sent in chunks of at least 16,384 characters', async (pieces, lengths) => {
  expect(await chunksOf(pieces)).toEqual(lengths)
})

test('lets other work go on after each chunk', async () => {
  const order: string[] = []
  function* pieces() {
    for (const letter of ['a', 'b']) {
      order.push(letter)
      setImmediate(() => order.push(`after ${letter}`))
      yield letter.repeat(16_384)
    }
  }
  await download(pieces(), FILE).text()
  expect(order.slice(0, 3)).toEqual(['a', 'after a', 'b'])
})

test('has a time in its name without signs that a file cannot have', () => {
  expect(fileTime(Date.parse('2026-11-22T06:02:11.123Z'))).toBe('20261122T060211Z')
})
