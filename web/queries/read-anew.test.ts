import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { readAnew } from './read-anew.ts'

test('an answer given before the change does not stand for what is so after it', async () => {
  const client = new QueryClient()
  let state = 'before'
  const answers: (() => void)[] = []
  const shown: unknown[] = []
  const observer = new QueryObserver(client, {
    queryKey: ['message', 1],
    queryFn: () => {
      const read = state
      return new Promise((resolve) => answers.push(() => resolve(read)))
    },
    retry: false,
  })
  const stop = observer.subscribe(({ data }) => shown.push(data))

  state = 'after'
  const done = readAnew(client, ['message'])
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  for (const answer of answers) answer()
  await done
  stop()
  expect(observer.getCurrentResult().data).toBe('after')
  expect(shown).not.toContain('before')
})
