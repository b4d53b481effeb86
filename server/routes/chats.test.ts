import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod/mini'
import { messageResponseSchema } from '#contract/emulator/control'
import { emulatorStateSchema } from '#contract/emulator/state'
import { exchangeSchema } from '#contract/exchange'
import { chatMessagesSchema } from '#contract/recipients'
import { EMULATOR, startEmulated } from '../testing/emulated-console.ts'

const APP = `/apps/${EMULATOR.app_id}`
const BUBBLES = { follow_ups: [{ content: 'OK' }] }

async function start() {
  const emulated = await startEmulated()
  onTestFinished(() => emulated.close())
  const { control, request, post } = emulated
  const state = emulatorStateSchema.parse(await control('GET', '/state'))
  const open_id = state.default_receiver.receive_id

  async function look(chat_id: string, query = '') {
    const response = await request(`/api/chats/${chat_id}/messages${query}`)
    expect(response.status).toBe(200)
    return chatMessagesSchema.parse(await response.json())
  }
  /** Sends a message to the default receiver. */
  async function write(text: string) {
    const message = { receive_id_type: 'open_id', receive_id: open_id, text }
    const exchange = exchangeSchema.parse(await (await post('/api/messages', message)).json())
    const { data } = z
      .object({ data: z.object({ chat_id: z.string(), message_id: z.string() }) })
      .parse(JSON.parse(exchange.response?.body ?? ''))
    return data
  }
  async function hear(text: string) {
    const body = { app_id: EMULATOR.app_id, text }
    const response = await control('POST', `/users/${open_id}/messages`, body)
    return messageResponseSchema.parse(response).message
  }
  return { ...emulated, state, open_id, look, write, hear }
}

test('lists the messages of a chat newest first, and only the bot’s latest accepts bubbles', async () => {
  const { look, write, hear, open_id } = await start()
  const { chat_id } = await write('one')
  await hear('two')
  await write('three')
  const { messages, not_checked } = await look(chat_id)
  expect(not_checked).toBeNull()
  expect(messages.map(({ text, sender, standing }) => [text, sender.kind, standing.code])).toEqual([
    ['three', 'this_bot', null],
    ['two', 'user', 230001],
    ['one', 'this_bot', 230006],
  ])
  expect(messages[0]?.standing.can_take).toBe('yes')
  const left = Date.parse(messages[0]?.standing.expires_at ?? '') - Date.now()
  expect(left).toBeGreaterThan(595_000)
  expect(left).toBeLessThan(602_000)
  expect(messages[1]).toMatchObject({ sender: { id: open_id }, standing: { can_take: 'no' } })
})

test('each state is the code that a push then gets', async () => {
  const { state, look, post } = await start()
  for (const chat of state.chats.filter(({ app_ids }) => app_ids.includes(EMULATOR.app_id))) {
    const { messages } = await look(chat.chat_id)
    expect(messages).toHaveLength(chat.message_count)
    for (const { message_id, standing } of messages) {
      const pushed = await post(`/api/messages/${message_id}/push_follow_up`, BUBBLES)
      const { code } = exchangeSchema.parse(await pushed.json())
      expect(standing.can_take === 'yes' ? 0 : standing.code).toBe(code)
    }
  }
})

test('the time left follows the clock of the platform', async () => {
  const { look, write, control } = await start()
  const { chat_id } = await write('x')
  await control('POST', '/clock', { action: 'advance', ms: 3 * 3_600_000 + 300_000 })
  const { message_id } = await write('later')
  await control('POST', '/clock', { action: 'advance', ms: 300_000 })
  const { messages, clock_skew_ms } = await look(chat_id)
  expect(messages[0]).toMatchObject({ message_id, standing: { can_take: 'yes' } })
  const left = Date.parse(messages[0]?.standing.expires_at ?? '') - Date.now()
  expect(Math.abs(left - 300_000)).toBeLessThan(2_000)
  expect(Math.abs((clock_skew_ms ?? 0) - (3 * 3_600_000 + 600_000))).toBeLessThan(1_500)
})

test('a limit lists fewer messages', async () => {
  const { look, write } = await start()
  const { chat_id } = await write('one')
  await write('two')
  expect((await look(chat_id, '?limit=1')).messages.map(({ text }) => text)).toEqual(['two'])
})

test('a recalled message is listed without its text', async () => {
  const { look, write, emulator } = await start()
  const { chat_id, message_id } = await write('regretted')
  const token = await (
    await fetch(`${emulator.url}/open-apis/auth/v3/tenant_access_token/internal`, {
      method: 'POST',
      body: JSON.stringify({ app_id: EMULATOR.app_id, app_secret: EMULATOR.app_secret }),
    })
  ).json()
  const { tenant_access_token } = z.object({ tenant_access_token: z.string() }).parse(token)
  await fetch(`${emulator.url}/open-apis/im/v1/messages/${message_id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${tenant_access_token}` },
  })
  expect((await look(chat_id)).messages[0]).toMatchObject({
    deleted: true,
    text: null,
    standing: { can_take: 'no', code: 230001 },
  })
})

test('users have the names that were set here', async () => {
  const { look, write, hear, open_id, request } = await start()
  const { chat_id } = await write('one')
  await hear('two')
  const named = { receive_id_type: 'open_id', receive_id: open_id, name: '小雨' }
  await request('/api/recipients', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(named),
  })
  expect((await look(chat_id)).messages.map(({ sender }) => sender.name)).toEqual(['小雨', null])
})

test('without a scope no message is listed, but how to get the scope', async () => {
  const { look, write, control } = await start()
  const { chat_id } = await write('x')
  await control('PATCH', APP, { scopes: ['im:message:send_as_bot'] })
  const { messages, not_checked } = await look(chat_id)
  expect(messages).toEqual([])
  expect(not_checked).toMatchObject({ code: 99991672 })
  expect(not_checked?.detail).toContain('im:message.history:readonly')
  expect(not_checked?.advice).not.toBe('')
  expect(not_checked?.links[0]).toMatch(
    /^https:\/\/open\.feishu\.cn\/app\/cli_0123456789abcdef\/auth/,
  )
})

test('a chat without the bot is reported with the code of the platform', async () => {
  const { look } = await start()
  expect((await look('oc_nowhere')).not_checked).toMatchObject({ code: 230002 })
})

test.each(['ou_x', 'oc_', 'oc_a%2F..', `oc_${'x'.repeat(129)}`])(
  '%s is no chat_id',
  async (chat_id) => {
    const { request } = await start()
    expect((await request(`/api/chats/${chat_id}/messages`)).status).toBe(422)
  },
)

test.each(['0', '51', 'x', '1.5', ''])('rejects the limit %j', async (limit) => {
  const { request } = await start()
  expect((await request(`/api/chats/oc_x/messages?limit=${limit}`)).status).toBe(422)
})
