import { afterEach, describe, expect, test } from 'vitest'
import {
  automaticRetentionSchema,
  exchangesSchema,
  retentionResponseSchema,
} from '#contract/exchanges'
import { refusalSchema } from '#contract/refusal'
import { createTestConsole, testProfile } from '../testing/test-console.ts'

let testConsole: ReturnType<typeof createTestConsole>
afterEach(() => testConsole.close())

/** A console with some requests that were not sent: nothing listens at their address. */
async function startWith(sends: number): Promise<void> {
  testConsole = createTestConsole([testProfile('http://127.0.0.1:1')])
  for (let i = 0; i < sends; i += 1) {
    await testConsole.post(`/api/messages/om_${i}/push_follow_up`, {
      follow_ups: [{ content: 'a' }],
    })
  }
}

async function retain(body: unknown) {
  const response = await testConsole.post('/api/retention', body)
  expect(response.status).toBe(200)
  return retentionResponseSchema.parse(await response.json())
}

async function kept(): Promise<(string | null)[]> {
  const response = await testConsole.request('/api/exchanges')
  return exchangesSchema.parse(await response.json()).exchanges.map((one) => one.message_id)
}

describe('retention', () => {
  test('counts in a dry run what would be removed, and removes nothing', async () => {
    await startWith(3)
    const { dry_run, removed } = await retain({ max_age_days: null, max_count: 1, dry_run: true })
    expect(dry_run).toBe(true)
    expect(removed.count).toBe(2)
    expect(Date.parse(removed.oldest_at ?? '')).toBeLessThanOrEqual(
      Date.parse(removed.newest_at ?? ''),
    )
    expect(await kept()).toHaveLength(3)
  })

  test('removes the oldest beyond a count', async () => {
    await startWith(3)
    expect((await retain({ max_age_days: 1, max_count: 1, dry_run: false })).removed.count).toBe(2)
    expect(await kept()).toEqual(['om_2'])
  })

  test('removes nothing without limits', async () => {
    await startWith(1)
    const result = await retain({ max_age_days: null, max_count: null, dry_run: false })
    expect(result.removed).toEqual({ count: 0, oldest_at: null, newest_at: null })
    expect(await kept()).toHaveLength(1)
  })

  test('returns the limits of the automatic cleanup', async () => {
    await startWith(0)
    const response = await testConsole.request('/api/retention')
    expect(automaticRetentionSchema.parse(await response.json())).toEqual({
      max_age_days: null,
      max_count: null,
      clock: 'ok',
      held: null,
    })
  })

  test.each([
    [{ max_age_days: 0, max_count: null, dry_run: true }, 'max_age_days'],
    [{ max_age_days: 1.5, max_count: null, dry_run: true }, 'max_age_days'],
    [{ max_age_days: null, max_count: '5', dry_run: true }, 'max_count'],
    [{ max_age_days: null, max_count: 0, dry_run: true }, 'max_count'],
    [{ max_age_days: null, max_count: null }, 'dry_run'],
    [{ max_age_days: null, max_count: null, dry_run: true, now: 1 }, 'now'],
  ])('refuses %j and removes nothing', async (body, path) => {
    await startWith(1)
    const response = await testConsole.post('/api/retention', body)
    expect(response.status).toBe(422)
    const { issues } = refusalSchema.parse(await response.json())
    expect(issues.map((issue) => issue.path)).toEqual([path])
    expect(await kept()).toHaveLength(1)
  })
})
