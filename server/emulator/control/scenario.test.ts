import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type Scenario, type ScenarioInput, scenarioSchema } from '#contract/emulator/scenario'
import { createEmulator } from '../emulator.ts'
import { SeedError } from '../tenant/seed.ts'
import { createWorld } from '../tenant/world.ts'
import { PNG, upload } from '../testing/images.ts'
import { bubble } from '../testing/push.ts'
import { createTenant } from '../testing/tenant.ts'
import { loadScenario } from './scenario-load.ts'
import { saveScenario } from './scenario-save.ts'

const nothing = z.strictObject({})
const MARKDOWN = { tag: 'markdown', element_id: 'answer', content: 'first' }

async function start() {
  const tenant = await createTenant()
  const save = () => tenant.control('GET', '/scenario', undefined, scenarioSchema)
  const load = (scenario: unknown) => tenant.control('POST', '/scenario', scenario, nothing)
  return { ...tenant, save, load }
}

const PUSH = (message_id: string) => `/im/v1/messages/${message_id}/push_follow_up`

test('a scenario loaded an hour later has the same ages', async () => {
  const { ask, clock, control, hear, load, save, send, state, text, user_id } = await start()
  const question = await hear()
  await ask('POST', `/im/v1/messages/${question.message_id}/reply`, text('reply'))
  const { message_id, chat_id } = await send('first')
  await ask('PUT', `/im/v1/messages/${message_id}`, text('edited'))
  const last = await send('last')
  await ask('POST', PUSH(last.message_id), bubble('x', [{ language: 'en_us', content: 'y' }]))
  await control('POST', `/users/${user_id}/read`, { chat_id }, z.looseObject({}))
  await control('POST', '/assumptions', { age_boundary: 'refused' }, z.looseObject({}))
  const before = await state()
  const saved = await save()

  await control('POST', '/reset', {}, nothing)
  clock.advance(3_600_000)
  await load(saved)
  const after = await state()
  const aged = JSON.parse(
    JSON.stringify(before, (key, value) =>
      /^(create_time|update_time|now)_ms$/.test(key) ? value + 3_600_000 : value,
    ),
  )
  const left = { events: [], limits: null, version: 0 }
  expect({ ...after, ...left }).toEqual({ ...aged, ...left })
  expect(await save()).toEqual(saved)
})

const age_ms = fc.nat(10_000_000)
const uniqueIds = (prefix: string) =>
  fc.uniqueArray(fc.nat(50), { maxLength: 3 }).map((numbers) => numbers.map((n) => `${prefix}${n}`))
const app_id = fc.constantFrom('cli_a', 'cli_b')
const content = fc.record({
  message_ids: uniqueIds('om_'),
  reactions: fc.array(fc.record({ app_id, emoji_type: fc.constantFrom('OK', 'SMILE'), age_ms })),
  card_ids: uniqueIds('7'),
  card: fc.record(
    {
      app_id,
      age_ms,
      data: fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })),
      is_template: fc.boolean(),
      streaming_age_ms: age_ms,
      sequence: fc.nat(),
      uuids: fc.uniqueArray(fc.string()),
      message_id: fc.constant('om_1'),
    },
    { requiredKeys: ['app_id', 'age_ms', 'data', 'is_template', 'sequence', 'uuids'] },
  ),
  image_keys: uniqueIds('img_'),
  image: fc.record({
    app_id,
    image_type: fc.constantFrom('message', 'avatar'),
    base64: fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')),
  }),
})

test('any reactions, cards and images are the same after a scenario is loaded and saved', () => {
  const world = createWorld({ clock: 'frozen' })
  fc.assert(
    fc.property(content, (given) => {
      const { message_ids, reactions, card_ids, card, image_keys, image } = given
      const scenario = scenarioSchema.parse({
        version: 1,
        apps: ['cli_a', 'cli_b'].map((app_id) => ({ app_id, name: app_id })),
        users: [{ open_id: 'ou_me', name: 'Me' }],
        chats: [
          {
            chat_id: 'oc_ours',
            chat_mode: 'group',
            name: 'Ours',
            app_ids: ['cli_a', 'cli_b'],
            open_ids: ['ou_me'],
            messages: message_ids.map((message_id) => ({
              message_id,
              from: 'cli_a',
              msg_type: 'text',
              content: '{"text":"x"}',
              age_ms: 0,
              reactions: reactions.map((one, n) => ({ ...one, reaction_id: `${message_id}-${n}` })),
            })),
          },
        ],
        cards: card_ids.map((card_id) => ({ ...card, card_id })),
        images: image_keys.map((image_key) => ({ ...image, image_key })),
      })
      loadScenario(world, scenario)
      const { chats, cards, images } = saveScenario(world)
      expect({ chats, cards, images }).toEqual({
        chats: scenario.chats,
        cards: scenario.cards,
        images: scenario.images,
      })
    }),
  )
})

