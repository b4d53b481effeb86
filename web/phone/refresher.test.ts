import { expect, test } from 'vitest'
import { createRefresher } from './refresher.ts'

test('what is asked for during a reading is one more reading after it', async () => {
  const finish: (() => void)[] = []
  const refresh = createRefresher(() => new Promise<void>((resolve) => finish.push(resolve)), 0)
  refresh()
  expect(finish).toHaveLength(1)
  refresh()
  refresh()
  expect(finish, 'never two at once').toHaveLength(1)
  finish[0]?.()
  await expect.poll(() => finish.length).toBe(2)
  finish[1]?.()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(finish).toHaveLength(2)
  refresh()
  expect(finish).toHaveLength(3)
})
