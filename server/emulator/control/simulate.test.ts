import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import {
  appResponseSchema,
  assumptionsResponseSchema,
  messageResponseSchema,
  readResponseSchema,
  userResponseSchema,
} from '#contract/emulator/control'
import { createTenant } from '../testing/tenant.ts'

const BUBBLES = {
  follow_ups: [
    {
      content: '查看进度',
      i18n_contents: [
        { language: 'en_us', content: 'Show progress' },
        { language: 'ja_jp', content: '進捗を見る' },
      ],
    },
    { content: '取消' },
  ],
}

const eventSchema = z.strictObject({
  schema: z.literal('2.0'),
  header: z.strictObject({
    event_id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
    event_type: z.literal('im.message.receive_v1'),
    create_time: z.string().check(z.regex(/^\d{13}$/)),
    app_id: z.string(),
    tenant_key: z.string(),
  }),
  event: z.strictObject({
    sender: z.strictObject({
      sender_id: z.strictObject({
        union_id: z.string().check(z.startsWith('on_')),
        user_id: z.optional(z.string()),
        open_id: z.string().check(z.startsWith('ou_')),
      }),
      sender_type: z.literal('user'),
      tenant_key: z.string(),
    }),
    message: z.strictObject({
      message_id: z.string(),
      root_id: z.optional(z.string()),
      parent_id: z.optional(z.string()),
      create_time: z.string(),
      update_time: z.string(),
      chat_id: z.string(),
      chat_type: z.enum(['p2p', 'group']),
      message_type: z.string(),
      content: z.string(),
      user_agent: z.optional(z.string()),
    }),
  }),
})

/** Starts a tenant with bubbles under the bot's latest message to the default receiver. */
async function start() {
  const tenant = await createTenant()
  const { ask, control, send, state, user_id } = tenant
  const { message_id } = await send()
  await ask('POST', `/im/v1/messages/${message_id}/push_follow_up`, BUBBLES)
  const clicks = `/users/${user_id}/clicks`
  return {
    ...tenant,
    message_id,
    click: async (index: number) =>
      (await control('POST', clicks, { message_id, index }, messageResponseSchema)).message,
    refuseClick: (index: number, id = message_id) =>
      tenant.controlRefusal('POST', clicks, { message_id: id, index }),
    speak: (language: string) =>
      control('PATCH', `/users/${user_id}`, { language }, userResponseSchema),
    events: async () => (await state()).events.map(({ event }) => eventSchema.parse(event)),
  }
}

describe('a click', () => {
  test("sends the text in the user's language as the user's message and removes the bubbles", async () => {
    const { click, look, message_id, speak, user_id } = await start()
    expect((await look(message_id)).bubbles).toEqual(['查看进度', '取消'])
    await speak('ja_jp')
    expect((await look(message_id)).bubbles).toEqual(['進捗を見る', '取消'])
    const sent = await click(0)
    expect(sent).toMatchObject({
      sender: { sender_type: 'user', id: user_id },
      msg_type: 'text',
      content: '{"text":"進捗を見る"}',
      text: '進捗を見る',
    })
    expect(await look(message_id)).toMatchObject({ shows_bubbles: false, bubbles: [] })
  })

  test('reaches the bot as a message without any mark of a click', async () => {
    const { click, events, hear } = await start()
    const clicked = await click(1)
    await hear('取消')
    const [first, second, ...others] = await events()
    expect(others).toEqual([])
    expect(first?.event.message).toMatchObject({
      message_id: clicked.message_id,
      chat_type: 'p2p',
      message_type: 'text',
      content: '{"text":"取消"}',
    })
    const shape = (event: typeof first) => Object.keys(event?.event.message ?? {})
    expect(shape(first)).toEqual(shape(second))
  })

  test('is rejected if the bubbles are gone or never existed', async () => {
    const { click, refuseClick, hear } = await start()
    expect(await refuseClick(2)).toMatchObject({
      status: 422,
      issues: [{ path: 'index', message: 'The last bubble has index 1.' }],
    })
    const { message_id } = await click(0)
    const gone = { path: 'message_id', message: 'The bubbles of this message are gone.' }
    expect(await refuseClick(0)).toMatchObject({ status: 422, error: 'invalid', issues: [gone] })
    const none = { path: 'message_id', message: 'This message has no bubbles.' }
    expect(await refuseClick(0, message_id)).toMatchObject({ status: 422, issues: [none] })
    await hear()
    expect((await refuseClick(0)).status).toBe(422)
  })

  test('is rejected for a user who is not in the chat', async () => {
    const { controlRefusal, message_id, users, user_id } = await start()
    const other = users.find(({ open_id }) => open_id !== user_id)
    const path = `/users/${other?.open_id}/clicks`
    expect(await controlRefusal('POST', path, { message_id, index: 0 })).toMatchObject({
      status: 422,
      issues: [{ path: 'message_id' }],
    })
  })

  test.each([
    [{ click_message_type: 'post' }, { msg_type: 'post' }, { message_type: 'post' }],
    [{ click_message_type: 'text' }, { msg_type: 'text' }, { message_type: 'text' }],
  ])('%j decides the type of its message', async (assumed, message, event) => {
    const { click, control, events } = await start()
    await control('POST', '/assumptions', assumed, assumptionsResponseSchema)
    const sent = await click(0)
    expect(sent).toMatchObject(message)
    expect(sent.content).toContain('查看进度')
    expect((await events())[0]?.event.message).toMatchObject(event)
  })

  test.each([
    ['none', false],
    ['parent_id', true],
  ])('click_marker = %s decides whether it refers to the message', async (click_marker, marked) => {
    const { click, control, events, message_id } = await start()
    await control('POST', '/assumptions', { click_marker }, assumptionsResponseSchema)
    expect((await click(0)).parent_id === message_id).toBe(marked)
    expect((await events())[0]?.event.message.parent_id === message_id).toBe(marked)
  })
})

