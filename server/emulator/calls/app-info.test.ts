import { expect, test } from 'vitest'
import { appResponseSchema } from '#contract/emulator/control'
import type { Assumptions } from '../assumptions/assumptions.ts'
import { createWorld } from '../tenant/world.ts'
import { startForTest } from '../testing/client.ts'
import { botInfo, connectionEndpoint, countConnections, listScopes } from './app-info.ts'

const INFO = '/open-apis/bot/v3/info'

async function start(assumptions: Partial<Assumptions>) {
  const client = await startForTest({ assumptions })
  const token = await client.token()
  const change = (body: unknown) =>
    client.control('PATCH', '/apps/cli_0123456789abcdef', body, appResponseSchema)
  return { ...client, change, info: () => client.call('GET', INFO, { token }) }
}

test.each(['11205', '11240', '230001'] as const)(
  'bot_ability_off = %s is what an app without bot ability is answered',
  async (bot_ability_off) => {
    const { call, change, token } = await start({ bot_ability_off })
    const { app } = await change({ bot_enabled: false })
    expect(app).toMatchObject({ app_id: 'cli_0123456789abcdef', bot_enabled: false, enabled: true })
    const path = '/open-apis/im/v1/messages/om_x/push_follow_up'
    const push = await call('POST', path, { token: await token(), body: {} })
    expect(push).toMatchObject({ status: 400, code: Number(bot_ability_off) })
  },
)

test.each(['99991662', '99991673'] as const)(
  'disabled_app = %s is what a token of a disabled app is answered',
  async (disabled_app) => {
    const { change, info } = await start({ disabled_app })
    await change({ enabled: false })
    expect(await info()).toMatchObject({ status: 400, code: Number(disabled_app) })
    await change({ enabled: true })
    expect((await info()).code).toBe(0)
  },
)

test.each([
  ['10014', 'app unauthorized'],
  ['10005', expect.any(String)],
] as const)(
  'disabled_app_token = %s is the code for a disabled app that requests a token',
  async (disabled_app_token, msg) => {
    const { change, requestToken } = await start({ disabled_app_token })
    await change({ enabled: false })
    const code = Number(disabled_app_token)
    expect(await requestToken()).toMatchObject({ status: 200, code, msg })
  },
)

test.each(['400', '200'] as const)(
  'undocumented_http_status = %s holds for codes without a known status alone',
  async (undocumented_http_status) => {
    const { call, change, info, token } = await start({ undocumented_http_status })
    const authorized = { token: await token() }
    await change({ bot_enabled: false })
    expect((await info()).status).toBe(Number(undocumented_http_status))
    await change({ bot_enabled: true })
    const known = await call('GET', '/open-apis/im/v1/messages/om_x', authorized)
    expect(known.status).toBe(400)
  },
)

test('lists the scopes granted to an app', async () => {
  const { call, change, token } = await start({})
  const ask = async () =>
    (await call('GET', '/open-apis/application/v6/scopes', { token: await token() })).data
  const { app } = await change({})
  const granted = (names: readonly string[]) => ({
    scopes: names.map((scope_name) => ({ scope_name, grant_status: 1, scope_type: 'tenant' })),
  })
  expect(await ask()).toEqual(granted(app.scopes))
  await change({ scopes: [] })
  expect(await ask()).toEqual(granted([]))
})

test('returns who is in the availability range of an app', async () => {
  const { call, change, state, token } = await start({})
  const { users } = await state()
  const [first, second] = users
  await change({ unavailable_to: [first?.open_id] })
  const ask = async (type: 'open_id' | 'union_id' | 'user_id') => {
    const path = '/open-apis/application/v6/applications/cli_0123456789abcdef/visibility'
    const { data } = await call('POST', `${path}/check_white_black_list?user_id_type=${type}`, {
      token: await token(),
      body: { user_ids: [first?.[type], second?.[type], 'unknown'] },
    })
    return data?.user_visibility_list
  }
  for (const type of ['open_id', 'union_id', 'user_id'] as const) {
    expect(await ask(type)).toMatchObject([
      { user_id: first?.[type], in_white_list: false },
      { user_id: second?.[type], in_white_list: true },
      { user_id: 'unknown', in_white_list: false },
    ])
  }
})

/** The calls about an app themselves. */
function startApp(assumptions: Partial<Assumptions> = {}) {
  const world = createWorld({ assumptions })
  const app = world.state.apps.get('cli_0123456789abcdef')
  if (!app) throw new Error('not seeded')
  const call = { world, app, params: {}, query: {}, body: undefined }
  const caller = { host: 'bot.test:1', user_agent: 'x' }
  const connect = (change: object = {}) =>
    connectionEndpoint.handle({
      ...{ world, params: {}, query: {}, caller },
      body: { AppID: app.app_id, AppSecret: 'emulator-secret', ...change },
    })
  return { app, call, connect }
}

test('the bot, its scopes and its connections are returned in full', () => {
  const { app, call } = startApp()
  app.scopes = ['a', 'b']
  expect(botInfo.handle(call)).toEqual({
    kind: 'bare',
    body: {
      code: 0,
      msg: 'ok',
      bot: {
        activate_status: 2,
        app_name: '客服助手 Support Assistant',
        avatar_url: '',
        ip_white_list: [],
        open_id: app.bot_open_id,
      },
    },
  })
  const scope = (scope_name: string) => ({ scope_name, grant_status: 1, scope_type: 'tenant' })
  expect(listScopes.handle(call)).toEqual({
    kind: 'data',
    data: { scopes: [scope('a'), scope('b')] },
  })
  expect(countConnections.handle(call)).toEqual({ kind: 'data', data: { online_instance_cnt: 0 } })
})

test('the URL of a long connection is at the address that the client used', () => {
  const { app, connect } = startApp({ connection_refusal: '403' })
  expect(connect()).toEqual({
    kind: 'bare',
    body: {
      code: 0,
      msg: '',
      data: {
        URL: expect.stringMatching(/^ws:\/\/bot\.test:1\/\S+$/),
        ClientConfig: expect.objectContaining({ PingInterval: expect.any(Number) }),
      },
    },
  })
  const refused = (code: number, msg: string) => ({ kind: 'bare', body: { code, msg, data: {} } })
  const invalid = refused(1_000_040_344, 'app_id or app_secret invalid')
  for (const change of [{ AppSecret: 'x' }, { AppID: 'x' }, { AppID: 7 }, { AppSecret: null }]) {
    expect(connect(change)).toEqual(invalid)
  }
  app.enabled = false
  expect(connect()).toEqual(refused(403, 'forbidden'))
  expect(connect({ AppSecret: 'x' })).toEqual(invalid)
  app.enabled = true
  app.app_type = 'isv'
  expect(connect()).toEqual(refused(403, 'forbidden'))
})
