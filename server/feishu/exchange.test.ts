import { describe, expect, test } from 'vitest'
import { testProfile } from '../testing/test-console.ts'
import type { CallRecord } from './call.ts'
import { type ExchangeOrder, type PlatformCall, performExchange } from './exchange.ts'
import { createMessage, pushFollowUp, recallMessage } from './message-calls.ts'
import type { RateTicket, RateWait } from './rate-queue.ts'
import type { TokenResult } from './tenant-access-token.ts'
import { notCalled } from './token-requests.ts'
import type { UpstreamRequest, UpstreamResult } from './upstream.ts'

const SECRET = 'secret-of-the-test-app'
const PROFILE = testProfile('https://open.feishu.cn')
const PASTED = {
  ...PROFILE,
  credential: { kind: 'pasted_token' as const, tenant_access_token: 't-one', expired: false },
}
const NOW = Date.parse('2026-11-22T08:00:00.000Z')

const answer = (code: number, more: object = {}): UpstreamResult => ({
  failure: null,
  sent: true,
  response: {
    http_status: code === 0 ? 200 : 400,
    headers: { 'content-type': 'application/json' },
    bytes: Buffer.from(JSON.stringify({ code, ...more })),
    truncated: false,
  },
  started_at_ms: NOW,
  duration_ms: 1,
})

const token = (value: string): TokenResult => ({ ok: true, token: value })

/** Performs an exchange whose calls get these answers, with these tokens one after the other. */
async function perform({
  answers = [answer(0)],
  tokens = [token('t-one'), token('t-two')],
  call = pushFollowUp('om_a', '{"a":1}'),
  profile = PROFILE as Parameters<typeof performExchange>[1],
  wait = 'go' as RateWait,
  slot = undefined as ExchangeOrder['slot'] | undefined,
  ...more
}: {
  answers?: UpstreamResult[]
  tokens?: TokenResult[]
  call?: PlatformCall
  profile?: Parameters<typeof performExchange>[1]
  wait?: RateWait
  slot?: ExchangeOrder['slot']
} & Partial<ExchangeOrder> = {}) {
  const steps: string[] = []
  const requests: UpstreamRequest[] = []
  let ms = 0
  const ticket = (name: string): RateTicket => ({
    wait: async () => wait,
    isFree: () => true,
    depart: () => void steps.push(`${name} departs`),
    end: () => void steps.push(`${name} ends`),
  })
  const exchange = await performExchange(
    {
      upstream: {
        async call(request) {
          requests.push(request)
          steps.push('call')
          ms += 20
          return answers.shift() ?? answer(0)
        },
        close: async () => {},
      },
      tokens: {
        get: async () => tokens.shift() ?? token('t-last'),
        has: () => true,
        secrets: () => [SECRET],
        invalidate: (_, value) => void steps.push(`invalidate ${value}`),
        forget: () => {},
        resendTicket: async () => null,
      },
      clock: { wall: () => NOW, monotonic: () => ms },
      budgets: {
        queue(key, endpoint) {
          steps.push(`queue ${key.app_id} ${endpoint}`)
          return ticket('next')
        },
        take: async () => 'go',
        observe: (_, endpoint, record) =>
          void steps.push(`observe ${endpoint} ${record.reply.answered && record.reply.code}`),
        read: () => ({}) as never,
      },
    },
    profile,
    call,
    {
      id: 'x',
      actor: 'local',
      attempt_of: null,
      delivery: null,
      idempotency_key: 'k',
      started_at_ms: NOW,
      slot: slot ?? ticket('first'),
      beforeCall: async ({ headers, body }) =>
        void steps.push(`before ${headers.authorization} ${body}`),
      ...more,
    },
  )
  return { exchange, steps, requests }
}

