import { expect, test } from 'vitest'
import { bubble } from '../testing/push.ts'
import { createTenant } from '../testing/tenant.ts'
import { createWorld, DEFAULT_RETENTION } from './world.ts'
import { writeMessage } from './write-message.ts'

test('drops the oldest messages beyond the limit, and the state counts them', async () => {
  const { ask, look, send, state } = await createTenant({
    retention: { messages: 20 },
    assumptions: { rate_limiter: 'off' },
  })
  const before = (await state()).limits.messages
  const sent = []
  for (let messages = 0; messages < 25; messages += 1) sent.push(await send(`${messages}`))
  const { limits, chats } = await state()
  expect(limits.messages).toEqual({ count: 20, max: 20, dropped: before.count + 5 })
  expect(chats[0]?.messages.map(({ text }) => text)).toEqual(
    Array.from({ length: 20 }, (_, index) => `${index + 5}`),
  )
  const gone = await ask('GET', `/im/v1/messages/${sent[4]?.message_id}`)
  expect(gone.code).toBe(99992354)
  const last = sent.at(-1)?.message_id ?? ''
  expect((await ask('POST', `/im/v1/messages/${last}/push_follow_up`, bubble('x'))).code).toBe(0)
  expect((await look(last)).shows_bubbles).toBe(true)
})

test('drops the chat with the oldest last message beyond the limit', async () => {
  const tenant = await createTenant({ retention: { chats: 7 } })
  const before = await tenant.state()
  const silent = before.chats.at(-1)
  await tenant.send()
  const after = await tenant.state()
  expect(after.limits.chats).toEqual({ count: 7, max: 7, dropped: 1 })
  expect(after.chats.map(({ chat_id }) => chat_id)).not.toContain(silent?.chat_id)
  expect(after.limits.messages.count).toBe(
    before.limits.messages.count - (silent?.message_count ?? 0) + 1,
  )
})

test('drops the oldest events beyond the limit', async () => {
  const { hear, state } = await createTenant({ retention: { events: 3 } })
  const heard = []
  for (let events = 0; events < 5; events += 1) heard.push((await hear()).message_id)
  const { events, limits } = await state()
  expect(limits.events).toEqual({ count: 3, max: 3, dropped: 2 })
  const sent = JSON.stringify(events)
  expect(heard.map((message_id) => sent.includes(message_id))).toEqual([
    false,
    false,
    true,
    true,
    true,
  ])
})

test('the state is bounded, and shows as many chats and messages as requested', async () => {
  const { emulator, send } = await createTenant({ assumptions: { rate_limiter: 'off' } })
  for (let messages = 0; messages < 49; messages += 1) await send('x')
  const sizes = async (query: string) => {
    const response = await fetch(`${emulator.url}/_emulator/state${query}`)
    const { chats } = await response.json()
    return chats.map(({ messages }: { messages: unknown[] }) => messages.length)
  }
  expect((await sizes(''))[0]).toBe(49)
  expect(await sizes('?chats=2&messages=1')).toEqual([1, 1])
  expect(await sizes('?chats=0')).toEqual([])
  expect(await sizes('?chats=1&messages=0')).toEqual([0])
  expect(await sizes('?chats=1&messages=-1')).toEqual([49])
})

test('holds 100,000 messages and drops what exceeds the limit', () => {
  const world = createWorld({ clock: () => 0 })
  const chat_ids = [...world.state.chats.keys()]
  const { messages } = DEFAULT_RETENTION
  for (let count = 0; count < messages + 5000; count += 1) {
    const chat_id = chat_ids[count % chat_ids.length] ?? ''
    const sender = { sender_type: 'user', id: 'ou_x' } as const
    writeMessage(world, { chat_id, sender, msg_type: 'text', content: '{}' })
    if (world.state.messages.size > messages) throw new Error('too many are kept')
  }
  const listed = [...world.state.chats.values()].flatMap(({ message_ids }) => message_ids)
  expect(listed.toSorted()).toEqual([...world.state.messages.keys()].toSorted())
  expect(world.state.messages.size + world.dropped.messages).toBeGreaterThan(messages + 5000)
})

test('message_id_shape = hex gives new messages the older kind of id', async () => {
  const shape = async (assumptions: Parameters<typeof createTenant>[0]) =>
    (await (await createTenant(assumptions)).send()).message_id
  expect(await shape({})).toMatch(/^om_x100b[0-9a-f]{27}$/)
  const assumptions = { message_id_shape: 'hex' } as const
  expect(await shape({ assumptions })).toMatch(/^om_[0-9a-f]{32}$/)
})
