import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRefresher } from './event-stream.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('calls during a read cause one more read after it and a pause', async () => {
  const finish: (() => void)[] = []
  const refresh = createRefresher(() => new Promise<void>((resolve) => finish.push(resolve)), 100)
  refresh()
  expect(finish).toHaveLength(1)
  refresh()
  refresh()
  expect(finish, 'never two at once').toHaveLength(1)
  finish[0]?.()
  await vi.advanceTimersByTimeAsync(99)
  expect(finish).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(finish).toHaveLength(2)
  finish[1]?.()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(finish).toHaveLength(2)
  refresh()
  expect(finish).toHaveLength(3)
})
