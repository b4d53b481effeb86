import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { EMULATOR_OPERATIONS, type EmulatorOperation } from '#contract/emulator/faults'
import { createWorld } from '../tenant/world.ts'
import { createTestClock } from '../testing/client.ts'
import { CODES } from '../testing/codes.ts'
import { ANSWERS } from '../testing/responses.ts'
import { createTenant } from '../testing/tenant.ts'
import { carryOutCall } from './carry-out-call.ts'
import { type AppOperation, codeOf } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { tenantAccessTokenInternal } from './tokens.ts'

/** The test of what each operation does, besides the table of its codes. */
const BEHAVIOUR: Record<EmulatorOperation, { file: string; title: string }> = {
  tenant_access_token_internal: {
    file: 'tokens',
    title: 'returns the same token while at least 30 minutes remain',
  },
  app_access_token_internal: {
    file: 'tokens',
    title: 'a custom app gets one token under both names',
  },
  app_ticket_resend: {
    file: 'tokens',
    title: 'a store app gets a token of the tenant in two steps',
  },
  app_access_token: {
    file: 'tokens',
    title: 'a store app gets a token of the tenant in two steps',
  },
  tenant_access_token: {
    file: 'tokens',
    title: 'a store app gets a token of the tenant in two steps',
  },
  create_message: {
    file: 'send-message',
    title: 'the first message to a user opens a chat, the next one goes to the same chat',
  },
  reply_message: {
    file: 'change-message',
    title: 'a reply is in the same chat and has the ids of its parent and root',
  },
  get_message: {
    file: 'read-messages',
    title: 'returns a message by its id, no matter who wrote it',
  },
  list_messages: {
    file: 'read-messages',
    title: 'lists messages oldest first, or newest first if requested',
  },
  edit_message: {
    file: 'change-message',
    title: 'an edit changes text and update time, up to twenty times',
  },
  recall_message: {
    file: 'change-message',
    title: 'a recalled message keeps its position and loses its content and bubbles',
  },
  push_follow_up: {
    file: 'push-follow-up',
    title: 'a push adds the bubbles and returns empty data',
  },
  patch_card_message: {
    file: 'change-message',
    title: 'a card is replaced and keeps its position',
  },
  read_users: { file: 'read-messages', title: 'returns who has read a message, in pages' },
  create_reaction: { file: 'reactions', title: 'a bot adds, lists and removes its reactions' },
  list_reactions: { file: 'reactions', title: 'a bot adds, lists and removes its reactions' },
  delete_reaction: { file: 'reactions', title: 'a bot adds, lists and removes its reactions' },
  create_card: { file: 'cards', title: 'a card is sent once and then changed by its id' },
  update_card: { file: 'cards', title: 'a card is sent once and then changed by its id' },
  stream_card_text: { file: 'cards', title: 'a text is streamed into an element' },
  upload_image: { file: 'images', title: 'an uploaded image is downloaded byte for byte' },
  download_image: { file: 'images', title: 'an uploaded image is downloaded byte for byte' },
  list_chats: { file: 'chats', title: 'lists only the groups that the bot is in' },
  get_chat: { file: 'chats', title: 'a one-to-one chat can be read but is not listed' },
  batch_get_id: {
    file: 'users',
    title: 'returns an entry for each address and number, with an id if a user has it',
  },
  get_user: { file: 'users', title: 'returns a user with the fields that the app may read' },
  bot_info: { file: 'users', title: 'returns the bot of a token without data around it' },
  list_scopes: { file: 'app-info', title: 'lists the scopes granted to an app' },
  check_visibility: {
    file: 'app-info',
    title: 'returns who is in the availability range of an app',
  },
  connection_endpoint: {
    file: '../connections/connections',
    title: 'a client opens a connection, gets an event and acknowledges it',
  },
  count_connections: {
    file: '../connections/connections',
    title: 'each event goes to one of the open connections of its app',
  },
}

describe('the table of calls', () => {
  test('holds every operation once', () => {
    expect(OPERATIONS.map(({ name }) => name).toSorted()).toEqual(EMULATOR_OPERATIONS.toSorted())
    const routes = OPERATIONS.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(routes).size).toBe(routes.length)
  })

  test.each(Object.entries(BEHAVIOUR))('%s has its test', (_, { file, title }) => {
    const text = readFileSync(new URL(`${file}.test.ts`, import.meta.url), 'utf8')
    expect(text).toMatch(new RegExp(`test\\((['"])${title}\\1`))
  })
})

