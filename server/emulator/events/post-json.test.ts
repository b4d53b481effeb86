import { lookup } from 'node:dns'
import { createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startAppServer } from '../testing/sockets.ts'
import type { TargetPolicy } from './event-target.ts'
import { postJson } from './post-json.ts'

function post(url: string, options: Partial<Parameters<typeof postJson>[0]> = {}) {
  return postJson({
    url: new URL(url),
    headers: {},
    body: '{"text":"查看进度"}',
    policy: { allowedHosts: [], lookup },
    deadlineMs: 5_000,
    signal: new AbortController().signal,
    ...options,
  })
}

/** Starts a server that answers each connection with these bytes and counts the connections. */
async function startRaw(answer: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => answer(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return { url: `http://127.0.0.1:${port}/`, sockets }
}

test('sends the bytes with their length and type, and returns status and body', async () => {
  const url = await startAppServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { method, url: path, headers } = request
    response.statusCode = 418
    response.end(JSON.stringify({ method, path, body, headers }))
  })
  const reply = await post(`${url}/webhook?a=1`, { headers: { 'X-Lark-Signature': 'abc' } })
  expect(reply).toMatchObject({ ok: true, http_status: 418 })
  expect(JSON.parse(reply.ok ? reply.body : '')).toMatchObject({
    method: 'POST',
    path: '/webhook?a=1',
    body: '{"text":"查看进度"}',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': '23',
      'x-lark-signature': 'abc',
      connection: 'close',
    },
  })
})

test('reads at most 64 KB of an endless response', async () => {
  const { url, sockets } = await startRaw((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    const chunk = 'x'.repeat(65_536)
    const more = () => socket.write(chunk, (error) => error ?? more())
    more()
  })
  const reply = await post(url)
  expect(reply).toMatchObject({ ok: true, http_status: 200 })
  expect(reply.ok && reply.body.length).toBe(65_536)
  await expect.poll(() => [...sockets].every(({ destroyed }) => destroyed)).toBe(true)
})

test.each([
  ['says nothing', ''],
  ['never ends its head', 'HTTP/1.1 200 OK\r\nA: b'],
  ['never ends its body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}'],
])('fails at the deadline for an app that %s', async (_, bytes) => {
  const { url, sockets } = await startRaw((socket) => socket.write(bytes))
  expect(await post(url, { deadlineMs: 50 })).toMatchObject({
    ok: false,
    reason: { en: 'No complete response within 50 ms.' },
  })
  await expect.poll(() => [...sockets].every(({ destroyed }) => destroyed)).toBe(true)
})

test('fails at the same deadline for an app that sends single bytes', async () => {
  const { url } = await startRaw((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')
    const timer = setInterval(() => socket.write('x'), 5)
    socket.on('close', () => clearInterval(timer))
  })
  const reply = await post(url, { deadlineMs: 100 })
  expect(reply).toMatchObject({ ok: false, reason: { en: 'No complete response within 100 ms.' } })
})

test.each([
  ['hangs up', (socket: Socket) => socket.end(), 'The request failed with ECONNRESET.'],
  ['resets', (socket: Socket) => socket.resetAndDestroy(), 'The request failed with ECONNRESET.'],
  ['talks gibberish', (socket: Socket) => socket.end('hello'), 'The request failed with HPE_'],
  [
    'cuts its body short',
    (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}'),
    'The connection closed before the response was complete.',
  ],
  [
    'switches protocols',
    (socket: Socket) =>
      socket.write('HTTP/1.1 101 OK\r\nUpgrade: a\r\nConnection: upgrade\r\n\r\n'),
    'The connection closed before the response was complete.',
  ],
] as const)('fails for an app that %s', async (_, answer, reason) => {
  const { url } = await startRaw(answer)
  const reply = await post(url)
  expect(reply.ok ? 'answered' : reply.reason.en).toContain(reason)
})

test.each([1, 0])('fails if nothing listens (port %d)', async (port) => {
  const reply = await post(`http://127.0.0.1:${port}/`)
  expect(reply.ok ? 'answered' : reply.reason.en).toMatch(/^The request failed with E[A-Z]+\.$/)
})

test.each([301, 302, 307, 308])('does not follow a redirect with %d', async (http_status) => {
  let visits = 0
  const elsewhere = await startAppServer((_, response) => {
    visits += 1
    response.end()
  })
  const url = await startAppServer((_, response) => {
    response.writeHead(http_status, { Location: elsewhere }).end()
  })
  expect(await post(url)).toMatchObject({ ok: true, http_status })
  expect(visits).toBe(0)
})

/** A lookup that resolves every name to one address. */
function resolvingTo(address: string): TargetPolicy {
  return {
    allowedHosts: [],
    lookup: (_, { all }, callback) => {
      if (all) callback(null, [{ address, family: address.includes(':') ? 6 : 4 }])
      else callback(null, address, 4)
    },
  }
}

test('checks a name by the address it resolves to', async () => {
  let connections = 0
  const url = new URL(
    await startAppServer((_, response) => {
      connections += 1
      response.end()
    }),
  )
  url.hostname = 'bot.test'
  expect(await post(url.href, { policy: resolvingTo('127.0.0.1') })).toMatchObject({ ok: true })
  expect(connections).toBe(1)
  // Both would reach the same server.
  for (const address of ['0.0.0.0', '::ffff:127.0.0.1']) {
    const reply = await post(url.href, { policy: resolvingTo(address) })
    expect(reply.ok ? 'answered' : reply.reason.en).toContain(
      `${address} is not a loopback address`,
    )
  }
  expect(connections).toBe(1)
})

test.each(['0.0.0.0', '[::ffff:127.0.0.1]'])('does not connect to %s', async (hostname) => {
  let connections = 0
  const url = new URL(
    await startAppServer((_, response) => {
      connections += 1
      response.end()
    }),
  )
  url.hostname = hostname
  expect(await post(url.href)).toMatchObject({ ok: false, duration_ms: 0 })
  expect(connections).toBe(0)
})

test('an emulator that closes ends running requests and starts none', async () => {
  const { url, sockets } = await startRaw(() => ending.abort())
  const ending = new AbortController()
  const stopped = { ok: false, reason: { en: 'The emulator was reset or closed.' } }
  expect(await post(url, { signal: ending.signal })).toMatchObject(stopped)
  expect(await post(url, { signal: ending.signal })).toMatchObject(stopped)
  await expect.poll(() => [...sockets].every(({ destroyed }) => destroyed)).toBe(true)
})
