import { describe, expect, test } from 'vitest'
import { assumptionsResponseSchema } from '#contract/emulator/control'
import { createWorld, type World } from '../tenant/world.ts'
import { createTestClock, startForTest } from '../testing/client.ts'
import { botInfo } from './app-info.ts'
import {
  appOfHeader,
  carryOutCall,
  checkPermission,
  endToken,
  ownerOfHeader,
} from './carry-out-call.ts'
import { failure, type OpenOperation } from './operation.ts'
import { tenantAccessTokenInternal } from './tokens.ts'

const MISSING = 'Missing access token for authorization. Please make a request with token attached.'
const INVALID = 'Invalid access token for authorization. Please make a request with token attached.'

test.each([
  [undefined, 99991661, MISSING],
  ['t-without-bearer', 99991661, MISSING],
  ['Basic dDp0', 99991661, MISSING],
  ['Bearer', 99991661, MISSING],
  ['Bearer t-never-issued', 99991663, INVALID],
  ['Bearer u-of-a-user', 99991668, INVALID],
  ['Bearer eyJhbGciOiJFUzI1NiJ9.e30.x', 99991668, INVALID],
  ['Bearer secret', 99991671, 'Invalid token: must start with t-/u-'],
])('the header %j returns %i before the body is read', async (value, code, msg) => {
  const { call } = await startForTest()
  const answer = await call('POST', '/open-apis/im/v1/messages/om_unknown/push_follow_up', {
    body: 'not json',
    headers: value === undefined ? {} : { Authorization: value },
  })
  expect(answer).toMatchObject({ status: 400, code, msg })
})

test('the error for a missing scope lists the scopes and links to grant them', () => {
  const world = createWorld()
  const app = world.state.apps.get('cli_0123456789abcdef')
  if (!app) throw new Error('not seeded')
  app.scopes = ['im:message:readonly']
  const check = (...access: string[]) =>
    checkPermission(world, app, { access, botAbilityOff: 'works' })
  expect(check('im:message:readonly')).toBeNull()
  expect(check()).toBeNull()
  expect(check('im:message', 'im:message:send_as_bot')).toMatchObject({
    code: 99991672,
    msg: expect.stringContaining(
      'One of the following scopes is required: [im:message, im:message:send_as_bot].',
    ),
    error: {
      permission_violations: [
        { type: 'action_scope_required', subject: 'im:message' },
        { type: 'action_scope_required', subject: 'im:message:send_as_bot' },
      ],
      helps: [
        {
          url: 'https://open.feishu.cn/app/cli_0123456789abcdef/auth?q=im:message&op_from=openapi',
        },
        {
          url: 'https://open.feishu.cn/app/cli_0123456789abcdef/auth?q=im:message:send_as_bot&op_from=openapi',
        },
      ],
    },
  })
})

test('bearer_case = any accepts the scheme in another case', async () => {
  const { call, control, token } = await startForTest()
  const ask = async (scheme: string) => {
    const headers = { Authorization: `${scheme} ${await token()}` }
    return (await call('GET', '/open-apis/bot/v3/info', { headers })).code
  }
  expect([await ask('Bearer'), await ask('bearer')]).toEqual([0, 99991661])
  await control('POST', '/assumptions', { bearer_case: 'any' }, assumptionsResponseSchema)
  expect([await ask('Bearer'), await ask('bearer')]).toEqual([0, 0])
})

test('the error for a missing scope is complete', () => {
  const world = createWorld()
  const app = world.state.apps.get('cli_0123456789abcdef')
  if (!app) throw new Error('not seeded')
  const url = 'https://open.feishu.cn/app/cli_0123456789abcdef/auth?q='
  expect(checkPermission(world, app, { access: ['a:b', 'c'], botAbilityOff: 'works' })).toEqual({
    code: 99991672,
    msg: `Access denied. One of the following scopes is required: [a:b, c].应用尚未开通所需的应用身份权限：[a:b, c]，点击链接申请并开通任一权限即可：${url}a:b,c&op_from=openapi&token_type=tenant`,
    error: {
      message:
        'Refer to the documentation to fix the error: https://open.feishu.cn/document/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting/how-to-fix-the-99991672-error',
      permission_violations: [
        { type: 'action_scope_required', subject: 'a:b' },
        { type: 'action_scope_required', subject: 'c' },
      ],
      helps: [
        {
          url: `${url}a:b&op_from=openapi`,
          description: 'Grant a:b to the app and publish a version of it',
        },
        {
          url: `${url}c&op_from=openapi`,
          description: 'Grant c to the app and publish a version of it',
        },
      ],
    },
  })
})

