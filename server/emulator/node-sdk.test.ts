import * as lark from '@larksuiteoapi/node-sdk'
import { expect, test } from 'vitest'
import { startForTest } from './testing/client.ts'
import { CARD } from './testing/codes-around.ts'
import { PNG } from './testing/images.ts'

const SILENT = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }

/** Feishu's client with the emulator as its base URL; it gets its token itself. */
async function start() {
  const { emulator, state } = await startForTest()
  const client = new lark.Client({
    appId: 'cli_0123456789abcdef',
    appSecret: 'emulator-secret',
    domain: emulator.url,
    logger: SILENT,
    // The default cache is shared by all clients of the process, whatever their domain.
    cache: new lark.DefaultCache(),
  })
  const create = async () => {
    const { default_receiver } = await state()
    return client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: {
        receive_id: default_receiver.receive_id,
        msg_type: 'text',
        content: JSON.stringify({ text: '您的订单已发货。' }),
      },
    })
  }
  const push = (message_id: string) =>
    client.im.v1.message.pushFollowUp({
      path: { message_id },
      data: {
        follow_ups: [
          { content: '查看进度', i18n_contents: [{ content: 'Show progress', language: 'en_us' }] },
        ],
      },
    })
  return { client, create, push, state }
}

test('the official Node client gets a token, sends a message, adds bubbles, and is rejected a second time', async () => {
  const { create, push } = await start()
  const { code, data } = await create()
  expect(code).toBe(0)
  const message_id = data?.message_id ?? ''
  expect(await push(message_id)).toEqual({ code: 0, msg: 'success', data: {} })
  await expect(push(message_id)).rejects.toMatchObject({
    response: {
      status: 400,
      headers: { 'x-tt-logid': expect.stringMatching(/^\d{14}[0-9A-F]{20}$/) },
      data: { code: 230008, msg: 'follow up already exist.' },
    },
  })
})

test('the client reads and lists what it sent', async () => {
  const { client, create } = await start()
  const { data } = await create()
  const message_id = data?.message_id ?? ''
  const got = await client.im.v1.message.get({ path: { message_id } })
  expect(got.data?.items?.[0]).toMatchObject({ message_id, msg_type: 'text' })
  const listed = await client.im.v1.message.list({
    params: {
      container_id_type: 'chat',
      container_id: data?.chat_id ?? '',
      sort_type: 'ByCreateTimeDesc',
      page_size: 1,
    },
  })
  expect(listed.data).toMatchObject({ has_more: false, items: [{ message_id }] })
})

test('the client replies, edits, recalls, and finds users and chats', async () => {
  const { client, create, state } = await start()
  const { data } = await create()
  const message_id = data?.message_id ?? ''
  const text = (value: string) => ({ msg_type: 'text', content: JSON.stringify({ text: value }) })
  const replied = await client.im.v1.message.reply({ path: { message_id }, data: text('reply') })
  expect(replied.data).toMatchObject({ parent_id: message_id, chat_id: data?.chat_id })
  const reply_id = replied.data?.message_id ?? ''
  const edited = await client.im.v1.message.update({
    path: { message_id: reply_id },
    data: text('edited'),
  })
  expect(edited.data).toMatchObject({ updated: true, body: { content: '{"text":"edited"}' } })
  const recalled = await client.im.v1.message.delete({ path: { message_id: reply_id } })
  expect(recalled.code).toBe(0)

  const { users } = await state()
  const [user] = users
  const found = await client.contact.v3.user.batchGetId({
    params: { user_id_type: 'open_id' },
    data: { emails: [user?.email ?? '', 'unknown@example.com'] },
  })
  expect(found.data?.user_list).toMatchObject([
    { user_id: user?.open_id, email: user?.email },
    { email: 'unknown@example.com' },
  ])

  const chat = await client.im.v1.chat.get({ path: { chat_id: data?.chat_id ?? '' } })
  expect(chat.data).toMatchObject({ chat_mode: 'p2p' })
  const chats = await client.im.v1.chat.list()
  expect(chats.data?.items).toHaveLength(1)
  const info = await client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })
  expect(info).toMatchObject({ code: 0, bot: { activate_status: 2 } })
})

test("the client's errors carry the codes of the sample messages", async () => {
  const { push, state } = await start()
  const { demonstrations } = await state()
  for (const { message_id, expected_code } of demonstrations.slice(1)) {
    await expect(push(message_id)).rejects.toMatchObject({
      response: { status: 400, data: { code: expected_code } },
    })
  }
})

test('the client makes the calls that bots make around bubbles', async () => {
  const { client, create, state } = await start()
  const { data: sent } = await create()
  const message_id = sent?.message_id ?? ''
  const reaction = await client.im.v1.messageReaction.create({
    path: { message_id },
    data: { reaction_type: { emoji_type: 'OK' } },
  })
  const listed = await client.im.v1.messageReaction.list({ path: { message_id } })
  expect(listed.data?.items).toEqual([reaction.data])
  const reaction_id = reaction.data?.reaction_id ?? ''
  expect(
    (await client.im.v1.messageReaction.delete({ path: { message_id, reaction_id } })).code,
  ).toBe(0)
  const params = { user_id_type: 'open_id' as const }
  const readers = await client.im.v1.message.readUsers({ path: { message_id }, params })
  expect(readers.data).toEqual({ items: [], has_more: false })

  // The client sends a buffer without a file name.
  const image = Buffer.from(PNG)
  const uploaded = await client.im.v1.image.create({ data: { image_type: 'message', image } })
  const image_key = uploaded?.image_key ?? ''
  const download = await client.im.v1.image.get({ path: { image_key } })
  const chunks: Buffer[] = []
  for await (const chunk of download.getReadableStream()) chunks.push(chunk)
  expect(Buffer.concat(chunks)).toEqual(image)

  const card = { type: 'card_json' as const, data: JSON.stringify(CARD) }
  const { data: entity } = await client.cardkit.v1.card.create({ data: card })
  const card_id = entity?.card_id ?? ''
  const { default_receiver } = await state()
  const shown = await client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: {
      receive_id: default_receiver.receive_id,
      msg_type: 'interactive',
      content: JSON.stringify({ type: 'card', data: { card_id } }),
    },
  })
  await client.cardkit.v1.cardElement.content({
    path: { card_id, element_id: 'text' },
    data: { content: 'Hello', sequence: 1 },
  })
  await client.cardkit.v1.card.update({ path: { card_id }, data: { card, sequence: 2 } })
  const patched = await client.im.v1.message.patch({
    path: { message_id: shown.data?.message_id ?? '' },
    data: { content: JSON.stringify({ elements: [] }) },
  })
  expect(patched.code).toBe(0)
})
