import { describe, expect, test } from 'vitest'
import { assumptionsResponseSchema } from '#contract/emulator/control'
import { createWorld } from '../tenant/world.ts'
import { openP2pChat, writeMessage } from '../tenant/write-message.ts'
import { createTestClock, readMessage, readMessages, START } from '../testing/client.ts'
import { sendCard } from '../testing/codes-around.ts'
import { bubble } from '../testing/push.ts'
import { createTenant } from '../testing/tenant.ts'
import { editMessage, patchCardMessage, recallMessage } from './change-message.ts'
import { codeOf } from './operation.ts'

const MESSAGES = '/im/v1/messages'

test('a reply is in the same chat and has the ids of its parent and root', async () => {
  const { ask, hear, send, text } = await createTenant()
  const question = await hear()
  const reply = async (message_id: string, uuid?: string) => {
    const body = { ...text('x'), ...(uuid && { uuid }) }
    return readMessage((await ask('POST', `${MESSAGES}/${message_id}/reply`, body)).data)
  }
  const first = await reply(question.message_id)
  expect(first).toMatchObject({
    chat_id: question.chat_id,
    parent_id: question.message_id,
    root_id: question.message_id,
  })
  const second = await reply(first.message_id, 'once')
  expect(second).toMatchObject({ parent_id: first.message_id, root_id: question.message_id })
  expect((await reply(first.message_id, 'once')).message_id).toBe(second.message_id)
  expect(await send()).not.toHaveProperty('parent_id')
})

test('an edit changes text and update time, up to twenty times', async () => {
  const { ask, clock, send, text } = await createTenant()
  const sent = await send('before')
  clock.advance(5000)
  const { data } = await ask('PUT', `${MESSAGES}/${sent.message_id}`, text('after'))
  const edited = {
    ...sent,
    update_time: String(Number(sent.create_time) + 5000),
    updated: true,
    body: { content: '{"text":"after"}' },
  }
  expect(readMessage(data)).toEqual(edited)
  const got = await ask('GET', `${MESSAGES}/${sent.message_id}`)
  expect(readMessages(got.data?.items)).toEqual([edited])
  const codes: number[] = []
  for (let edits = 2; edits <= 21; edits += 1) {
    codes.push((await ask('PUT', `${MESSAGES}/${sent.message_id}`, text(`${edits}`))).code)
  }
  expect(codes.indexOf(230072)).toBe(19)
})

test('a recalled message keeps its position and loses its content and bubbles', async () => {
  const { ask, look, send } = await createTenant()
  const { message_id, chat_id } = await send()
  await ask('POST', `${MESSAGES}/${message_id}/push_follow_up`, bubble('x'))
  expect(await look(message_id)).toMatchObject({ shows_bubbles: true, bubbles: ['x'] })
  await ask('DELETE', `${MESSAGES}/${message_id}`)
  expect(await look(message_id)).toMatchObject({ deleted: true, shows_bubbles: false, bubbles: [] })
  const { data } = await ask('GET', `${MESSAGES}?container_id_type=chat&container_id=${chat_id}`)
  const listed = readMessages(data?.items).find((message) => message.message_id === message_id)
  expect(listed).toMatchObject({ deleted: true, body: { content: 'This message was recalled' } })
})

test('recalling a newer message does not restore the bubbles that it removed', async () => {
  const { ask, look, send } = await createTenant()
  const { message_id } = await send()
  await ask('POST', `${MESSAGES}/${message_id}/push_follow_up`, bubble('x'))
  const newer = await send()
  await ask('DELETE', `${MESSAGES}/${newer.message_id}`)
  expect((await look(message_id)).shows_bubbles).toBe(false)
})

test('a message older than a day can be neither recalled nor edited', async () => {
  const { ask, clock, requestToken, send, text, call } = await createTenant()
  const { message_id } = await send()
  clock.advance(24 * 3_600_000)
  const token = String((await requestToken()).tenant_access_token)
  const url = `/open-apis${MESSAGES}/${message_id}`
  expect((await call('PUT', url, { token, body: text('x') })).code).toBe(0)
  clock.advance(1)
  expect((await call('PUT', url, { token, body: text('x') })).code).toBe(230075)
  expect((await call('DELETE', url, { token })).code).toBe(230009)
  expect((await ask('GET', `${MESSAGES}/${message_id}`)).code).toBe(99991663)
})

test('a card is replaced and keeps its position', async () => {
  const tenant = await createTenant()
  const { ask, clock, hear, look } = tenant
  const message_id = await sendCard(tenant)
  const question = await hear()
  clock.advance(1000)
  const content = JSON.stringify({ schema: '2.0', body: { elements: [] } })
  await ask('PATCH', `${MESSAGES}/${message_id}`, { content })
  const got = await ask('GET', `${MESSAGES}/${message_id}`)
  const [card] = readMessages(got.data?.items)
  expect(card).toMatchObject({ updated: true, body: { content } })
  expect(Number(card?.update_time) - Number(card?.create_time)).toBe(1000)
  // The user's message is still the latest.
  const push = await ask('POST', `${MESSAGES}/${message_id}/push_follow_up`, bubble('x'))
  expect([push.code, (await look(question.message_id)).text]).toEqual([230006, 'hi'])
})

