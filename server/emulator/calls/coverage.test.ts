import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { appResponseSchema } from '#contract/emulator/control'
import { EMULATOR_OPERATIONS, type EmulatorOperation } from '#contract/emulator/faults'
import { CODES } from '../testing/codes.ts'
import { ANSWERS } from '../testing/responses.ts'
import { createTenant, type Tenant } from '../testing/tenant.ts'
import { OPERATIONS } from './operations.ts'

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
  const calls = OPERATIONS.filter(({ access }) => access !== 'open')

  /** Makes an empty call, which is rejected before its content matters. */
  const ask = (tenant: Tenant, { method, path }: (typeof calls)[number], headers = {}) => {
    const url = path.replace(/:\w+/, 'om_unknown')
    return tenant.call(method, url, { headers, ...(method !== 'GET' && { body: 'not json' }) })
  }
  const authorized = ({ token }: Tenant) => ({ Authorization: `Bearer ${token}` })

  test.each(calls)('$name requires a token', async (operation) => {
    const tenant = await createTenant()
    const answered = async (headers: object) => (await ask(tenant, operation, headers)).code
    expect(await answered({})).toBe(99991661)
    expect(await answered({ Authorization: 'Bearer t-unknown' })).toBe(99991663)
    expect(await answered({ Authorization: 'Bearer u-unknown' })).toBe(99991668)
    expect(await answered({ Authorization: 'Bearer x' })).toBe(99991671)
  })

  test.each(calls)('$name requires an enabled app', async (operation) => {
    const tenant = await createTenant()
    await tenant.control(
      'PATCH',
      '/apps/cli_0123456789abcdef',
      { enabled: false },
      appResponseSchema,
    )
    expect((await ask(tenant, operation, authorized(tenant))).code).toBe(99991662)
  })

  test.each(calls)('$name requires one of its scopes', async (operation) => {
    const tenant = await createTenant()
    await tenant.control(
      'PATCH',
      '/apps/cli_0123456789abcdef',
      { scopes: ['none'] },
      appResponseSchema,
    )
    const { code, error } = await ask(tenant, operation, authorized(tenant))
    expect(code === 99991672).toBe(operation.access.length > 0)
    if (operation.access.length === 0) return
    expect(error?.permission_violations?.map(({ subject }) => subject)).toEqual(operation.access)
    expect(error?.helps).toHaveLength(operation.access.length)
    for (const scope of operation.access) {
      await tenant.control(
        'PATCH',
        '/apps/cli_0123456789abcdef',
        { scopes: [scope] },
        appResponseSchema,
      )
      expect((await ask(tenant, operation, authorized(tenant))).code).not.toBe(99991672)
    }
  })

  test.each(calls)('$name requires bot ability if it concerns a bot', async (operation) => {
    const tenant = await createTenant()
    await tenant.control(
      'PATCH',
      '/apps/cli_0123456789abcdef',
      { bot_enabled: false },
      appResponseSchema,
    )
    const { code } = await ask(tenant, operation, authorized(tenant))
    if (operation.access === 'open') throw new Error('filtered above')
    const { botAbilityOff } = operation
    if (botAbilityOff === 'works') expect(code).not.toBe(11205)
    else expect(code).toBe(botAbilityOff === 'assumed' ? 11205 : botAbilityOff)
  })

  test.each(calls)('$name is limited to 50 calls a second', async (operation) => {
    const tenant = await createTenant()
    const codes: number[] = []
    for (let calls = 0; calls < 51; calls += 1) {
      codes.push((await ask(tenant, operation, authorized(tenant))).code)
    }
    expect(codes.indexOf(99991400)).toBe(50)
  })
})