test('a loaded card goes on streaming, and a loaded image can be downloaded and sent', async () => {
  const tenant = await start()
  const { ask, emulator, load, save, send, token, user_id } = tenant
  const data = { schema: '2.0', config: { streaming_mode: true }, body: { elements: [MARKDOWN] } }
  const created = await ask('POST', '/cardkit/v1/cards', {
    type: 'card_json',
    data: JSON.stringify(data),
  })
  const card_id = String(created.data?.card_id)
  await ask('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: user_id,
    msg_type: 'interactive',
    content: JSON.stringify({ type: 'card', data: { card_id } }),
  })
  const { message_id } = await send('hello')
  await ask('POST', `/im/v1/messages/${message_id}/reactions`, {
    reaction_type: { emoji_type: 'OK' },
  })
  const image_key = await upload(tenant)

  const saved = await save()
  emulator.reset()
  await load(saved)
  expect(await save()).toEqual(saved)
  const stream = (sequence: number) =>
    ask('PUT', `/cardkit/v1/cards/${card_id}/elements/answer/content`, { content: 'on', sequence })
  expect((await stream(1)).code).toBe(0)
  expect((await stream(1)).code).toBe(300317)
  const download = await fetch(`${emulator.url}/open-apis/im/v1/images/${image_key}`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  expect(new Uint8Array(await download.arrayBuffer())).toEqual(PNG)
  const listed = await ask('GET', `/im/v1/messages/${message_id}/reactions`)
  expect(listed.data?.items).toMatchObject([{ reaction_type: { emoji_type: 'OK' } }])
})

test('a saved scenario holds no secrets, and loading it keeps secrets and tokens', async () => {
  const { ask, load, save, requestToken } = await start()
  const saved = await save()
  expect(JSON.stringify(saved)).not.toContain('secret')
  await load(saved)
  expect((await ask('GET', '/bot/v3/info')).code).toBe(0)
  expect((await requestToken()).code).toBe(0)
})

test('a hand-written scenario can omit what has a default', async () => {
  const { load, call, requestToken, state } = await start()
  await load({
    version: 1,
    apps: [{ app_id: 'cli_mine', name: 'Mine' }],
    users: [{ open_id: 'ou_me', name: 'Me' }],
    chats: [
      {
        chat_id: 'oc_ours',
        chat_mode: 'p2p',
        name: 'Me',
        app_ids: ['cli_mine'],
        open_ids: ['ou_me'],
        messages: [{ message_id: 'om_hello', from: 'cli_mine', text: 'hello', age_ms: 599_000 }],
      },
    ],
    demonstrations: ['om_hello'],
  } satisfies ScenarioInput)
  const { demonstrations, users } = await state()
  expect(demonstrations).toMatchObject([{ text: 'hello', expected_code: 0 }])
  expect(users).toMatchObject([{ language: 'zh_cn', external: false }])
  const { tenant_access_token } = await requestToken('cli_mine', 'emulator-secret')
  const path = `/open-apis${PUSH('om_hello')}`
  const pushed = await call('POST', path, { token: `${tenant_access_token}`, body: bubble('x') })
  expect(pushed.code).toBe(0)
})

