import { describe, expect, test } from 'vitest'
import { createWorld } from '../tenant/world.ts'
import { createTestClock, START } from '../testing/client.ts'
import { CARD, createCard, sendCard, stream } from '../testing/codes-around.ts'
import { createTenant } from '../testing/tenant.ts'
import { createCard as createOperation, streamCardText, updateCard } from './cards.ts'
import { codeOf } from './operation.ts'

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

/** A bot that calls the operations themselves. */
function startBot(randomHex?: (bytes: number) => string, now?: number) {
  const clock = createTestClock(now)
  const world = createWorld({ clock: clock.read, ...(randomHex && { randomHex }) })
  const [app] = [...world.state.apps.values()]
  if (!app) throw new Error('not seeded')
  const call = { world, app, params: {}, query: {} }
  const dataOf = (card: unknown) => (typeof card === 'string' ? card : JSON.stringify(card))
  const create = (card: unknown, type = 'card_json') => {
    const body = { type, data: dataOf(card) }
    const created = createOperation.handle({ ...call, body })
    return {
      code: codeOf(created),
      id: created.kind === 'data' ? String(created.data.card_id) : '',
    }
  }
  const update = (card_id: string, card: unknown, change: object = { sequence: 1 }) => {
    const body = { card: { type: 'card_json', data: dataOf(card) }, ...change }
    return codeOf(updateCard.handle({ ...call, params: { card_id }, body }))
  }
  const write = (card_id: string, change: object = { sequence: 1 }, element_id = 'text') => {
    const body = { content: 'x', ...change }
    return codeOf(streamCardText.handle({ ...call, params: { card_id, element_id }, body }))
  }
  return { clock, world, create, update, write, cards: world.state.cards }
}

const v2 = (...elements: unknown[]) => ({ schema: '2.0', body: { elements } })
const TEMPLATE = { template_id: 'x', template_variable: {} }

describe('the data of a card', () => {
  const sized = (bytes: number) => `{"schema":"2.0","x":"${'x'.repeat(bytes - 23)}"}`
  const hr = (element_id?: string) => ({ tag: 'hr', ...(element_id && { element_id }) })

  test.each([
    ['200 elements', v2(...Array.from({ length: 200 }, () => hr())), 0],
    ['201 elements', v2(...Array.from({ length: 201 }, () => hr())), 300305],
    ['30 KB', sized(30_720), 0],
    ['30 KB and a byte', sized(30_721), 200860],
    ['30 KB and a byte in fewer characters', sized(30_720).replace('xx', '语'), 200860],
    ['elements without ids', v2(hr(), hr(), hr('a')), 0],
    ['a repeated id deep inside', v2(hr('a'), { tag: 'div', fields: [hr('a')] }), 300301],
    ['a shared card', { ...v2(), config: { update_multi: true } }, 0],
    ['a card for one person', { ...v2(), config: { update_multi: false } }, 300302],
    ['a config that is a text', { ...v2(), config: 'x' }, 0],
    ['schema 1.0', { schema: '1.0', elements: [] }, 300303],
    ['no field', {}, 300307],
    ['no JSON', '{', 200220],
  ])('%s', (_, card, code) => {
    const { create, update, cards } = startBot()
    expect(sized(30_720)).toHaveLength(30_720)
    expect(create(card).code).toBe(code)
    expect(cards.size).toBe(code === 0 ? 1 : 0)
    expect(update(create(v2()).id, card)).toBe(code)
  })

  test('can be a template with an id, which an update cannot be', () => {
    const { create, update } = startBot()
    expect(create(TEMPLATE, 'template').code).toBe(0)
    for (const data of ['[]', '{}', { template_id: 7 }]) {
      expect(create(data, 'template').code).toBe(10002)
    }
    expect(create(v2(), 'card').code).toBe(10002)
    expect(
      update(create(v2()).id, '{', { card: { type: 'template', data: '{}' }, sequence: 1 }),
    ).toBe(10002)
  })
})

test.each([
  [START, 'ffffff', `7${START.toString().slice(1)}777215`],
  [5, '000007', '7000000000005000007'],
])('the id of a card of the time %i', (now, hex, id) => {
  const asked: number[] = []
  const randomHex = (bytes: number) => {
    asked.push(bytes)
    return hex
  }
  const { create } = startBot(randomHex, now)
  asked.splice(0)
  expect(create(v2()).id).toBe(id)
  expect(asked).toEqual([3])
})

test('the oldest card is dropped when there are more than 1000', () => {
  const { create, cards, write } = startBot()
  const ids = Array.from({ length: 1000 }, () => create(CARD).id)
  expect(cards.size).toBe(new Set(ids).size)
  expect(cards.has(ids[0] ?? '')).toBe(true)
  while (cards.size < 1000) create(CARD)
  const [oldest = '', second = ''] = cards.keys()
  create(CARD)
  expect(cards.size).toBe(1000)
  expect([write(oldest), write(second)]).toEqual([200740, 0])
})

