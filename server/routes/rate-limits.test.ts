import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { exchangesSchema } from '#contract/exchanges'
import { profileBudgetSchema } from '#contract/profile'
import type { Behaviour } from '../testing/fault-server.ts'
import { afterToken, isTokenCall, json } from '../testing/faults.ts'
import { BODY, exchangeOf, refusalOf, SUCCESS, startOn, TOKEN } from '../testing/send.ts'
import { testProfile } from '../testing/test-console.ts'

const push = (n: number | string) => `/api/messages/om_test${n}/push_follow_up`
const limited = (reset: string, status = '429 Too Many Requests') =>
  json(
    status,
    { code: 99991400, msg: 'request trigger frequency limit' },
    `x-ogw-ratelimit-reset: ${reset}\r\n`,
  )

type RateLimitedConsole = Awaited<ReturnType<typeof startOn>>
async function rows({ request }: RateLimitedConsole) {
  const response = await request('/api/exchanges?limit=100')
  return exchangesSchema.parse(await response.json()).exchanges
}
async function budget({ request }: RateLimitedConsole) {
  const response = await request('/api/profiles/feishu/budget')
  return profileBudgetSchema.parse(await response.json()).budget
}

test('reports the budget, and every push reduces it', async () => {
  const console = await startOn(afterToken(TOKEN, () => SUCCESS))
  expect(await budget(console)).toEqual({
    per_second: { limit: 50, left: 50 },
    per_minute: { limit: 1000, left: 1000 },
    paused_until: null,
    paused_by: null,
  })
  await console.post(push(1), BODY)
  expect((await budget(console)).per_minute.left).toBe(999)
  expect((await console.request('/api/profiles/unknown/budget')).status).toBe(404)
})

test('sends beyond the limit of a second wait, recorded as intents', async () => {
  const arrived: number[] = []
  const console = await startOn((request) => {
    if (!isTokenCall(request)) arrived.push(performance.now())
    return afterToken(TOKEN, () => SUCCESS)(request)
  })
  const sends = Array.from({ length: 90 }, (_, n) => console.post(push(n), BODY))
  await expect.poll(() => arrived.length).toBeGreaterThanOrEqual(50)
  const waiting = (await rows(console)).filter(({ state }) => state === 'intent')
  expect(waiting.length).toBeGreaterThan(0)
  expect(waiting[0]).toMatchObject({ outcome: 'not_sent', attempts: [] })

  const responses = await Promise.all(sends)
  expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]))
  expect(arrived.length).toBe(90)
  for (const [i, time] of arrived.entries()) {
    expect(time - (arrived[i - 50] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(1000)
  }
})

test('a send that would wait too long is refused without a record, and its key can be used again', async () => {
  const console = await startOn(afterToken(TOKEN, () => SUCCESS))
  const profile = testProfile(console.upstream.url)
  const places = Array.from({ length: 200 }, () => console.budgets.queue(profile, 'push_follow_up'))
  const key = { 'idempotency-key': 'one' }
  const response = await console.post(push(1), BODY, key)
  expect(response.status).toBe(429)
  const { error, resets_at } = await refusalOf(response)
  expect(error).toBe('rate_limited')
  expect(Date.parse(resets_at ?? '')).toBeGreaterThan(Date.now() + 1000)
  expect(await budget(console)).toMatchObject({ per_second: { left: 0 }, paused_by: 'console' })
  expect(await rows(console)).toEqual([])
  expect(console.upstream.requests).toEqual([])

  for (const place of places) if ('end' in place) place.end()
  expect((await console.post(push(1), BODY, key)).status).toBe(200)
})

test.each([
  ['429 Too Many Requests', '1.5', 1_500],
  ['400 Bad Request', '4', 4_000],
  ['429 Too Many Requests', '1000000', 120_000],
])(
  'a response of %s with a reset of %s stops all calls for that long',
  async (status, reset, ms) => {
    const console = await startOn(afterToken(TOKEN, () => limited(reset, status)))
    const before = Date.now()
    const first = await exchangeOf(
      await console.post(push(1), BODY, { 'idempotency-key': 'first' }),
    )
    expect(first).toMatchObject({ outcome: 'answered', code: 99991400 })
    const { paused_until, paused_by } = await budget(console)
    expect(paused_by).toBe('platform')
    const until = Date.parse(paused_until ?? '')
    expect(until - before).toBeGreaterThanOrEqual(ms)
    expect(until - Date.now()).toBeLessThanOrEqual(ms + 5)
    if (ms < 2000) return
    const refused = await console.post(push(2), BODY)
    expect(refused.status).toBe(429)
    const { error, resets_at } = await refusalOf(refused)
    expect(error).toBe('rate_limited')
    expect(Math.abs(Date.parse(resets_at ?? '') - until)).toBeLessThan(50)
    // The earlier outcome is still returned, and nothing is sent.
    const again = await console.post(push(1), BODY, { 'idempotency-key': 'first' })
    expect(await exchangeOf(again)).toEqual(first)
    expect(console.calls().length).toBe(1)
    expect((await rows(console)).length).toBe(1)
  },
)

test('a short pause is waited for, then the send continues', async () => {
  let behaviour: Behaviour = limited('1.2')
  const console = await startOn(afterToken(TOKEN, () => behaviour))
  await console.post(push(1), BODY)
  behaviour = SUCCESS
  const since = performance.now()
  expect((await console.post(push(2), BODY)).status).toBe(200)
  expect(performance.now() - since).toBeGreaterThan(1000)
})

test('waiting sends end as not sent if the platform asks for a long pause', async () => {
  let behaviour: Behaviour = SUCCESS
  const console = await startOn(afterToken(TOKEN, () => behaviour))
  const first = Array.from({ length: 49 }, (_, n) => console.post(push(n), BODY))
  await Promise.all(first)
  behaviour = limited('60')
  const hit = console.post(push('hit'), BODY)
  await setTimeout(5)
  const waiting = await console.post(push('late'), BODY)
  await hit
  // On a slow machine the second is over, and it is sent before the platform has asked for a pause.
  if (waiting.status === 200) {
    expect((await exchangeOf(waiting)).code).not.toBe(0)
    expect(console.calls().length).toBe(51)
    return
  }
  // Depending on the order, it is refused before it is recorded, or ends while it waits.
  if (waiting.status === 429) expect((await refusalOf(waiting)).error).toBe('rate_limited')
  else {
    expect(waiting.status).toBe(502)
    expect(await exchangeOf(waiting)).toMatchObject({
      outcome: 'not_sent',
      failure: { stage: 'call', kind: 'rate_limited' },
    })
  }
  expect(console.calls().length).toBe(50)
})