describe('a message of a user', () => {
  test('reaches the bot as the documented event', async () => {
    const { clock, events, hear, user_id, state } = await createTenant().then(async (tenant) => ({
      ...tenant,
      events: async () => (await tenant.state()).events,
    }))
    const message = await hear('你好')
    const [logged] = await events()
    const { tenant_key } = await state()
    const event = eventSchema.parse(logged?.event)
    expect(event).toMatchObject({
      // As seen live: about 200 ms after its message.
      header: {
        app_id: 'cli_0123456789abcdef',
        tenant_key,
        create_time: String(clock.read() + 200),
      },
      event: {
        sender: { sender_id: { open_id: user_id }, tenant_key },
        message: { message_id: message.message_id, content: '{"text":"你好"}' },
      },
    })
    expect(event.event.sender.sender_id.user_id).toBeUndefined()
    expect(logged).toMatchObject({
      event_id: event.header.event_id,
      app_id: 'cli_0123456789abcdef',
    })
  })

  test('in a group reaches a bot with the scope for all messages of groups', async () => {
    const { control, group, state } = await createTenant()
    const path = `/users/${group.open_ids[0]}/messages`
    const write = () =>
      control('POST', path, { chat_id: group.chat_id, text: 'x' }, messageResponseSchema)
    await write()
    expect((await state()).events).toHaveLength(1)
    const scopes = ['im:message', 'im:message.p2p_msg:readonly']
    await control('PATCH', '/apps/cli_0123456789abcdef', { scopes }, appResponseSchema)
    await write()
    expect((await state()).events).toHaveLength(1)
  })

  test.each([[{ scopes: ['im:message'] }], [{ enabled: false }], [{ bot_enabled: false }]])(
    'is not sent to a bot with %j',
    async (change) => {
      const { control, hear, state } = await createTenant()
      await control('PATCH', '/apps/cli_0123456789abcdef', change, appResponseSchema)
      await hear()
      expect((await state()).events).toEqual([])
    },
  )

  test('holds the user_id for an app with the scope for it', async () => {
    const { control, hear, state, users, user_id } = await createTenant()
    const scopes = ['im:message.p2p_msg', 'contact:user.employee_id:readonly']
    await control('PATCH', '/apps/cli_0123456789abcdef', { scopes }, appResponseSchema)
    await hear()
    const event = eventSchema.parse((await state()).events[0]?.event)
    const user = users.find(({ open_id }) => open_id === user_id)
    expect(event.event.sender.sender_id.user_id).toBe(user?.user_id)
  })
})

