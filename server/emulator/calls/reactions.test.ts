import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { createWorld } from '../tenant/world.ts'
import { createTestClock, START } from '../testing/client.ts'
import { react } from '../testing/codes-around.ts'
import { createTenant } from '../testing/tenant.ts'
import { codeOf } from './operation.ts'
import { createReaction, deleteReaction, listReactions } from './reactions.ts'

test('a bot adds, lists and removes its reactions', async () => {
  const tenant = await createTenant()
  const { ask, clock, app_id } = tenant
  const { message_id } = await tenant.hear()
  const path = `/im/v1/messages/${message_id}/reactions`
  const { data: first } = await react(tenant, message_id, 'OK')
  clock.advance(10)
  for (const emoji of ['SMILE', 'DONE']) await react(tenant, message_id, emoji)
  // A bot adds an emoji once.
  expect((await react(tenant, message_id, 'OK')).data).toEqual(first)
  expect(first).toMatchObject({ operator: { operator_id: app_id } })

  const list = async (query = '') => (await ask('GET', `${path}?${query}`)).data
  const emojis = (data: unknown) =>
    z
      .object({ items: z.array(z.object({ reaction_type: z.object({ emoji_type: z.string() }) })) })
      .parse(data)
      .items.map(({ reaction_type }) => reaction_type.emoji_type)
  const page = await list('page_size=2')
  expect([emojis(page), page?.has_more]).toEqual([['OK', 'SMILE'], true])
  const next = await list(`page_size=2&page_token=${page?.page_token}`)
  expect([emojis(next), next?.has_more]).toEqual([['DONE'], false])
  expect(next).not.toHaveProperty('page_token')
  expect(emojis(await list('reaction_type=SMILE'))).toEqual(['SMILE'])

  const removed = await ask('DELETE', `${path}/${first?.reaction_id}`)
  expect(removed.data).toEqual(first)
  expect(emojis(await list())).toEqual(['SMILE', 'DONE'])
})

/** Two bots of a group and its first message, with the operations themselves. */
function startBots() {
  const clock = createTestClock()
  const world = createWorld({ clock: clock.read })
  const [app, other] = [...world.state.apps.values()]
  const group = [...world.state.chats.values()].find(({ chat_mode }) => chat_mode === 'group')
  const message = world.state.messages.get(group?.message_ids[0] ?? '')
  if (!app || !other || !group || !message) throw new Error('not seeded')
  group.app_ids.push(other.app_id)
  const params = { message_id: message.message_id }
  const add = (emoji_type: unknown, by = app) =>
    createReaction.handle({
      ...{ world, app: by, params, query: {} },
      body: { reaction_type: { emoji_type } },
    })
  const list = (query: Record<string, string> = {}) =>
    listReactions.handle({ world, app, params, query, body: undefined })
  const remove = (reaction_id: string, by = app) =>
    deleteReaction.handle({
      ...{ world, app: by, query: {}, body: undefined },
      params: { ...params, reaction_id },
    })
  return { clock, world, app, other, group, message, add, list, remove }
}

test('a reaction has the documented fields', () => {
  const { add, list, app } = startBots()
  const reaction = {
    reaction_id: expect.stringMatching(/^[\w-]{22}$/),
    operator: { operator_id: app.app_id, operator_type: 'app' },
    action_time: String(START),
    reaction_type: { emoji_type: 'OK' },
  }
  expect(add('OK')).toEqual({ kind: 'data', data: reaction })
  expect(list()).toEqual({ kind: 'data', data: { items: [reaction], has_more: false } })
})

test('an emoji is one of the list, in its spelling', () => {
  const { add, list, message } = startBots()
  // The first and the last of the list, and those at the ends of its lines.
  const known = ['OK', 'SMIRK', 'LOL', 'SLAP', '2022', '18X', 'SaluteFace', 'HappyDragon']
  for (const emoji of known) expect(codeOf(add(emoji)), emoji).toBe(0)
  expect(message.reactions).toHaveLength(known.length)
  for (const emoji of ['', ' ', 'ok', 'OK THUMBSUP', 'HAPPYDRAGON']) {
    expect(codeOf(add(emoji)), emoji).toBe(231001)
    if (emoji) expect(codeOf(list({ reaction_type: emoji }))).toBe(231001)
  }
  expect(codeOf(add(7))).toBe(99992402)
  expect(list({ reaction_type: '' })).toEqual(list())
})

test('each bot has its own reactions', () => {
  const { add, remove, list, message, app, other } = startBots()
  for (const by of [app, other]) {
    for (const emoji of ['OK', 'OK', 'LOVE']) expect(codeOf(add(emoji, by))).toBe(0)
  }
  const [own, love, foreign] = message.reactions
  expect(message.reactions.map(({ app_id }) => app_id)).toEqual([
    ...[app.app_id, app.app_id],
    ...[other.app_id, other.app_id],
  ])
  expect(list({ reaction_type: 'LOVE' })).toMatchObject({ data: { items: [{}, {}] } })
  expect(codeOf(remove(foreign?.reaction_id ?? ''))).toBe(231007)
  expect(codeOf(remove(own?.reaction_id ?? ''))).toBe(0)
  expect(message.reactions).toHaveLength(3)
  expect(message.reactions[0]).toEqual(love)
})

test('of several reasons against a reaction, the first is returned', () => {
  const { add, remove, list, group, message, world } = startBots()
  const codes = (emoji = 'OK') => [
    codeOf(add(emoji)),
    codeOf(list({ reaction_type: emoji, page_token: 'eA' })),
    codeOf(remove('x')),
  ]
  Object.assign(message, { deleted: true, msg_type: 'system' })
  world.state.messages.delete(message.message_id)
  expect(codes('x')).toEqual([231001, 231001, 99992354])
  expect(codes()).toEqual([99992354, 99992354, 99992354])
  world.state.messages.set(message.message_id, message)
  const app_ids = group.app_ids.splice(0)
  expect(codes()).toEqual([231002, 231008, 231002])
  group.chat_mode = 'p2p'
  expect(codes()).toEqual([231002, 231008, 231002])
  group.app_ids.push(...app_ids)
  expect(codes()).toEqual([231003, 231003, 231003])
  message.deleted = false
  expect(codes()).toEqual([231017, 231012, 231011])
  const reactions = [{ reaction_id: 'x', app_id: 'x', emoji_type: 'OK', action_time_ms: 0 }]
  const [first] = [...world.state.messages.values()]
  if (first) first.reactions = reactions
  expect(codeOf(remove('x'))).toBe(231010)
})

test('a page of reactions has 20 by default and 50 at most', () => {
  const { list, message } = startBots()
  message.reactions = Array.from({ length: 60 }, (_, index) => ({
    ...{ reaction_id: `${index}`, app_id: 'x', emoji_type: 'OK', action_time_ms: 0 },
  }))
  const sizeOf = (query?: Record<string, string>) => {
    const found = list(query)
    return found.kind === 'data' && Array.isArray(found.data.items) ? found.data.items.length : 0
  }
  expect([sizeOf(), sizeOf({ page_size: '50' })]).toEqual([20, 50])
  expect(list({ page_size: '51' })).toMatchObject({ code: 99992402 })
  const page_token = Buffer.from('49').toString('base64url')
  expect(list({ page_size: '50' })).toMatchObject({ data: { has_more: true, page_token } })
})
