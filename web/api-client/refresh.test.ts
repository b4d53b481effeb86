import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { refreshQueries } from './refresh.ts'

test('a response from before a change does not replace the state after it', async () => {
  const client = new QueryClient()
  let state = 'before'
  const responses: (() => void)[] = []
  const shown: unknown[] = []
  const observer = new QueryObserver(client, {
    queryKey: ['message', 1],
    queryFn: () => {
      const read = state
      return new Promise((resolve) => responses.push(() => resolve(read)))
    },
    retry: false,
  })
  const stop = observer.subscribe(({ data }) => shown.push(data))

  state = 'after'
  const done = refreshQueries(client, ['message'])
  await vi.waitFor(() => expect(responses).toHaveLength(2))
  for (const respond of responses) respond()
  await done
  stop()
  expect(observer.getCurrentResult().data).toBe('after')
  expect(shown).not.toContain('before')
})
