import { expect, test } from 'vitest'
import { assumptionsResponseSchema } from '#contract/emulator/control'
import { readMessage, readMessages } from '../testing/client.ts'
import { sendCard } from '../testing/codes-around.ts'
import { bubble } from '../testing/push.ts'
import { createTenant } from '../testing/tenant.ts'

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
