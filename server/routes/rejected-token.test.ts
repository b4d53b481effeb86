import { describe, expect, test } from 'vitest'
import type { Behaviour } from '../testing/fault-server.ts'
import { FAULTS, grantToken, isTokenCall, json } from '../testing/faults.ts'
import type { RawRequest } from '../testing/raw-request.ts'
import { BODY, exchangeOf, PUSH, SUCCESS, startOn, startWith } from '../testing/send.ts'

describe('a rejected token', () => {
  /** Grants t-token-1, t-token-2, … and responds to calls with these tokens by the table. */
  const judgeTokens = (table: Record<string, Behaviour>) => {
    let granted = 0
    return (request: RawRequest): Behaviour =>
      isTokenCall(request)
        ? (table[`grant ${++granted}`] ?? grantToken(`t-token-${granted}`))
        : (table[request.headers.authorization ?? ''] ?? SUCCESS)
  }
  const rejected = (code: number) => json('400 Bad Request', { code, msg: 'Invalid access token' })

  test.each([99991661, 99991663, 99991671])(
    '%i is renewed once and the call repeated once',
    async (code) => {
      const { post, calls } = await startOn(judgeTokens({ 'Bearer t-token-1': rejected(code) }))
      const response = await post(PUSH, BODY)
      expect(response.status).toBe(200)
      const exchange = await exchangeOf(response)
      expect(exchange).toMatchObject({ outcome: 'answered', code: 0, notes: ['token_renewed'] })
      expect(exchange.attempts.map((attempt) => attempt.code)).toEqual([code, 0])
      expect(calls().map((call) => call.body)).toEqual([JSON.stringify(BODY), JSON.stringify(BODY)])
    },
  )

  test('that is rejected again stays rejected', async () => {
    const { post, calls } = await startOn(
      judgeTokens({
        'Bearer t-token-1': rejected(99991663),
        'Bearer t-token-2': rejected(99991663),
      }),
    )
    const exchange = await exchangeOf(await post(PUSH, BODY))
    expect(exchange).toMatchObject({ outcome: 'answered', code: 99991663 })
    expect(exchange.attempts).toHaveLength(2)
    expect(calls()).toHaveLength(2)
  })

  test('leaves the outcome unknown if the repeated call is lost', async () => {
    const { post, calls } = await startOn(
      judgeTokens({ 'Bearer t-token-1': rejected(99991663), 'Bearer t-token-2': FAULTS.truncated }),
    )
    const response = await post(PUSH, BODY)
    expect(response.status).toBe(504)
    expect(await exchangeOf(response)).toMatchObject({
      outcome: 'unknown',
      notes: ['token_renewed'],
    })
    expect(calls()).toHaveLength(2)
  })

  test('that cannot be renewed keeps the platform’s response', async () => {
    const { post, calls } = await startOn(
      judgeTokens({ 'Bearer t-token-1': rejected(99991663), 'grant 2': FAULTS.html_502 }),
    )
    const exchange = await exchangeOf(await post(PUSH, BODY))
    expect(exchange).toMatchObject({
      outcome: 'answered',
      code: 99991663,
      failure: null,
      notes: [],
    })
    expect(exchange.attempts.map((attempt) => attempt.failure?.stage ?? null)).toEqual([
      null,
      'token',
    ])
    expect(calls()).toHaveLength(1)
  })

  test('of many sends at once is renewed once', async () => {
    const { post, upstream, calls } = await startOn(
      judgeTokens({ 'Bearer t-token-1': rejected(99991663) }),
    )
    const ids = Array.from({ length: 20 }, (_, i) => `om_${i}`)
    const responses = await Promise.all(
      ids.map((id) => post(`/api/messages/${id}/push_follow_up`, BODY)),
    )
    const codes = await Promise.all(responses.map(async (each) => (await exchangeOf(each)).code))
    expect(codes).toEqual(ids.map(() => 0))
    expect(upstream.requests.filter(isTokenCall)).toHaveLength(2)
    expect(calls()).toHaveLength(40)
  })

  test.each([99991664, 99991668, 99991672, 99991400])(
    'is not what %i means: no repeat',
    async (code) => {
      const { post, calls } = await startWith(rejected(code))
      expect(await exchangeOf(await post(PUSH, BODY))).toMatchObject({ code, notes: [] })
      expect(calls()).toHaveLength(1)
    },
  )
})