test.each([
  [{ sequence: 1 }, 0],
  [{ sequence: 2_147_483_647 }, 0],
  [{ sequence: 2_147_483_648 }, 99992402],
  [{ sequence: 0 }, 99992402],
  [{ sequence: 1.5 }, 99992402],
  [{}, 99992402],
  [{ sequence: 1, uuid: 'x'.repeat(64) }, 0],
  [{ sequence: 1, uuid: 'x'.repeat(65) }, 99992402],
  [{ sequence: 1, uuid: '' }, 99992402],
  [{ sequence: 1, uuid: 'x' }, 0],
  [{ sequence: 1, uuid: null }, 0],
])('a change with %j returns %i', (change, code) => {
  const { create, update, write } = startBot()
  expect([update(create(CARD).id, v2(), change), write(create(CARD).id, change)]).toEqual([
    code,
    code,
  ])
})

test('a change is made once for each uuid, in the order of the sequence', () => {
  const { create, update, write, cards } = startBot()
  const { id } = create(CARD)
  expect(update(id, CARD, { uuid: 'a', sequence: 5 })).toBe(0)
  expect(write(id, { uuid: 'a', sequence: 5 })).toBe(200770)
  expect(write(id, { uuid: 'b', sequence: 5 })).toBe(300317)
  expect(write(id, { uuid: 'b', sequence: 4 })).toBe(300317)
  expect(write(id, { uuid: 'b', sequence: 6 })).toBe(0)
  expect(write(id, { sequence: 7 })).toBe(0)
  expect(write(id, { sequence: 8 })).toBe(0)
  expect([...(cards.get(id)?.uuids ?? [])]).toEqual(['a', 'b'])
  expect(cards.get(id)).toMatchObject({ sequence: 8 })
})

describe('streaming', () => {
  const MINUTE = 60_000

  test('ends ten minutes after it was turned on, which an update does not prolong', () => {
    const { create, update, write, clock } = startBot()
    const { id } = create(CARD)
    clock.advance(5 * MINUTE)
    expect(update(id, CARD, { sequence: 1 })).toBe(0)
    clock.advance(5 * MINUTE)
    expect(write(id, { sequence: 2 })).toBe(0)
    clock.advance(1)
    expect(write(id, { sequence: 3 })).toBe(200850)
    expect(write(id, { sequence: 2 })).toBe(300317)
  })

  test('can be turned on by an update, and then lasts ten minutes', () => {
    const { create, update, write, clock } = startBot()
    const { id } = create(v2())
    expect(write(id)).toBe(300309)
    clock.advance(5 * MINUTE)
    expect(update(id, CARD)).toBe(0)
    clock.advance(10 * MINUTE)
    expect(write(id, { sequence: 2 })).toBe(0)
    clock.advance(1)
    expect(write(id, { sequence: 3 })).toBe(200850)
  })

  test.each([['true'], [1], [false], [undefined]])('is off if its mode is %j', (streaming_mode) => {
    const { create, write } = startBot()
    expect(write(create({ ...CARD, config: { streaming_mode } }).id)).toBe(300309)
  })

  test('needs an element with text, and a text', () => {
    const { create, write } = startBot()
    const element = (tag: string) => ({ tag, element_id: tag })
    const card = { ...CARD, ...v2(element('markdown'), element('plain_text'), element('div')) }
    const into = (tag: string) => write(create(card).id, { sequence: 1 }, tag)
    expect([into('markdown'), into('plain_text')]).toEqual([0, 0])
    expect([into('div'), into('other')]).toEqual([300310, 300313])
    expect(write(create(card).id, { sequence: 1, content: '' }, 'markdown')).toBe(99992402)
  })

  test('is possible up to 30 KB, and a rejected text changes nothing', () => {
    const { create, write, cards } = startBot()
    const { id } = create(CARD)
    const empty = JSON.stringify(CARD).length
    const content = (length: number) => 'x'.repeat(length - empty)
    expect(write(id, { sequence: 1, content: content(30_721) })).toBe(200860)
    expect(cards.get(id)).toMatchObject({ data: CARD, sequence: 0 })
    expect(write(id, { sequence: 1, content: content(30_720) })).toBe(0)
  })

  test('of a template accepts any element until it is replaced by a card', () => {
    const { create, update, write } = startBot()
    const { id } = create(TEMPLATE, 'template')
    expect(write(id, { sequence: 1 }, 'any')).toBe(0)
    expect(update(id, CARD, { sequence: 2 })).toBe(0)
    expect(write(id, { sequence: 3 }, 'any')).toBe(300313)
  })
})

test('a recalled message does not follow the changes of its card', async () => {
  const tenant = await createTenant()
  const card_id = await createCard(tenant)
  const message_id = await sendCard(tenant, entity(card_id))
  await tenant.ask('DELETE', `/im/v1/messages/${message_id}`)
  const { content, update_time_ms } = await tenant.look(message_id)
  tenant.clock.advance(1000)
  expect((await stream(tenant, card_id, {})).code).toBe(0)
  expect(await tenant.look(message_id)).toMatchObject({ content, update_time_ms })
})

test('an unknown type of card has a text of its own', async () => {
  const { ask } = await createTenant()
  const body = { type: 'poem', data: '{}' }
  expect(await ask('POST', '/cardkit/v1/cards', body)).toMatchObject({
    status: 400,
    code: 10002,
    msg: 'Your request contains an invalid request parameter.',
  })
})
