import { expect, test } from 'vitest'
import { createRefresher } from './live-emulator.tsx'

test('calls during a read cause one more read after it', async () => {
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
