import { beforeAll, describe, expect, test } from 'vitest'
import type { ApiDocument } from '#contract/openapi'
import { startEmulated } from '../testing/emulated-console.ts'

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

let emulated: Awaited<ReturnType<typeof startEmulated>>
let api: ApiDocument
beforeAll(async () => {
  emulated = await startEmulated()
  api = await (await emulated.request('/api/openapi.json')).json()
  return emulated.close
})

type Parameter = { name: string; in: string }
type Operation = { parameters?: Parameter[]; requestBody?: unknown }

/** Every route of the API with its parameters; a new route is covered too. */
function operations() {
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const { parameters = [], requestBody } = operation as Operation
      const query = parameters.filter((one) => one.in === 'query').map(({ name }) => name)
      return { method: method.toUpperCase(), path, query, hasBody: requestBody !== undefined }
    }),
  )
}

describe.each(NAMES)('the name %s, which every object inherits,', (name) => {
  test('is not found in any route that takes an ID', async () => {
    const withId = operations().filter(({ path }) => path.includes('{'))
    expect(withId.length).toBeGreaterThan(20)
    for (const { method, path, hasBody } of withId) {
      const response = await emulated.request(path.replace(/\{\w+\}/g, name), {
        method,
        ...(hasBody && { headers: { 'content-type': 'application/json' }, body: '{}' }),
      })
      // These describe what the platform says of the ID.
      const asks = path.endsWith('/preflight') || path.startsWith('/api/chats/')
      expect(asks ? [200, 422] : [404, 409, 422], `${method} ${path}`).toContain(response.status)
      expect(await response.text()).not.toMatch(/\[native code\]|\[object/)
    }
  })

  test('is a value like any other in every parameter of a query', async () => {
    const reads = operations().filter(({ method, path }) => method === 'GET' && !path.includes('{'))
    for (const { path, query } of reads) {
      for (const parameter of query) {
        // An open stream has no end to wait for.
        if (path.endsWith('/stream') && parameter !== 'profile') continue
        const response = await emulated.request(`${path}?${parameter}=${name}`)
        expect([200, 404, 422], `${path}?${parameter}`).toContain(response.status)
        expect(await response.text()).not.toMatch(/\[native code\]|\[object/)
      }
    }
  })

  test('is an unknown app, token, message, chat or user of the emulator', async () => {
    const call = async (method: string, path: string, body?: object, token?: string) => {
      const response = await fetch(`${emulated.emulator.url}${path}`, {
        method,
        headers: token ? { authorization: `Bearer ${token}` } : {},
        ...(body && { body: JSON.stringify(body) }),
      })
      return { status: response.status, ...((await response.json()) as { code?: number }) }
    }
    const TOKEN = '/open-apis/auth/v3/tenant_access_token/internal'
    const { tenant_access_token: token } = (await call('POST', TOKEN, {
      app_id: emulated.profile.app_id,
      app_secret: 'emulator-secret',
    })) as { tenant_access_token?: string }
    expect(token).toBeTypeOf('string')
    const im = '/open-apis/im/v1'
    for (const [path, method, body, bearer] of [
      [TOKEN, 'POST', { app_id: name, app_secret: name }],
      [`${im}/messages/${name}`, 'GET', undefined, name],
      [`${im}/messages/${name}`, 'GET', undefined, token],
      [`${im}/messages/${name}/push_follow_up`, 'POST', { follow_ups: [{ content: 'x' }] }, token],
      [`${im}/chats/${name}`, 'GET', undefined, token],
      [
        `${im}/messages?receive_id_type=${name}`,
        'POST',
        { receive_id: name, msg_type: name, content: '{"text":"x"}' },
        token,
      ],
      [
        `${im}/messages?receive_id_type=open_id`,
        'POST',
        { receive_id: name, msg_type: 'text', content: '{"text":"x"}' },
        token,
      ],
    ] as const) {
      const { status, code } = await call(method, path, body, bearer)
      expect(status, path).toBeLessThan(500)
      expect(code, path).toBeGreaterThan(0)
    }
    const control = await call('POST', '/_emulator/assumptions', { [name]: name })
    expect(control.status).toBe(name === '__proto__' ? 200 : 422)
  })
})
