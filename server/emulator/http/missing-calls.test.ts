import { expect, test } from 'vitest'
import { assumptionsResponseSchema } from '#contract/emulator/control'
import { createTenant } from '../testing/tenant.ts'

const HOOK = '/open-apis/bot/v2/hook/5f2c0d8e-0b7a-4f0e-9d44-8d8f2f9b7c31'

test('a call that the emulator does not have leaves a trace without IDs, tokens and query', async () => {
  const warnings: string[] = []
  const tenant = await createTenant({ warn: (line) => warnings.push(line) })
  const { emulator, state, token, clock } = tenant
  const request = (method: string, path: string, headers = {}) =>
    fetch(emulator.url + path, { method, headers })
  const { version } = await state()
  const pin = '/open-apis/im/v1/pins'
  const response = await request('POST', pin, { Authorization: `Bearer ${token}` })
  expect([response.status, await response.text()]).toEqual([404, '404 page not found'])
  clock.advance(1000)
  await request('POST', `${HOOK}?secret=1`)
  await request('POST', pin)
  // A known path with another method is also a call that it does not have.
  await request('PATCH', '/open-apis/im/v1/chats/oc_a0553eda9014c201e6969b478895c230')
  await request('GET', '/elsewhere')

  const { missing_calls, version: later, now_ms } = await state()
  const common = { last_at_ms: now_ms, app_id: null }
  expect(missing_calls).toEqual([
    { method: 'POST', path: '/open-apis/bot/v2/hook/:id', count: 1, ...common },
    { method: 'POST', path: pin, count: 2, ...common },
    { method: 'PATCH', path: '/open-apis/im/v1/chats/:id', count: 1, ...common },
  ])
  expect(later).toBeGreaterThan(version)
  expect(warnings).toEqual([
    `The emulator does not have the call POST ${pin}.`,
    'The emulator does not have the call POST /open-apis/bot/v2/hook/:id.',
    'The emulator does not have the call PATCH /open-apis/im/v1/chats/:id.',
  ])
  await request('POST', pin, { Authorization: `Bearer ${token}` })
  expect((await state()).missing_calls.at(-1)?.app_id).toBe((await state()).default_app_id)
})

test('missing_call = empty_success lets a bot go on, and the trace is the same', async () => {
  const tenant = await createTenant({ warn() {} })
  const missing_call = 'empty_success'
  await tenant.control('POST', '/assumptions', { missing_call }, assumptionsResponseSchema)
  const response = await fetch(`${tenant.emulator.url}/open-apis/docx/v1/documents`, {
    method: 'POST',
    body: '{}',
  })
  expect([response.status, await response.json()]).toEqual([200, { code: 0, data: {} }])
  expect((await tenant.state()).missing_calls).toHaveLength(1)
  expect((await fetch(`${tenant.emulator.url}/nowhere`)).status).toBe(404)
  await tenant.emulator.reset()
  expect((await tenant.state()).missing_calls).toEqual([])
})

test('only the last 100 kinds of missing calls are kept', async () => {
  const { emulator, state } = await createTenant({ warn() {} })
  for (let index = 0; index <= 100; index += 1) {
    await fetch(`${emulator.url}/open-apis/x${index}`)
  }
  const paths = (await state()).missing_calls.map(({ path }) => path)
  expect(paths).toHaveLength(100)
  expect([paths[0], paths.at(-1)]).toEqual(['/open-apis/x1', '/open-apis/x100'])
})

test('a part of a path is hidden if it may be an id', async () => {
  const { emulator, state } = await createTenant({ warn() {} })
  const shown = ['x'.repeat(40), '12345678', 'v1', 'abcdefgh7']
  const paths = [
    ...[shown.slice(0, 3).join('/'), `${'x'.repeat(41)}/123456789`, 'abcdefgh7/abcdefghi'],
    'y/'.repeat(110),
  ]
  for (const path of paths) await fetch(`${emulator.url}/open-apis/${path}`)
  await fetch(`${emulator.url}/open-apis`)
  await fetch(`${emulator.url}/open-apisx`)
  await fetch(`${emulator.url}/open-apis/authen/v1/user_info`)
  for (const path of ['user_info/x', 'user_infox', 'x/open-apis/authen/v1/user_info']) {
    await fetch(`${emulator.url}/open-apis/authen/v1/${path}`)
  }
  await fetch(`${emulator.url}/open-apis/open-apis/authen/v1/authorize`)
  expect((await state()).missing_calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /open-apis/${shown.slice(0, 3).join('/')}`,
    'GET /open-apis/:id/:id',
    'GET /open-apis/:id/abcdefghi',
    `GET /open-apis/${'y/'.repeat(94)}y`,
    'GET /open-apis',
    'GET /open-apis/authen/v1/user_info/x',
    'GET /open-apis/authen/v1/user_infox',
    'GET /open-apis/authen/v1/x/open-apis/authen/v1/user_info',
    'GET /open-apis/open-apis/authen/v1/authorize',
  ])
})

test.each([
  ['404', 404, 'text/plain; charset=UTF-8', '404 page not found'],
  ['empty_success', 200, 'application/json', '{"code":0,"data":{}}'],
])('missing_call = %s returns %i', async (missing_call, status, type, text) => {
  const { emulator, control } = await createTenant({ warn() {} })
  await control('POST', '/assumptions', { missing_call }, assumptionsResponseSchema)
  const response = await fetch(`${emulator.url}/open-apis/x`)
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe(type)
  expect(response.headers.get('content-length')).toBe(String(text.length))
  expect(response.headers.get('x-tt-logid')).toMatch(/^\d{14}/)
  expect(await response.text()).toBe(text)
})
