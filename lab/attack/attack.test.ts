import { expect, test } from 'vitest'
import { runTries } from './run-tries.ts'
import { HOLES } from './target.ts'

test('none of 550 generated tries passes', async () => {
  const tally = await runTries(550, 7)
  expect(Object.values(tally).flatMap(({ passed }) => passed)).toEqual([])
  expect(tally.header.tries).toBe(50)
})

test.each(HOLES)('a console without the check of %s is found', async (hole) => {
  const tally = await runTries(400, 7, hole)
  expect(tally[hole].passed).toHaveLength(1)
})
