import { expect, test } from 'vitest'
import { CARD, createCard, sendCard, stream } from '../testing/codes-around.ts'
import { createTenant } from '../testing/tenant.ts'

const entity = (card_id: string) => ({ type: 'card', data: { card_id } })

test('a card is sent once and then changed by its id', async () => {
  const tenant = await createTenant()
  const { ask, user_id, look, clock } = tenant
  const card_id = await createCard(tenant)
  const message_id = await sendCard(tenant, entity(card_id))
  expect(JSON.parse((await look(message_id)).content)).toEqual(CARD)

  clock.advance(500)
  const next = { schema: '2.0', body: { elements: [{ tag: 'markdown', content: 'done' }] } }
  const card = { type: 'card_json', data: JSON.stringify(next) }
  await ask('PUT', `/cardkit/v1/cards/${card_id}`, { card, sequence: 1 })
  const changed = await look(message_id)
  expect(JSON.parse(changed.content)).toEqual(next)
  expect(changed.update_time_ms - changed.create_time_ms).toBe(500)
  // A card without streaming mode ends it.
  expect((await stream(tenant, card_id, { sequence: 2 })).code).toBe(300309)

  const again = await ask('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: user_id,
    msg_type: 'interactive',
    content: JSON.stringify(entity(card_id)),
  })
  expect(again).toMatchObject({ code: 230099, msg: expect.stringContaining('ErrCode: 200740') })
})

test('a text is streamed into an element', async () => {
  const tenant = await createTenant()
  const card_id = await createCard(tenant)
  const message_id = await sendCard(tenant, entity(card_id))
  for (const [index, content] of ['Hel', 'Hello', 'Hello!'].entries()) {
    expect((await stream(tenant, card_id, { content, sequence: index + 1 })).code).toBe(0)
  }
  const { content, follow_ups } = await tenant.look(message_id)
  expect(JSON.parse(content).body.elements[0]).toEqual({
    tag: 'markdown',
    element_id: 'text',
    content: 'Hello!',
  })
  expect(follow_ups).toEqual([])
  // Bots put bubbles under a streamed card.
  const body = { follow_ups: [{ content: 'Thanks' }] }
  expect(
    (await tenant.ask('POST', `/im/v1/messages/${message_id}/push_follow_up`, body)).code,
  ).toBe(0)
  expect((await stream(tenant, card_id, { content: 'Hello!!', sequence: 9 })).code).toBe(0)
  expect((await tenant.look(message_id)).bubbles).toEqual(['Thanks'])
})

test('a template is accepted, because its elements exist only on the platform', async () => {
  const tenant = await createTenant()
  const data = JSON.stringify({ template_id: 'AAqIi1B8abcef' })
  const created = await tenant.ask('POST', '/cardkit/v1/cards', { type: 'template', data })
  expect((await stream(tenant, String(created.data?.card_id), {})).code).toBe(0)
})
