import { describe, expect, onTestFinished, test } from 'vitest'
import { messageWithFollowUpsSchema } from '#contract/create-message'
import { deliveriesSchema } from '#contract/deliveries/delivery'
import { emulatorStateSchema } from '#contract/emulator/state'
import { exchangesSchema } from '#contract/exchanges'
import { LIMITS } from '#contract/limits'
import { createEmulator } from '../emulator/emulator.ts'
import type { Behaviour } from '../testing/fault-server.ts'
import { afterToken, FAULTS, json } from '../testing/faults.ts'
import { refusalOf, SUCCESS, startOn, TOKEN } from '../testing/send.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'

const PATH = '/api/messages_with_follow_ups'
const TO = { receive_id_type: 'open_id', receive_id: 'ou_somebody' } as const
const FOLLOW_UPS = [{ content: '查看物流' }]
const BODY = { ...TO, text: '您好', follow_ups: FOLLOW_UPS }
const CREATED = json('200 OK', { code: 0, msg: 'success', data: { message_id: 'om_new' } })
const refused = (code: number) => json('400 Bad Request', { code, msg: 'no' })

async function resultOf(response: Response) {
  return messageWithFollowUpsSchema.parse(await response.json())
}

/** A console on a platform with these responses to the two calls. */
function startBetween(create: Behaviour, push: Behaviour = SUCCESS, deadlineMs?: number) {
  return startOn(
    (request) =>
      afterToken(TOKEN, () => (request.path.endsWith('/push_follow_up') ? push : create))(request),
    deadlineMs,
  )
}

async function startOnEmulator() {
  const emulator = await createEmulator({ host: '127.0.0.1', port: 0, allowedEventHosts: [] })
  const profile = testProfile(emulator.url, {
    id: 'emulator',
    brand: 'emulator',
    app_id: 'cli_0123456789abcdef',
    app_secret: 'emulator-secret',
  })
  const console = createTestConsole([profile])
  onTestFinished(async () => {
    await console.close()
    await emulator.close()
  })
  const state = async () =>
    emulatorStateSchema.parse(await (await console.request('/api/emulator/state')).json())
  return { ...console, state }
}

test('sends a message and its bubbles with one request, as two entries of the history', async () => {
  const console = await startOnEmulator()
  const { default_receiver } = await console.state()
  const body = { ...default_receiver, text: '您好', follow_ups: FOLLOW_UPS }
  const response = await console.post(PATH, body, { 'idempotency-key': 'one' })
  expect(response.status).toBe(200)
  const { create, push } = await resultOf(response)
  expect(create).toMatchObject({ endpoint: 'create_message', code: 0, idempotency_key: 'one' })
  expect(push).toMatchObject({
    endpoint: 'push_follow_up',
    code: 0,
    message_id: create.message_id,
    idempotency_key: 'one:push',
    body: JSON.stringify({ follow_ups: FOLLOW_UPS }),
  })
  const history = exchangesSchema.parse(await (await console.request('/api/exchanges')).json())
  expect(history.exchanges.map(({ id }) => id)).toEqual([push?.id, create.id])
  const { deliveries } = deliveriesSchema.parse(
    await (await console.request('/api/deliveries')).json(),
  )
  expect(deliveries).toMatchObject([
    {
      state: 'sent',
      recipient: default_receiver,
      create: { id: create.id },
      push: { id: push?.id },
    },
  ])
  const shown = (await console.state()).chats
    .flatMap(({ messages }) => messages)
    .find(({ message_id }) => message_id === create.message_id)
  expect(shown?.follow_ups).toMatchObject(FOLLOW_UPS)
})

test.each([
  ['post', { zh_cn: { title: '物流', content: [[{ tag: 'text', text: '已发货' }]] } }],
  ['interactive', { schema: '2.0', body: { elements: [{ tag: 'markdown', content: '**好**' }] } }],
  ['text', { text: '您好' }],
])(
  'a message of the type %s goes to the platform as it is, as an object or as JSON text',
  async (msg_type, content) => {
    const console = await startOnEmulator()
    const { default_receiver } = await console.state()
    const asText = JSON.stringify(content, null, 2)
    for (const given of [content, asText]) {
      const body = { ...default_receiver, msg_type, content: given, follow_ups: FOLLOW_UPS }
      const { create, push } = await resultOf(await console.post(PATH, body))
      expect(push).toMatchObject({ code: 0 })
      expect(JSON.parse(create.body)).toMatchObject({
        msg_type,
        content: typeof given === 'string' ? given : JSON.stringify(given),
      })
    }
    const alone = { ...default_receiver, msg_type, content }
    const response = await console.post('/api/messages', alone)
    expect(await response.json()).toMatchObject({ endpoint: 'create_message', code: 0 })
  },
)