describe('a call of the platform', () => {
  test('has the token, waits for its slot, and is announced before it leaves', async () => {
    const { exchange, steps, requests } = await perform()
    expect(requests).toEqual([
      {
        method: 'POST',
        url: new URL('https://open.feishu.cn/open-apis/im/v1/messages/om_a/push_follow_up'),
        headers: {
          authorization: 'Bearer t-one',
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'follow-up-console',
        },
        body: '{"a":1}',
      },
    ])
    expect(steps).toEqual([
      'before Bearer t-on…(redacted) {"a":1}',
      'first departs',
      'call',
      'observe push_follow_up 0',
      'first ends',
    ])
    expect(exchange).toMatchObject({
      ...{ id: 'x', actor: 'local', idempotency_key: 'k', profile: 'feishu', message_id: 'om_a' },
      ...{ endpoint: 'push_follow_up', outcome: 'answered', code: 0, body: '{"a":1}' },
      ...{ started_at: '2026-11-22T08:00:00.000Z', duration_ms: 20, notes: [] },
    })
    expect(exchange.attempts).toHaveLength(1)
  })

  test('has no body if there is none', async () => {
    const { requests } = await perform({ call: recallMessage('om_a') })
    expect(requests).toMatchObject([{ method: 'DELETE', body: null }])
  })

  test.each([
    ['the slot was taken meanwhile', { wait: { wait_until: NOW + 5000 } }],
    ['there was no slot', { slot: { wait_until: NOW + 5000 } }],
  ])('is not made if %s', async (_, given) => {
    const { exchange, steps, requests } = await perform(given)
    expect(requests).toEqual([])
    expect(steps.filter((step) => /before|departs/.test(step))).toEqual([])
    expect(exchange).toMatchObject({
      outcome: 'not_sent',
      failure: { stage: 'call', kind: 'rate_limited', detail: '2026-11-22T08:00:05.000Z' },
      response: null,
      attempts: [{ started_at: '2026-11-22T08:00:00.000Z', duration_ms: 0 }],
    })
  })

  test('is not made if what comes before it fails, and its slot is released', async () => {
    const ended: string[] = []
    const slot: RateTicket = {
      ...{ wait: async () => 'go', isFree: () => true },
      ...{ depart: () => void ended.push('departs'), end: () => void ended.push('ends') },
    }
    const failing = perform({ slot, beforeCall: () => Promise.reject(new Error('full')) })
    await expect(failing).rejects.toThrow('full')
    expect(ended).toEqual(['ends'])
  })

  test('is not made without a token', async () => {
    const clock = { wall: () => NOW, monotonic: () => 0 }
    const missing = notCalled(clock, PROFILE.base_url, 'no_secret', 'app_secret')
    const { exchange, steps } = await perform({ tokens: [missing] })
    expect(steps).toEqual([])
    expect(exchange).toMatchObject({ outcome: 'not_sent', failure: { kind: 'no_secret' } })
  })
})

describe('a rejected token', () => {
  test.each([99991661, 99991663, 99991671])(
    'with %i is renewed once, and the call is repeated in the next slot without a second announcement',
    async (code) => {
      const { exchange, steps, requests } = await perform({ answers: [answer(code), answer(0)] })
      expect(requests.map(({ headers }) => headers.authorization)).toEqual([
        'Bearer t-one',
        'Bearer t-two',
      ])
      expect(steps.slice(3)).toEqual([
        `observe push_follow_up ${code}`,
        'first ends',
        'invalidate t-one',
        'queue cli_test push_follow_up',
        'next departs',
        'call',
        'observe push_follow_up 0',
        'next ends',
      ])
      expect(exchange).toMatchObject({ code: 0, notes: ['token_renewed'], duration_ms: 40 })
      expect(exchange.attempts.map((one) => one.code)).toEqual([code, 0])
    },
  )

  test('is renewed once only', async () => {
    const { exchange, requests } = await perform({ answers: [answer(99991663), answer(99991663)] })
    expect(requests).toHaveLength(2)
    expect(exchange).toMatchObject({ code: 99991663, notes: ['token_renewed'] })
  })

  test.each([0, 230001, 99991662, 99991664, 99991672])('is not what %i means', async (code) => {
    const { exchange, requests, steps } = await perform({ answers: [answer(code)] })
    expect(requests).toHaveLength(1)
    expect(steps).not.toContain('invalidate t-one')
    expect(exchange).toMatchObject({ code, notes: [] })
  })

  test('that was pasted is not renewed', async () => {
    const { exchange, steps } = await perform({ answers: [answer(99991663)], profile: PASTED })
    expect(steps).not.toContain('invalidate t-one')
    expect(exchange).toMatchObject({ code: 99991663, notes: [] })
  })

  test('is given up, but the call not repeated while the console stops', async () => {
    const { exchange, steps, requests } = await perform({
      answers: [answer(99991663)],
      mayRepeat: () => false,
    })
    expect(steps.at(-1)).toBe('invalidate t-one')
    expect(requests).toHaveLength(1)
    expect(exchange).toMatchObject({ code: 99991663, notes: [] })
  })

  test('stays the result if the renewal fails, which is reported after it', async () => {
    const clock = { wall: () => NOW, monotonic: () => 0 }
    const failed = notCalled(clock, PROFILE.base_url, 'no_secret', 'app_secret')
    const { exchange } = await perform({
      answers: [answer(99991663)],
      tokens: [token('t-one'), failed],
    })
    expect(exchange).toMatchObject({ outcome: 'answered', code: 99991663, notes: [] })
    expect(exchange.attempts.map(({ failure, code }) => failure?.kind ?? code)).toEqual([
      99991663,
      'no_secret',
    ])
  })

  test('is not tried again if the new one is the same', async () => {
    const { requests, exchange } = await perform({
      answers: [answer(99991663)],
      tokens: [token('t-one'), token('t-one')],
    })
    expect(requests).toHaveLength(1)
    expect(exchange.attempts).toHaveLength(1)
  })
})