test('reply_in_thread = ignored sends a plain reply', async () => {
  const { ask, control, hear, text } = await createTenant()
  const { message_id } = await hear()
  const reply = () =>
    ask('POST', `${MESSAGES}/${message_id}/reply`, { ...text('x'), reply_in_thread: true })
  expect((await reply()).code).toBe(230071)
  await control('POST', '/assumptions', { reply_in_thread: 'ignored' }, assumptionsResponseSchema)
  expect(readMessage((await reply()).data)).toMatchObject({ parent_id: message_id })
})

/** A bot and its message to a user, with the operations themselves. */
function startBot(msg_type = 'text') {
  const clock = createTestClock()
  const world = createWorld({ clock: clock.read })
  const [app] = [...world.state.apps.values()]
  const [user] = [...world.state.users.values()]
  if (!app || !user) throw new Error('not seeded')
  const chat = openP2pChat(world, app, user)
  const { chat_id } = chat
  const sender = { sender_type: 'app', id: app.app_id } as const
  const message = writeMessage(world, { chat_id, sender, msg_type, content: '{"text":"x"}' })
  const call = { world, app, params: { message_id: message.message_id }, query: {} }
  const edit = (content: unknown = { text: 'y' }, type = 'text') =>
    editMessage.handle({ ...call, body: { msg_type: type, content: JSON.stringify(content) } })
  const patch = (content: unknown = { elements: [] }) =>
    patchCardMessage.handle({ ...call, body: { content: JSON.stringify(content) } })
  const recall = () => recallMessage.handle({ ...call, body: undefined })
  return { clock, app, user, chat, message, edit, patch, recall }
}

describe('of several reasons, the first is returned', () => {
  const DAY = 86_400_000

  test('for an edit', () => {
    const { clock, app, user, message, edit } = startBot('interactive')
    message.deleted = true
    app.unavailable_to = [user.open_id]
    message.sender = { sender_type: 'user', id: user.open_id }
    message.edits = 20
    clock.advance(DAY + 1)
    expect(codeOf(edit({ text: '' }))).toBe(230001)
    expect(codeOf(edit())).toBe(230011)
    message.deleted = false
    expect(codeOf(edit())).toBe(230013)
    app.unavailable_to = []
    expect(edit()).toMatchObject({
      code: 230071,
      msg: 'The operator is not the sender of the message.',
    })
    message.sender = { sender_type: 'app', id: app.app_id }
    expect(codeOf(edit())).toBe(230054)
    message.msg_type = 'post'
    expect(codeOf(edit())).toBe(230072)
    message.edits = 19
    expect(codeOf(edit())).toBe(230075)
    clock.advance(-1)
    expect(codeOf(edit())).toBe(0)
    expect(codeOf(edit())).toBe(230072)
  })

  test('for a card', () => {
    const { clock, app, user, message, patch } = startBot('interactive')
    message.deleted = true
    app.unavailable_to = [user.open_id]
    message.sender = { sender_type: 'user', id: user.open_id }
    clock.advance(14 * DAY + 1)
    expect(codeOf(patch({}))).toBe(230011)
    message.deleted = false
    expect(codeOf(patch({}))).toBe(230013)
    app.unavailable_to = []
    expect(codeOf(patch({}))).toBe(230001)
    message.sender = { sender_type: 'app', id: app.app_id }
    message.msg_type = 'text'
    expect(codeOf(patch({}))).toBe(230001)
    message.msg_type = 'interactive'
    expect(codeOf(patch({}))).toBe(230031)
    clock.advance(-1)
    expect(codeOf(patch({}))).toBe(230099)
    expect(patch()).toEqual({ kind: 'bare', body: { code: 0, msg: 'ok', data: {} } })
    for (let updates = 1; updates < 5; updates += 1) expect(codeOf(patch())).toBe(0)
    expect(codeOf(patch())).toBe(230020)
    expect(message.edits).toBe(5)
  })

  test('for a recall', () => {
    const { clock, app, user, message, recall } = startBot()
    message.deleted = true
    app.unavailable_to = [user.open_id]
    message.sender = { sender_type: 'user', id: user.open_id }
    clock.advance(DAY + 1)
    expect(codeOf(recall())).toBe(230110)
    message.deleted = false
    expect(codeOf(recall())).toBe(230013)
    app.unavailable_to = []
    expect(codeOf(recall())).toBe(230026)
    message.sender = { sender_type: 'app', id: app.app_id }
    expect(codeOf(recall())).toBe(230009)
    clock.advance(-1)
    expect(recall()).toEqual({ kind: 'data', data: {} })
    expect(message).toMatchObject({ deleted: true, update_time_ms: START + DAY })
  })
})

test('an edit can change a text into a post and says if there were bubbles', () => {
  const { message, chat, edit, clock } = startBot()
  clock.advance(10)
  expect(codeOf(edit({ en_us: { content: [[{ tag: 'hr' }]] } }, 'post'))).toBe(0)
  expect(message).toMatchObject({
    msg_type: 'post',
    content: '{"en_us":{"content":[[{"tag":"hr"}]]}}',
    edits: 1,
    bubbles_edited: false,
    update_time_ms: START + 10,
    create_time_ms: START,
  })
  expect(chat.edited_id).toBe(message.message_id)
  message.follow_ups = [{ content: 'x' }]
  expect(codeOf(edit())).toBe(0)
  expect(message).toMatchObject({ msg_type: 'text', edits: 2, bubbles_edited: true })
})

test.each(['interactive', 'image', ''])('an edit cannot make a message of the type %j', (type) => {
  expect(codeOf(startBot().edit({}, type))).toBe(99992402)
})