describe('rejects an invalid scenario with its paths and changes nothing', () => {
  const change: [string, (scenario: Scenario) => void, string][] = [
    ['a wrong version', (s) => Object.assign(s, { version: 2 }), 'version'],
    ['an unknown field', (s) => Object.assign(s, { extra: 1 }), 'extra'],
    ['no apps', (s) => s.apps.splice(0), 'apps'],
    ['an app twice', (s) => s.apps.push({ ...s.apps[0] } as never), 'apps.3.app_id'],
    ['a user twice', (s) => s.users.push({ ...s.users[0] } as never), 'users.8.open_id'],
    [
      'a chat twice',
      (s) => s.chats.push({ ...s.chats[0], messages: [] } as never),
      'chats.7.chat_id',
    ],
    [
      'a message twice',
      (s) => s.chats[1]?.messages.push({ ...s.chats[1]?.messages[0] } as never),
      'chats.1.messages.2.message_id',
    ],
    [
      'an unknown user out of range',
      (s) => Object.assign(s.apps[1] ?? {}, { unavailable_to: ['ou_x'] }),
      'apps.1.unavailable_to.0',
    ],
    [
      'an unknown bot in a chat',
      (s) => Object.assign(s.chats[2] ?? {}, { app_ids: ['cli_0123456789abcdef', 'cli_x'] }),
      'chats.2.app_ids.1',
    ],
    ['an unknown user in a chat', (s) => s.chats[2]?.open_ids.push('ou_x'), 'chats.2.open_ids.3'],
    [
      'two users in a one-to-one chat',
      (s) => s.chats[0]?.open_ids.push(s.users[0]?.open_id ?? ''),
      'chats.0.chat_mode',
    ],
    [
      'a sender from outside',
      (s) => Object.assign(s.chats[0]?.messages[0] ?? {}, { from: 'cli_fedcba9876543210' }),
      'chats.0.messages.0.from',
    ],
    [
      'a reply to nothing',
      (s) => Object.assign(s.chats[0]?.messages[0] ?? {}, { parent_id: 'om_x' }),
      'chats.0.messages.0.parent_id',
    ],
    [
      'text beside content',
      (s) => Object.assign(s.chats[0]?.messages[1] ?? {}, { text: 'x' }),
      'chats.0.messages.1.text',
    ],
    [
      'a message of tomorrow',
      (s) => Object.assign(s.chats[0]?.messages[1] ?? {}, { age_ms: -1 }),
      'chats.0.messages.1.age_ms',
    ],
    ['an unknown default app', (s) => Object.assign(s, { default_app_id: 'x' }), 'default_app_id'],
    [
      'an unknown default receiver',
      (s) => Object.assign(s, { default_receiver_open_id: 'x' }),
      'default_receiver_open_id',
    ],
    [
      'a reaction of an unknown app',
      (s) =>
        s.chats[0]?.messages[0]?.reactions.push({
          ...{ reaction_id: 'r', app_id: 'cli_x' },
          ...{ emoji_type: 'OK', age_ms: 0 },
        }),
      'chats.0.messages.0.reactions.0.app_id',
    ],
    [
      'a card of an unknown app',
      (s) =>
        s.cards.push({
          ...{ card_id: '7', app_id: 'cli_x', age_ms: 0, data: {} },
          ...{ is_template: false, sequence: 0, uuids: [] },
        }),
      'cards.0.app_id',
    ],
    [
      'an image that is not base64',
      (s) =>
        s.images.push({
          ...{ image_key: 'img', app_id: 'cli_0123456789abcdef' },
          ...{ image_type: 'message', base64: '?' },
        }),
      'images.0.base64',
    ],
    ['an unknown demonstration', (s) => s.demonstrations.unshift('om_x'), 'demonstrations.0'],
    ['an unknown assumption', (s) => Object.assign(s.assumptions, { x: 'y' }), 'assumptions.x'],
  ]
  test.each(change)('%s', async (_, spoil, path) => {
    const { controlRefusal, save, state } = await start()
    const before = await state()
    const scenario = await save()
    spoil(scenario)
    const rejected = await controlRefusal('POST', '/scenario', scenario)
    expect(rejected).toMatchObject({ status: 422, error: 'invalid' })
    expect(rejected.issues.map((issue) => issue.path)).toEqual([path])
    expect(await state()).toEqual(before)
  })

  test('a body that is not JSON', async () => {
    const { controlRefusal } = await start()
    expect(await controlRefusal('POST', '/scenario', '{')).toMatchObject({
      status: 422,
      issues: [{ path: '', message: 'The body is not valid JSON.' }],
    })
  })
})

test('does not start with an invalid seed', async () => {
  const seed = { version: 1, apps: [], users: [] } as const
  const starting = createEmulator({ seed: { ...seed, apps: [], users: [] } })
  await expect(starting).rejects.toThrow(SeedError)
  await expect(starting).rejects.toThrow('apps: At least 1 item.\nusers: At least 1 item.')
})

test('a reset restores the seed of the start, its assumptions and its clock', async () => {
  const seed: ScenarioInput = {
    version: 1,
    apps: [{ app_id: 'cli_0123456789abcdef', name: 'Mine' }],
    users: [{ open_id: 'ou_me', name: 'Me' }],
    chats: [
      {
        chat_id: 'oc_ours',
        chat_mode: 'group',
        name: 'Ours',
        app_ids: ['cli_0123456789abcdef'],
        open_ids: ['ou_me'],
        messages: [{ message_id: 'om_1', from: 'ou_me', text: 'hello', age_ms: 0 }],
      },
    ],
    assumptions: { rate_limiter: 'bucket' },
  }
  const emulator = await createEmulator({ seed, clock: 'frozen' })
  const get = async () => (await fetch(`${emulator.url}/_emulator/state`)).json()
  const post = (path: string, body: object) =>
    fetch(`${emulator.url}/_emulator${path}`, { method: 'POST', body: JSON.stringify(body) })
  const { version: started, clock: ticking, ...before } = await get()
  expect(before.assumptions).toContainEqual(
    expect.objectContaining({ name: 'rate_limiter', value: 'bucket' }),
  )
  await post('/clock', { action: 'advance', ms: 700_000 })
  await post('/assumptions', { rate_limiter: 'off', trimming: 'both_ends' })
  await post('/users/ou_me/messages', { chat_id: 'oc_ours', text: 'x' })
  await post('/reset', {})
  const { version, clock, ...after } = await get()
  expect(after).toEqual(before)
  expect(clock).toMatchObject({ mode: 'frozen', now_ms: ticking.now_ms })
  expect(version).toBeGreaterThan(started)
  await emulator.close()
})