test('the same key sends nothing twice, and is refused for another request', async () => {
  const console = await startOnEmulator()
  const { default_receiver } = await console.state()
  const body = { ...default_receiver, text: '您好', follow_ups: FOLLOW_UPS }
  const key = { 'idempotency-key': 'k'.repeat(128) }
  const both = await Promise.all([console.post(PATH, body, key), console.post(PATH, body, key)])
  const [one, two] = await Promise.all(both.map(resultOf))
  expect(two).toEqual(one)
  expect(await resultOf(await console.post(PATH, body, key))).toEqual(one)
  for (const change of [{ text: '再见' }, { follow_ups: [{ content: '别的' }] }, { uuid: 'u' }]) {
    const other = await console.post(PATH, { ...body, ...change }, key)
    expect(other.status).toBe(422)
    expect((await refusalOf(other)).issues).toMatchObject([{ path: 'Idempotency-Key' }])
  }
  const history = exchangesSchema.parse(await (await console.request('/api/exchanges')).json())
  expect(history.exchanges.length).toBe(2)
})

test('a message of unknown outcome is created at most once by its uuid, and then gets its bubbles', async () => {
  const console = await startOnEmulator()
  const { default_receiver } = await console.state()
  const body = { ...default_receiver, text: '您好', follow_ups: FOLLOW_UPS, uuid: 'press-1' }
  const first = await resultOf(await console.post(PATH, body))
  const second = await resultOf(await console.post(PATH, body))
  expect(second.create.id).not.toBe(first.create.id)
  expect(second.create.message_id).toBe(first.create.message_id)
  expect(second.push).toMatchObject({ code: 230008 })
})

describe('pushes nothing if the message is not created:', () => {
  test.each([
    ['refused', refused(230013), 200, { outcome: 'answered', code: 230013 }],
    ['lost', FAULTS.reset_before_headers, 504, { outcome: 'unknown' }],
    ['unreadable', FAULTS.html_502, 504, { outcome: 'unknown' }],
    ['made without an id', SUCCESS, 200, { outcome: 'answered', code: 0, message_id: null }],
  ])('%s', async (_, behaviour, status, outcome) => {
    const console = await startBetween(behaviour)
    const response = await console.post(PATH, BODY)
    expect(response.status).toBe(status)
    const { create, push } = await resultOf(response)
    expect(create).toMatchObject(outcome)
    expect(push).toBeNull()
    expect(console.calls().length).toBe(1)
  })

  test('no token', async () => {
    const console = await startOn(() => json('200 OK', { code: 10014, msg: 'app secret invalid' }))
    const response = await console.post(PATH, BODY)
    expect(response.status).toBe(200)
    expect(await resultOf(response)).toMatchObject({
      create: { outcome: 'token_refused', code: 10014 },
      push: null,
    })
  })

  test('no connection', async () => {
    const console = await startBetween(CREATED)
    await console.upstream.refuse()
    const response = await console.post(PATH, BODY)
    expect(response.status).toBe(502)
    expect(await resultOf(response)).toMatchObject({ create: { outcome: 'not_sent' }, push: null })
  })
})

