import { expect, test } from 'vitest'
import { assumptionsResponseSchema } from '#contract/emulator/control'
import { createWorld } from '../tenant/world.ts'
import { startForTest } from '../testing/client.ts'
import { checkPermission } from './carry-out-call.ts'

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