test('an app without bot ability lacks its scopes first', () => {
  const world = createWorld({ assumptions: { bot_ability_off: '11240' } })
  const app = world.state.apps.get('cli_0123456789abcdef')
  if (!app) throw new Error('not seeded')
  app.bot_enabled = false
  const check = (access: string[], botAbilityOff: number | 'assumed' | 'works') =>
    checkPermission(world, app, { access, botAbilityOff })?.code
  expect(check(['none'], 230006)).toBe(99991672)
  expect(check(['none', 'im:message'], 230006)).toBe(230006)
  expect(check([], 'assumed')).toBe(11240)
  expect(check([], 'works')).toBeUndefined()
  app.bot_enabled = true
  expect([check([], 'assumed'), check([], 230006)]).toEqual([undefined, undefined])
})

describe('the token of a header', () => {
  function withToken(bearer_case: 'exact' | 'any'): World {
    const world = createWorld({ clock: createTestClock().read, assumptions: { bearer_case } })
    const app_id = 'cli_0123456789abcdef'
    const token = { app_id, name: app_id, expires_at_ms: world.clock() + 1 }
    world.tokens.set('t-1', { kind: 'tenant', ...token })
    world.tokens.set('a-1', { kind: 'app', ...token })
    return world
  }

  test.each(['exact', 'any'] as const)('follows one scheme and nothing else (%s)', (as) => {
    const world = withToken(as)
    expect(ownerOfHeader(world, 'Bearer t-1')).toMatchObject({ kind: 'tenant' })
    expect(appOfHeader(world, 'Bearer t-1')).toMatchObject({ app_id: 'cli_0123456789abcdef' })
    for (const header of [
      ...['x Bearer t-1', 'Bearer t-1\nx', 'Bearer t-1 x', 'Bearer  t-1', 'Bearert-1', 't-1'],
      ...['Bearer a-1', 'Bearer t-2', 'Bearer', '', undefined],
    ]) {
      expect(ownerOfHeader(world, header)).toBeUndefined()
      expect(appOfHeader(world, header)).toBeUndefined()
    }
  })

  test('ends alone', () => {
    const world = withToken('exact')
    endToken(world, undefined)
    endToken(world, 'Bearer t-2')
    expect(world.tokens.size).toBe(2)
    endToken(world, 'Bearer t-1')
    expect([...world.tokens.keys()]).toEqual(['a-1'])
  })

  test('belongs to no app that was removed', () => {
    const world = withToken('exact')
    world.state.apps.delete('cli_0123456789abcdef')
    expect(appOfHeader(world, 'Bearer t-1')).toBeUndefined()
  })
})

test('a code that an operation does not declare is a bug', async () => {
  const world = createWorld()
  const request = {
    ...{ authorization: undefined, params: {}, query: {}, readBody: async () => undefined },
    caller: { host: '', user_agent: '' },
  }
  const returning = (code: number): OpenOperation => ({
    ...tenantAccessTokenInternal,
    codes: [10003],
    handle: () => failure({ code }),
  })
  const { result } = await carryOutCall(world, returning(10003), request)
  expect(result).toEqual({ kind: 'error', code: 10003 })
  await expect(carryOutCall(world, returning(10004), request)).rejects.toThrow(
    'tenant_access_token_internal returns 10004, which it does not declare',
  )
  const app_id = 'cli_0123456789abcdef'
  const expires_at_ms = world.clock() + 60_000
  world.tokens.set('t-1', { kind: 'tenant', app_id, name: app_id, expires_at_ms })
  const authorized = { ...request, authorization: 'Bearer t-1' }
  const undeclared = { ...botInfo, handle: () => failure({ code: 7 }) }
  await expect(carryOutCall(world, undeclared, authorized)).rejects.toThrow('bot_info returns 7')
})