describe('the table of codes', () => {
  test.each(OPERATIONS)(
    'has a row for each code that $name declares, and no other',
    ({ name, codes }) => {
      const rows = new Set(CODES[name].map(({ code }) => code))
      expect([...rows].toSorted()).toEqual([...new Set([0, ...codes])].toSorted())
    },
  )

  const rows = EMULATOR_OPERATIONS.flatMap((name) => CODES[name].map((row) => ({ name, ...row })))
  test.each(rows)('$name returns $code: $when', async ({ name, code, ask }) => {
    const tenant = await createTenant()
    const { headers: _, status: __, ...answer } = await ask(tenant)
    expect(answer.code).toBe(code)
    if (code === 0) ANSWERS[name].parse(answer)
  })
})

describe('before a call is carried out', () => {
  const calls = OPERATIONS.filter((one): one is AppOperation => one.access !== 'open')

  /** A bot with a token, and what it makes: empty calls, which are rejected before their content matters. */
  function start() {
    const world = createWorld({ clock: createTestClock().read })
    const app = world.state.apps.get('cli_0123456789abcdef')
    if (!app) throw new Error('not seeded')
    const call = { params: { message_id: 'om_unknown' }, query: {} }
    const caller = { host: '127.0.0.1', user_agent: '' }
    const granted = tenantAccessTokenInternal.handle({ ...call, world, caller, body: app })
    const token = granted.kind === 'bare' ? granted.body.tenant_access_token : null
    const ask = async (operation: AppOperation, authorization?: string) => {
      const readBody = async () => undefined
      const request = { ...call, authorization, caller, readBody }
      const { result } = await carryOutCall(world, operation, request)
      return { code: codeOf(result), error: 'error' in result ? result.error : undefined }
    }
    return { app, ask, askAsBot: (one: AppOperation) => ask(one, `Bearer ${token}`) }
  }

  test.each(calls)('$name requires a token', async (operation) => {
    const { ask } = start()
    const answered = async (authorization?: string) => (await ask(operation, authorization)).code
    expect(await answered()).toBe(99991661)
    expect(await answered('Bearer t-unknown')).toBe(99991663)
    expect(await answered('Bearer u-unknown')).toBe(99991668)
    expect(await answered('Bearer x')).toBe(99991671)
  })

  test.each(calls)('$name requires an enabled app', async (operation) => {
    const { app, askAsBot } = start()
    app.enabled = false
    expect((await askAsBot(operation)).code).toBe(99991662)
  })

  test.each(calls)('$name requires one of its scopes', async (operation) => {
    const { app, askAsBot } = start()
    app.scopes = ['none']
    const { code, error } = await askAsBot(operation)
    expect(code === 99991672).toBe(operation.access.length > 0)
    if (operation.access.length === 0) return
    expect(error).toMatchObject({
      permission_violations: operation.access.map((subject) => ({ subject })),
      helps: operation.access.map(() => ({})),
    })
    for (const scope of operation.access) {
      app.scopes = [scope]
      expect((await askAsBot(operation)).code).not.toBe(99991672)
    }
  })

  test.each(calls)('$name requires bot ability if it concerns a bot', async (operation) => {
    const { app, askAsBot } = start()
    app.bot_enabled = false
    const { code } = await askAsBot(operation)
    const { botAbilityOff } = operation
    if (botAbilityOff === 'works') expect(code).not.toBe(11205)
    else expect(code).toBe(botAbilityOff === 'assumed' ? 11205 : botAbilityOff)
  })

  test.each(calls)('$name is limited to 50 calls a second', async (operation) => {
    const { askAsBot } = start()
    const codes: number[] = []
    for (let calls = 0; calls < 51; calls += 1) codes.push((await askAsBot(operation)).code)
    expect(codes.indexOf(99991400)).toBe(50)
  })
})

