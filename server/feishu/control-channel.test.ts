import { text } from 'node:stream/consumers'
import { Agent } from 'undici'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type Behaviour, startFaultServer } from '../testing/fault-server.ts'
import { FAULTS, http, json } from '../testing/faults.ts'
import type { ControlRequest } from './control-channel.ts'

const created = vi.fn(Agent)
// Modules are shared by all test files.
vi.resetModules()
vi.doMock('undici', () => ({ Agent: created }))
const { createControlChannel } = await import('./control-channel.ts')
vi.doUnmock('undici')
vi.resetModules()

/** Opens a control call to an emulator that behaves as given. */
async function open(behaviour: Behaviour, more: Partial<ControlRequest> = {}) {
  const server = await startFaultServer(() => behaviour)
  const channel = createControlChannel()
  onTestFinished(async () => {
    await channel.close()
    await server.close()
  })
  const url = new URL('/_emulator/events?since=1', server.url)
  const response = await channel.open({ method: 'POST', url, body: null, idleMs: 5_000, ...more })
  return { response, server, channel }
}

test('passes method, address, language and body on, and marks itself as the console', async () => {
  const { response, server } = await open(json('201 Created', { a: 1 }), {
    ...{ method: 'PATCH', body: '{"b":2}', locale: 'zh' },
  })
  expect(response).toMatchObject({
    ...{ http_status: 201, content_type: 'application/json; charset=utf-8' },
  })
  expect(await text(response?.body as never)).toBe('{"a":1}')
  expect(server.requests).toMatchObject([
    {
      ...{ method: 'PATCH', path: '/_emulator/events?since=1', body: '{"b":2}' },
      headers: {
        'accept-encoding': 'identity',
        'x-follow-up-console': '1',
        'accept-language': 'zh',
        'content-type': 'application/json',
      },
    },
  ])
})

test('says neither a language nor a type of its own accord', async () => {
  const bare = { parts: ['HTTP/1.1 204 No Content\r\n\r\n'], end: 'stay' } as const
  const { response, server } = await open(bare)
  expect(response).toMatchObject({ http_status: 204, content_type: '' })
  expect(Object.keys(server.requests[0]?.headers ?? {})).not.toContain('accept-language')
  expect(Object.keys(server.requests[0]?.headers ?? {})).not.toContain('content-type')
})

test('has no response if nothing listens or the emulator stays silent', async () => {
  const { server, channel } = await open(http('200 OK', 'text/plain', 'a'))
  await server.refuse()
  const url = new URL(server.url)
  expect(await channel.open({ method: 'GET', url, body: null, idleMs: 500 })).toBeNull()
  await server.accept()
  expect((await open(FAULTS.hang, { idleMs: 50 })).response).toBeNull()
  expect((await open(FAULTS.hang, { deadlineMs: 50 })).response).toBeNull()
})

test.each([
  ['broken off', { ...FAULTS.truncated }, {}, /^\{"code":0,"msg":"success","data":\{\}\}$/],
  ['reset', { ...FAULTS.reset_mid_body }, {}, /^\{"code":0$|^$/],
  ['slow beyond the deadline', { ...FAULTS.slow_drip }, { deadlineMs: 200 }, /^ +$/],
])('a response that is %s ends without an error', async (_, behaviour, more, received) => {
  const { response } = await open(behaviour, more)
  expect(await text(response?.body as never)).toMatch(received)
})

test('ends every response that is still streaming when it closes', async () => {
  const { response, channel } = await open(FAULTS.slow_drip)
  const body = text(response?.body as never)
  await channel.close()
  expect(await body).toMatch(/^ *$/)
})

test('a client that leaves ends its stream', async () => {
  const { response, server } = await open(FAULTS.huge)
  const reader = response?.body.getReader()
  expect((await reader?.read())?.value?.length).toBeGreaterThan(0)
  await reader?.cancel()
  expect(server.connections()).toBe(1)
})

test('has connections enough for the streams of many pages', async () => {
  await createControlChannel().close()
  expect(created.mock.lastCall).toEqual([
    {
      ...{ connections: 128, pipelining: 1, keepAliveTimeout: 1_000, allowH2: false },
      connect: { timeout: 3_000 },
    },
  ])
})
