import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../feishu/clock.ts'
import { createRateBudgets } from '../feishu/rate-budget.ts'
import { createTenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { createUpstream } from '../feishu/upstream.ts'
import { startFaultServer } from '../testing/fault-server.ts'
import { json } from '../testing/faults.ts'
import { HAS_POSTGRES } from '../testing/postgres-cluster.ts'
import { newDatabase } from '../testing/shared-postgres.ts'
import { testProfile } from '../testing/test-console.ts'
import { openPostgres } from './open-postgres.ts'
import { createSharedRate } from './postgres-rate.ts'

const APP = { base_url: 'https://open.feishu.cn', app_id: 'cli_a', tenant_key: null }
const CALL = 'push_follow_up'

describe.skipIf(!HAS_POSTGRES)('the rate budget of two consoles on one PostgreSQL', () => {
  async function open(url: string) {
    const storage = await openPostgres(url)
    onTestFinished(() => storage.close())
    const shared = createSharedRate(storage)
    if (!shared) throw new Error('PostgreSQL is shared')
    return { storage, shared, budgets: createRateBudgets({ clock: systemClock, shared }) }
  }

  const leftOf = ({ budgets }: Awaited<ReturnType<typeof open>>) =>
    budgets.read(APP, CALL).per_minute.left

  test('never grants more than 50 calls in a second to both together', async () => {
    const url = await newDatabase()
    const consoles = [await open(url), await open(url)]
    const calls = Array.from({ length: 140 }, (_, i) => consoles[i % 2]?.budgets.take(APP, CALL))
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['go']))
    const granted = await consoles[0]?.storage.bus?.query<{ ms: number }>(
      'select extract(epoch from granted_at)::float8 * 1000 as ms from rate_calls order by 1',
      [],
    )
    const times = granted?.map(({ ms }) => ms) ?? []
    expect(times).toHaveLength(140)
    for (const [i, time] of times.entries()) {
      // The clock of the database has microseconds, and this number fewer digits.
      expect(time - (times[i - 50] ?? 0)).toBeGreaterThan(999.9)
    }
    for (const one of consoles) {
      await expect.poll(() => leftOf(one)).toBeLessThanOrEqual(860)
      // A call granted while a console begins to watch may be counted twice, which is the safe side.
      expect(leftOf(one)).toBeGreaterThan(840)
    }
  })

  test('grants one request for an app_ticket to both together, and another after a refusal', async () => {
    const url = await newDatabase()
    let code = 10014
    const upstream = await startFaultServer(() => json('200 OK', { code, msg: '' }))
    onTestFinished(() => upstream.close())
    const profile = testProfile(upstream.url, {
      app_type: 'store',
      credential: { kind: 'store', app_secret: 'secret', app_ticket: null, tenant_key: 'e7e7' },
    })
    const [first, second] = await Promise.all(
      [0, 1].map(async () => {
        const { shared } = await open(url)
        const plain = createUpstream({ clock: systemClock, deadlineMs: 5_000 })
        return createTenantAccessTokens(plain, systemClock, shared)
      }),
    )
    const resent = async (tokens: typeof first) => (await tokens?.resendTicket(profile))?.requested
    expect(await resent(first)).toBe(true)
    code = 0
    // The refused request is given back without waiting for the database.
    await expect.poll(() => resent(second)).toBe(true)
    expect(await first?.resendTicket(profile)).toMatchObject({
      requested: false,
      wait_ms: expect.any(Number),
    })
    expect(upstream.requests).toHaveLength(2)
  })

  test('is known to each console, also to one that starts later', async () => {
    const url = await newDatabase()
    const [first, second] = [await open(url), await open(url)]
    expect([leftOf(first), leftOf(second)]).toEqual([1000, 1000])
    for (let i = 0; i < 3; i += 1) await first.budgets.take(APP, CALL)
    await expect.poll(() => leftOf(second)).toBe(997)
    expect(leftOf(first)).toBe(997)
    // Another call and another app have budgets of their own.
    expect(second.budgets.read(APP, 'create_message').per_minute.left).toBe(1000)

    // What any other user of the database may send changes nothing.
    for (const text of ['', '{', '{"topic":"rate_pause","data":"{"}', '{"from":1,"topic":"x"}']) {
      await first.storage.bus?.query("select pg_notify('follow_up_console', $1)", [text])
    }
    first.budgets.observe(APP, CALL, limited())
    await expect.poll(() => second.budgets.read(APP, CALL).paused_by).toBe('platform')
    const third = await open(url)
    await expect.poll(() => leftOf(third)).toBe(997)
    await expect.poll(() => third.budgets.read(APP, CALL).paused_by).toBe('platform')
    expect(third.budgets.queue(APP, CALL)).toEqual({ wait_until: expect.any(Number) })
  })

  test('gives a call back that was not sent, and those of a crashed console', async () => {
    const { shared, storage } = await open(await newDatabase())
    const limits = [{ limit: 2, periodMs: 60_000 }]
    const claim = () => shared.claim('budget', limits)
    const first = await claim()
    expect(await claim()).toEqual({ id: expect.any(String) })
    const refused = await claim()
    expect('wait_ms' in refused && refused.wait_ms).toBeGreaterThan(59_000)
    if ('id' in first && first.id !== null) shared.end(first.id, false)
    expect(await claim()).toEqual({ id: expect.any(String) })
    expect(await claim()).toHaveProperty('wait_ms')
    // Neither of the two has ended for more than the minute and the 10 s that a call may take.
    await storage.bus?.query("update rate_calls set granted_at = granted_at - interval '71 s'", [])
    expect(await claim()).toEqual({ id: expect.any(String) })
  })

  test('tells the other console about people, so that its lists leave something to them', async () => {
    const url = await newDatabase()
    const [lists, people] = [await open(url), await open(url)]
    const seen: string[] = []
    lists.shared.watchPersons((app) => seen.push(app))
    lists.budgets.queue(APP, CALL, 'person')
    people.budgets.queue(APP, CALL, 'list')
    people.budgets.queue({ ...APP, app_id: 'cli_b' }, CALL, 'person')
    await expect.poll(() => seen.map((app) => JSON.parse(app)[1])).toEqual(['cli_b'])
  })

  test('is kept by each console alone while the database is away', async () => {
    const { budgets, storage } = await open(await newDatabase())
    await storage.close()
    expect(await budgets.take(APP, CALL)).toBe('go')
  })
})

/** The record of a response that asks for a pause of a minute. */
function limited(): Parameters<ReturnType<typeof createRateBudgets>['observe']>[2] {
  const request = { method: 'POST' as const, url: new URL(APP.base_url), headers: {}, body: '' }
  const headers = { 'x-ogw-ratelimit-reset': '60' }
  const response = { http_status: 429, headers, bytes: Buffer.alloc(0), truncated: false }
  return {
    stage: 'call',
    request,
    result: { failure: null, sent: true, response, started_at_ms: 0, duration_ms: 0 },
    reply: { answered: false, kind: 'not_json', detail: '', log_id: null, notes: [] },
  }
}