describe('returns the message if its bubbles fail:', () => {
  test.each([
    ['refused', refused(230006), 200, { outcome: 'answered', code: 230006 }],
    ['lost', FAULTS.reset_before_headers, 504, { outcome: 'unknown' }],
  ])('%s', async (_, behaviour, status, outcome) => {
    const console = await startBetween(CREATED, behaviour)
    const response = await console.post(PATH, BODY)
    expect(response.status).toBe(status)
    const { create, push } = await resultOf(response)
    expect(create).toMatchObject({ outcome: 'answered', code: 0, message_id: 'om_new' })
    expect(push).toMatchObject({ ...outcome, message_id: 'om_new' })
  })

  test('a concurrent push to the message is reported', async () => {
    let release = () => {}
    const until = new Promise<void>((resolve) => {
      release = resolve
    })
    const console = await startBetween(CREATED, { ...SUCCESS, until })
    const other = console.post('/api/messages/om_new/push_follow_up', { follow_ups: FOLLOW_UPS })
    await expect.poll(() => console.calls().length).toBe(1)
    const response = await console.post(PATH, BODY)
    release()
    await other
    expect(response.status).toBe(409)
    expect(await resultOf(response)).toMatchObject({
      create: { code: 0 },
      push: null,
      push_refusal: { error: 'in_flight' },
    })
  })

  test('the message is not sent if pushes have to wait', async () => {
    const limited = json(
      '429 Too Many Requests',
      { code: 99991400, msg: 'request trigger frequency limit' },
      'x-ogw-ratelimit-reset: 30\r\n',
    )
    const console = await startBetween(CREATED, limited)
    await console.post('/api/messages/om_a/push_follow_up', { follow_ups: FOLLOW_UPS })
    const response = await console.post(PATH, BODY)
    expect(response.status).toBe(429)
    expect((await refusalOf(response)).error).toBe('rate_limited')
    expect(console.calls().length).toBe(1)
    // A message alone has its own budget.
    const { receive_id_type, receive_id, text } = BODY
    const alone = await console.post('/api/messages', { receive_id_type, receive_id, text })
    expect(alone.status).toBe(200)
  })
})

describe('refuses an invalid body with its paths, and sends nothing:', () => {
  const big = { x: 'x'.repeat(LIMITS.messageContent.post) }
  const long = { text: '长'.repeat(LIMITS.messageContent.text / 3) }
  test.each([
    ['no bubbles', { ...BODY, follow_ups: [] }, ['follow_ups']],
    ['an empty bubble', { ...BODY, follow_ups: [{ content: '' }] }, ['follow_ups.0.content']],
    ['no text', { ...BODY, text: ' ' }, ['text']],
    ['a long uuid', { ...BODY, uuid: 'u'.repeat(51) }, ['uuid']],
    ['an unknown field', { ...BODY, texts: [] }, ['texts']],
    ['both spellings', { ...BODY, msg_type: 'text', content: { text: 'x' } }, ['text']],
    ['a type without content', { ...TO, msg_type: 'post', follow_ups: FOLLOW_UPS }, ['content']],
    [
      'an unknown type',
      { ...TO, msg_type: 'image', content: {}, follow_ups: FOLLOW_UPS },
      ['msg_type'],
    ],
    [
      'content that is no JSON',
      { ...TO, msg_type: 'post', content: '{', follow_ups: FOLLOW_UPS },
      ['content'],
    ],
    [
      'content that is a list',
      { ...TO, msg_type: 'post', content: '[]', follow_ups: FOLLOW_UPS },
      ['content'],
    ],
    [
      'a text without text',
      { ...TO, msg_type: 'text', content: { txt: 'x' }, follow_ups: FOLLOW_UPS },
      ['content'],
    ],
    [
      'a card over 30 KB',
      { ...TO, msg_type: 'interactive', content: big, follow_ups: FOLLOW_UPS },
      ['content'],
    ],
    [
      'a text over 150 KB',
      { ...TO, msg_type: 'text', content: long, follow_ups: FOLLOW_UPS },
      ['content'],
    ],
  ])('%s', async (_, body, paths) => {
    const console = await startBetween(CREATED)
    const response = await console.post(PATH, body)
    expect(response.status).toBe(422)
    const { issues } = await refusalOf(response)
    expect(issues.map(({ path }) => path)).toEqual(paths)
    for (const { message } of issues) expect(message).not.toMatch(/^[a-z_]+$/)
    expect(console.upstream.requests).toEqual([])
  })

  test('with send_anyway only the message is validated, not its bubbles', async () => {
    const console = await startBetween(CREATED, refused(230001))
    const anything = { follow_ups: [{ content: '' }, 7, { x: null }] }
    const { push } = await resultOf(
      await console.post(`${PATH}?send_anyway=1`, { ...BODY, ...anything }),
    )
    expect(push).toMatchObject({ code: 230001, body: JSON.stringify(anything) })
    const refusal = await console.post(`${PATH}?send_anyway=1`, { ...BODY, text: '' })
    expect(refusal.status).toBe(422)
  })
})