describe('a message of a bot', () => {
  test('removes the bubbles of its own chat only', async () => {
    const { control, look, message_id, user_id } = await start()
    const write = (app_id: string, body: object) =>
      control('POST', `/bots/${app_id}/messages`, body, messageResponseSchema)
    const { message } = await write('cli_13579bdf02468ace', { open_id: user_id, text: 'parcel' })
    expect(message.sender).toEqual({ sender_type: 'app', id: 'cli_13579bdf02468ace' })
    expect((await look(message_id)).shows_bubbles).toBe(true)
    const { chat_id } = await look(message_id)
    await write('cli_0123456789abcdef', { chat_id, text: 'more' })
    expect((await look(message_id)).shows_bubbles).toBe(false)
  })

  test('sends no event', async () => {
    const { control, state, user_id } = await createTenant()
    const body = { open_id: user_id, text: 'x' }
    await control('POST', '/bots/cli_0123456789abcdef/messages', body, messageResponseSchema)
    expect((await state()).events).toEqual([])
  })
})

test('reading marks the messages of others once', async () => {
  const { control, look, message_id, user_id } = await start()
  const { chat_id } = await look(message_id)
  const read = () => control('POST', `/users/${user_id}/read`, { chat_id }, readResponseSchema)
  expect(await read()).toEqual({ read: 1 })
  expect((await look(message_id)).read_by).toEqual([user_id])
  expect(await read()).toEqual({ read: 0 })
})

test.each([
  ['POST', '/users/ou_unknown/messages', { app_id: 'cli_0123456789abcdef', text: 'x' }, 404, []],
  ['PATCH', '/users/ou_unknown', { language: 'en_us' }, 404, []],
  ['PATCH', '/apps/cli_unknown', { enabled: true }, 404, []],
  ['POST', '/bots/cli_unknown/messages', { open_id: 'ou_x', text: 'x' }, 404, []],
  ['POST', '/users/USER/messages', { text: 'x' }, 422, ['chat_id']],
  ['POST', '/users/USER/messages', { chat_id: 'a', app_id: 'b', text: 'x' }, 422, ['chat_id']],
  ['POST', '/users/USER/messages', { chat_id: 'oc_unknown', text: 'x' }, 422, ['chat_id']],
  ['POST', '/users/USER/messages', { app_id: 'cli_unknown', text: 'x' }, 422, ['app_id']],
  ['POST', '/users/USER/messages', { chat_id: 'FOREIGN', text: 'x' }, 422, ['chat_id']],
  ['POST', '/users/USER/messages', { app_id: 'cli_0123456789abcdef', text: '' }, 422, ['text']],
  ['POST', '/users/USER/clicks', { message_id: 'om_x', index: 0.5 }, 422, ['index']],
  ['POST', '/users/USER/clicks', { message_id: 'om_x', index: 0 }, 422, ['message_id']],
  ['POST', '/users/USER/read', { chat_id: 'oc_unknown' }, 422, ['chat_id']],
  ['PATCH', '/users/USER', { language: 'xx_xx', age: 7 }, 422, ['language', 'age']],
  ['PATCH', '/apps/cli_0123456789abcdef', { app_secret: 'x' }, 422, ['app_secret']],
  [
    'PATCH',
    '/apps/cli_0123456789abcdef',
    { unavailable_to: ['USER', 'ou_x'] },
    422,
    ['unavailable_to.0', 'unavailable_to.1'],
  ],
  [
    'POST',
    '/bots/cli_0123456789abcdef/messages',
    { open_id: 'ou_unknown', text: 'x' },
    422,
    ['open_id'],
  ],
  [
    'POST',
    '/bots/cli_0123456789abcdef/messages',
    { chat_id: 'FOREIGN', text: 'x' },
    422,
    ['chat_id'],
  ],
  ['POST', '/bots/cli_0123456789abcdef/messages', { text: 'x' }, 422, ['chat_id']],
] as const)('%s %s %j returns %i with the paths %j', async (method, path, body, status, paths) => {
  const { controlRefusal, foreign, state, user_id } = await createTenant()
  const before = await state()
  const filled = JSON.parse(JSON.stringify(body).replace('FOREIGN', foreign.chat_id))
  const rejected = await controlRefusal(method, path.replace('USER', user_id), filled)
  expect(rejected.status).toBe(status)
  expect(rejected.issues.map((issue) => issue.path)).toEqual(paths)
  expect(await state()).toEqual(before)
})