describe('the calls of messages', () => {
  const TO = { receive_id_type: 'open_id', receive_id: 'ou_1' } as const

  test('a new message has its content as a JSON text', () => {
    const call = createMessage({ ...TO, text: 'a "b"' }, 'u1')
    expect(call).toMatchObject({
      endpoint: 'create_message',
      method: 'POST',
      path: '/open-apis/im/v1/messages?receive_id_type=open_id',
    })
    expect(JSON.parse(call.body)).toEqual({
      ...{ receive_id: 'ou_1', msg_type: 'text', content: '{"text":"a \\"b\\""}', uuid: 'u1' },
    })
    const card = { ...TO, msg_type: 'interactive' as const, content: { header: {} } }
    expect(JSON.parse(createMessage(card, 'u2').body)).toEqual({
      ...{ receive_id: 'ou_1', msg_type: 'interactive', content: '{"header":{}}', uuid: 'u2' },
    })
  })

  const idOf = (json: object, answered = true) =>
    createMessage({ ...TO, text: 'a' }, 'u').messageId({
      reply: { answered, code: 0, ...json, json },
    } as unknown as CallRecord)

  test.each([
    [{ code: 0, data: { message_id: 'om_new' } }, 'om_new'],
    [{ code: 1, data: { message_id: 'om_new' } }, null],
    [{ code: 0, data: { message_id: 'new' } }, null],
    [{ code: 0, data: { message_id: 7 } }, null],
    [{ code: 0, data: { message_id: ['om_new'] } }, null],
    [{ code: 0, data: {} }, null],
    [{ code: 0, data: 'om_new' }, null],
    [{ code: 0, data: null }, null],
    [{ code: 0 }, null],
  ])('after %j the message is %s', (json, message_id) => {
    expect(idOf(json)).toBe(message_id)
    expect(idOf(json, false)).toBeNull()
  })

  test('bubbles and a recall are for the message that they name', () => {
    const push = pushFollowUp('om_a', '{ }')
    expect({ ...push, messageId: push.messageId({} as CallRecord) }).toEqual({
      endpoint: 'push_follow_up',
      method: 'POST',
      path: '/open-apis/im/v1/messages/om_a/push_follow_up',
      body: '{ }',
      messageId: 'om_a',
    })
    const recall = recallMessage('om_a')
    expect({ ...recall, messageId: recall.messageId({} as CallRecord) }).toEqual({
      endpoint: 'recall_message',
      method: 'DELETE',
      path: '/open-apis/im/v1/messages/om_a',
      body: '',
      messageId: 'om_a',
    })
  })
})
