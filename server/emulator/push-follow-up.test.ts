import { expect, test } from 'vitest'
import { createTestClock, START, startForTest } from './test-client.ts'
import { bubble } from './test-push.ts'

const pathTo = (message_id: string) => `/open-apis/im/v1/messages/${message_id}/push_follow_up`

/** An emulator, a token, and a push to the seeded message that would be answered with a code. */
async function start(clock = createTestClock()) {
  const client = await startForTest({ clock: clock.read })
  const token = await client.token()
  const find = async (code: number) => {
    const { demonstrations } = await client.state()
    const found = demonstrations.find(({ expected_code }) => expected_code === code)
    if (!found) throw new Error(`no seeded message is answered ${code}`)
    return found.message_id
  }
  const push = (message_id: string, body: unknown = bubble('查看进度')) =>
    client.call('POST', pathTo(message_id), { token, body })
  return { ...client, token, find, push }
}

test('a push gives the message its bubbles and is answered with empty data', async () => {
  const { find, push, state } = await start()
  const message_id = await find(0)
  const body = bubble('查看进度', [{ language: 'en_us', content: 'Show progress' }])
  expect(await push(message_id, body)).toMatchObject({
    status: 200,
    code: 0,
    msg: 'success',
    data: {},
  })
  const { messages } = await state()
  expect(messages.find((message) => message.message_id === message_id)).toMatchObject({
    follow_ups: body.follow_ups,
    shows_bubbles: true,
  })
})

test('a second push to the same message is refused, and the first bubbles stay', async () => {
  const { find, push, state } = await start()
  const message_id = await find(0)
  await push(message_id, bubble('first'))
  expect(await push(message_id, bubble('second'))).toMatchObject({ status: 400, code: 230008 })
  const { messages } = await state()
  expect(messages.find((message) => message.message_id === message_id)?.follow_ups).toEqual([
    { content: 'first', i18n_contents: [] },
  ])
})

test.each([
  [230002, 'expired message.'],
  [230003, 'only support p2p chat.'],
  [230004, 'invisible message.'],
  [230005, 'user is not visible to bot.'],
  [230006, 'only support latest message.'],
  [230008, 'follow up already exist.'],
])('%i arises from a seeded message: %s', async (code, msg) => {
  const { find, push } = await start()
  const answer = await push(await find(code))
  expect(answer).toMatchObject({ status: 400, code, msg })
  expect(answer.data).toBeUndefined()
  expect(answer.error?.troubleshooter).toContain(`&code=${code}`)
})

test.each([
  [230001, { follow_ups: [] }, 'Your request contains an invalid request parameter.'],
  [230007, bubble(' '), 'invalid follow up.'],
  [99992402, {}, 'field validation failed'],
  [9499, '{"follow_ups":', 'bad request'],
])('%i arises from the body %j', async (code, body, msg) => {
  const { find, push } = await start()
  expect(await push(await find(0), body)).toMatchObject({ status: 400, code, msg })
})

test('a message takes bubbles for 600 s and not a moment longer', async () => {
  const clock = createTestClock()
  const { find, push, state } = await start(clock)
  const message_id = await find(0)
  const { demonstrations } = await state()
  const sent = demonstrations.find((seeded) => seeded.message_id === message_id)
  clock.advance((sent?.create_time_ms ?? 0) + 600_001 - START)
  expect(await push(message_id)).toMatchObject({ code: 230002 })
  clock.advance(-1)
  expect(await push(message_id)).toMatchObject({ code: 0 })
})

test("the bot's next message makes the one before it too old to take bubbles, and hides its bubbles", async () => {
  const { call, find, push, state, token } = await start()
  const message_id = await find(0)
  await push(message_id)
  const { messages } = await state()
  const chat_id = messages.find((message) => message.message_id === message_id)?.chat_id
  const body = { receive_id: chat_id, msg_type: 'text', content: '{"text":"next"}' }
  await call('POST', '/open-apis/im/v1/messages?receive_id_type=chat_id', { token, body })
  expect(await push(message_id)).toMatchObject({ code: 230006 })
  const after = await state()
  expect(after.messages.find((message) => message.message_id === message_id)).toMatchObject({
    shows_bubbles: false,
  })
})

test('of twenty pushes at once exactly one succeeds', async () => {
  const { find, push } = await start()
  const message_id = await find(0)
  const answers = await Promise.all(Array.from({ length: 20 }, () => push(message_id)))
  const codes = answers.map(({ code }) => code).sort((a, b) => a - b)
  expect(codes).toEqual([0, ...Array(19).fill(230008)])
})

test('each request has an id of Beijing time, which its refusal repeats', async () => {
  const { push } = await start()
  const { headers, error } = await push('om_nowhere')
  expect(headers.get('x-tt-logid')).toMatch(/^20261122120000[0-9A-F]{20}$/)
  expect(error?.log_id).toBe(headers.get('x-tt-logid'))
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/)
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
})
