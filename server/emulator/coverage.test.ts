import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { appAnswerSchema } from '#contract/emulator-control'
import { EMULATOR_OPERATIONS, type EmulatorOperation } from '#contract/emulator-operation'
import { OPERATIONS } from './operations.ts'
import { ANSWERS } from './test-answers.ts'
import { CODES } from './test-codes.ts'
import { createTenant, type Tenant } from './test-tenant.ts'

/** Where each call is tried for what it does, beside the table of its codes. */
const BEHAVIOUR: Record<EmulatorOperation, { file: string; title: string }> = {
  tenant_access_token_internal: {
    file: 'tokens',
    title: 'the same token comes back while 30 minutes or more remain',
  },
  app_access_token_internal: {
    file: 'store-app-tokens',
    title: 'a custom app is given one token under both names',
  },
  app_ticket_resend: {
    file: 'store-app-tokens',
    title: 'a store app comes to a token of the tenant in two steps',
  },
  app_access_token: {
    file: 'store-app-tokens',
    title: 'a store app comes to a token of the tenant in two steps',
  },
  tenant_access_token: {
    file: 'store-app-tokens',
    title: 'a store app comes to a token of the tenant in two steps',
  },
  create_message: {
    file: 'create-message',
    title: 'the first message to a person opens their chat, the next one goes to the same',
  },
  reply_message: {
    file: 'existing-message',
    title: 'a reply stands in the same chat and names its parent and its root',
  },
  get_message: { file: 'list-messages', title: 'a message can be got by its id, whoever wrote it' },
  list_messages: {
    file: 'list-messages',
    title: 'messages come oldest first, or newest first when asked',
  },
  edit_message: {
    file: 'existing-message',
    title: 'an edit changes text and time of change, up to twenty times',
  },
  recall_message: {
    file: 'existing-message',
    title: 'a recalled message keeps its place, loses its content and its bubbles',
  },
  push_follow_up: {
    file: 'push-follow-up',
    title: 'a push gives the message its bubbles and is answered with empty data',
  },
  list_chats: { file: 'chats', title: 'only the groups that the bot is in are listed' },
  get_chat: { file: 'chats', title: 'a one-to-one chat can be got but is not listed' },
  batch_get_id: {
    file: 'contacts',
    title: 'each address and each number has its entry, with an id where somebody has it',
  },
  bot_info: { file: 'contacts', title: 'the bot behind a token is told without data around it' },
  list_scopes: { file: 'app-status', title: 'an app may ask which scopes it was granted' },
  check_visibility: {
    file: 'app-status',
    title: 'an app may ask who is in its availability range',
  },
}

describe('the table of calls', () => {
  test('holds every call that the emulator knows, once', () => {
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
    'has a row for every code that $name declares, and for no other',
    ({ name, codes }) => {
      const rows = new Set(CODES[name].map(({ code }) => code))
      expect([...rows].toSorted()).toEqual([...new Set([0, ...codes])].toSorted())
    },
  )

  const rows = EMULATOR_OPERATIONS.flatMap((name) => CODES[name].map((row) => ({ name, ...row })))
  test.each(rows)('$name answers $code: $when', async ({ name, code, ask }) => {
    const tenant = await createTenant()
    const { headers: _, status: __, ...answer } = await ask(tenant)
    expect(answer.code).toBe(code)
    if (code === 0) ANSWERS[name].parse(answer)
  })
})

describe('before a call is carried out', () => {
  const calls = OPERATIONS.filter(({ access }) => access !== 'open')

  /** The call with nothing in it: it is refused before that matters. */
  const ask = (tenant: Tenant, { method, path }: (typeof calls)[number], headers = {}) => {
    const url = path.replace(/:\w+/, 'om_nowhere')
    return tenant.call(method, url, { headers, ...(method !== 'GET' && { body: 'not json' }) })
  }
  const authorized = ({ token }: Tenant) => ({ Authorization: `Bearer ${token}` })

  test.each(calls)('$name demands a token', async (operation) => {
    const tenant = await createTenant()
    const answered = async (headers: object) => (await ask(tenant, operation, headers)).code
    expect(await answered({})).toBe(99991661)
    expect(await answered({ Authorization: 'Bearer t-unknown' })).toBe(99991663)
    expect(await answered({ Authorization: 'Bearer u-unknown' })).toBe(99991668)
    expect(await answered({ Authorization: 'Bearer x' })).toBe(99991671)
  })

  test.each(calls)('$name demands that the app is in use', async (operation) => {
    const tenant = await createTenant()
    await tenant.control('PATCH', '/apps/cli_emulator', { enabled: false }, appAnswerSchema)
    expect((await ask(tenant, operation, authorized(tenant))).code).toBe(99991662)
  })

  test.each(calls)('$name demands one of its permissions', async (operation) => {
    const tenant = await createTenant()
    await tenant.control('PATCH', '/apps/cli_emulator', { scopes: ['none'] }, appAnswerSchema)
    const { code, error } = await ask(tenant, operation, authorized(tenant))
    expect(code === 99991672).toBe(operation.access.length > 0)
    if (operation.access.length === 0) return
    expect(error?.permission_violations?.map(({ subject }) => subject)).toEqual(operation.access)
    expect(error?.helps).toHaveLength(operation.access.length)
    for (const scope of operation.access) {
      await tenant.control('PATCH', '/apps/cli_emulator', { scopes: [scope] }, appAnswerSchema)
      expect((await ask(tenant, operation, authorized(tenant))).code).not.toBe(99991672)
    }
  })

  test.each(calls)('$name demands a bot, where it is about one', async (operation) => {
    const tenant = await createTenant()
    await tenant.control('PATCH', '/apps/cli_emulator', { bot_enabled: false }, appAnswerSchema)
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