describe('what each call requires', () => {
  const SEND = ['im:message', 'im:message:send_as_bot', 'im:message:send']
  const CHANGE = ['im:message', 'im:message:send_as_bot', 'im:message:update']
  const REACT = ['im:message', 'im:message.reactions:write_only']
  const CHATS = ['im:chat', 'im:chat:readonly', 'im:chat:read', 'im:chat.group_info:readonly']
  const CARDS = ['cardkit:card:write']

  /** The scopes of which the app needs one, the code without bot ability, where the codes are listed. */
  test.each<[EmulatorOperation, readonly string[] | 'open', number | string | null, string]>([
    ['tenant_access_token_internal', 'open', null, 'tenant_access_token'],
    ['app_access_token_internal', 'open', null, 'tenant_access_token'],
    ['app_ticket_resend', 'open', null, 'app_ticket'],
    ['app_access_token', 'open', null, 'tenant_access_token'],
    ['tenant_access_token', 'open', null, 'tenant_access_token'],
    ['create_message', SEND, 230006, 'create_message'],
    ['reply_message', SEND, 230006, 'reply_message'],
    ['get_message', ['im:message', 'im:message:readonly'], 230006, 'get_message'],
    [
      'list_messages',
      ['im:message', 'im:message:readonly', 'im:message.history:readonly'],
      230006,
      'list_messages',
    ],
    ['edit_message', CHANGE, 230006, 'reply_message'],
    [
      'recall_message',
      ['im:message', 'im:message:recall', 'im:message:send_as_bot'],
      230006,
      'recall_message',
    ],
    ['push_follow_up', ['im:message', 'im:message:send_as_bot'], 'assumed', 'push_follow_up'],
    ['patch_card_message', CHANGE, 230006, 'reply_message'],
    [
      'read_users',
      ['im:message', 'im:message:readonly', 'im:message:basic'],
      230006,
      'get_message',
    ],
    ['create_reaction', REACT, 230006, 'get_message'],
    ['list_reactions', ['im:message.reactions:read', 'im:message:readonly'], 230006, 'get_message'],
    ['delete_reaction', REACT, 230006, 'get_message'],
    ['create_card', CARDS, 'works', 'any'],
    ['update_card', CARDS, 'works', 'any'],
    ['stream_card_text', CARDS, 'works', 'any'],
    ['upload_image', ['im:resource', 'im:resource:upload'], 234007, 'any'],
    ['download_image', [], 234007, 'any'],
    ['list_chats', CHATS, 232025, 'list_chats'],
    ['get_chat', CHATS, 232025, 'get_chat'],
    ['batch_get_id', ['contact:user.id:readonly'], 'works', 'any'],
    [
      'get_user',
      [
        'contact:contact.base:readonly',
        'contact:contact:access_as_app',
        'contact:contact:readonly',
        'contact:contact:readonly_as_app',
      ],
      'works',
      'any',
    ],
    ['bot_info', [], 11205, 'any'],
    ['list_scopes', [], 'works', 'any'],
    [
      'check_visibility',
      ['application:application:self_manage', 'admin:app.info:readonly'],
      'works',
      'any',
    ],
    ['connection_endpoint', 'open', null, 'any'],
    ['count_connections', [], 'works', 'any'],
  ])('%s: %j, %s, %s', (name, access, botAbilityOff, endpoint) => {
    const operation = OPERATIONS.find((one) => one.name === name)
    expect(operation).toMatchObject({ access, endpoint })
    expect(operation && 'botAbilityOff' in operation ? operation.botAbilityOff : null).toBe(
      botAbilityOff,
    )
  })

  test('calls with messages and cards take 1 MB, an upload 20 MB, the others the usual size', () => {
    const sizes = Object.fromEntries(
      OPERATIONS.flatMap(({ name, maxBytes }) =>
        maxBytes === undefined ? [] : [[name, maxBytes]],
      ),
    )
    expect(sizes).toEqual({
      create_message: 1_048_576,
      reply_message: 1_048_576,
      edit_message: 1_048_576,
      patch_card_message: 1_048_576,
      create_card: 1_048_576,
      update_card: 1_048_576,
      stream_card_text: 1_048_576,
      upload_image: 20_971_520,
    })
  })
})

test('an app without bot ability gets a code with its text from each call that needs it', async () => {
  const tenant = await createTenant()
  await tenant.control('PATCH', `/apps/${tenant.app_id}`, { bot_enabled: false }, z.looseObject({}))
  const codes: Record<string, number> = {}
  for (const { name, method, path, access } of OPERATIONS) {
    if (access === 'open') continue
    const scopes = [...access]
    await tenant.control('PATCH', `/apps/${tenant.app_id}`, { scopes }, z.looseObject({}))
    const { code, msg } = await tenant.ask(method, path.slice('/open-apis'.length))
    expect(msg, name).toMatch(/\w/)
    codes[name] = code
  }
  expect(codes).toMatchObject({
    create_message: 230006,
    reply_message: 230006,
    get_message: 230006,
    list_messages: 230006,
    edit_message: 230006,
    recall_message: 230006,
    push_follow_up: 11205,
    patch_card_message: 230006,
    read_users: 230006,
    create_reaction: 230006,
    list_reactions: 230006,
    delete_reaction: 230006,
    upload_image: 234007,
    download_image: 234007,
    list_chats: 232025,
    get_chat: 232025,
    bot_info: 11205,
    list_scopes: 0,
    count_connections: 0,
  })
})
