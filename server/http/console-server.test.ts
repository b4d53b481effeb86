import { once } from 'node:events'
import { connect } from 'node:net'
import { Hono } from 'hono'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { rawExchange } from '../testing/raw-exchange.ts'
import { closeGracefully, consoleListener, createConsoleServer, listen } from './console-server.ts'
import type { ConsoleEnv } from './guards.ts'

/** Starts a server whose handler waits until it is released. */
async function start() {
  const server = createConsoleServer()
  const reached = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const app = new Hono<ConsoleEnv>()
    .get('/slow', async (c) => {
      reached.resolve()
      await release.promise
      return c.text('done')
    })
    .get('*', (c) => c.text('ok'))
  const { listener, idle } = consoleListener(app)
  server.on('request', listener)
  const port = await listen(server, '127.0.0.1', 0)
  onTestFinished(() => {
    release.resolve()
    server.closeAllConnections()
    server.close()
  })
  return { server, port, idle, reached: reached.promise, release: release.resolve }
}

test('the server ends slow and greedy clients', () => {
  expect(createConsoleServer()).toMatchObject({
    ...{ headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 },
  })
})

describe('bytes that are no request', () => {
  test.each([
    ['GET / HTTP/1.1\r\nHost: a\r\nbroken\r\n\r\n', 400],
    ['hello\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: a\r\nx: ${'a'.repeat(17 * 1024)}\r\n\r\n`, 431],
  ])('%.60j get %i, and the connection is closed', async (request, status) => {
    const { port } = await start()
    const response = await rawExchange(port, request)
    expect(response).toMatchObject({ status, headers: { connection: 'close' }, body: '' })
  })

  test.each([
    ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
    ['HPE_CHUNK_EXTENSIONS_OVERFLOW', '413 Payload Too Large'],
    ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
    ['HPE_INVALID_METHOD', '400 Bad Request'],
    [undefined, '400 Bad Request'],
  ])('with the error %s get %s, unless nothing can be written', (code, status) => {
    const server = createConsoleServer()
    const socket = { writable: true, end: vi.fn(), destroy: vi.fn() }
    server.emit('clientError', Object.assign(new Error('x'), { code }), socket as never)
    expect(socket.end.mock.calls).toEqual([[`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`]])
    expect(socket.destroy).not.toHaveBeenCalled()
    const closed = { ...socket, writable: false, end: vi.fn() }
    server.emit('clientError', new Error('x'), closed as never)
    expect(closed.end).not.toHaveBeenCalled()
    expect(closed.destroy).toHaveBeenCalledOnce()
  })

  test('have the usual name of the status', async () => {
    const { port } = await start()
    const socket = connect(port, '127.0.0.1').setEncoding('utf8')
    socket.write('hello\r\n\r\n')
    const [received] = await once(socket, 'data')
    expect(received).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  })

  test('after a request that is running get no response, which would look like its own', async () => {
    const { port, reached } = await start()
    const socket = connect(port, '127.0.0.1').setEncoding('utf8')
    let received = ''
    socket.on('data', (text) => {
      received += text
    })
    socket.on('error', () => {})
    const closed = once(socket, 'close')
    socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')
    await reached
    socket.write('hello\r\n\r\n')
    await closed
    expect(received).toBe('')
  })

  test('after a request that has ended get one', async () => {
    const { port } = await start()
    const socket = connect(port, '127.0.0.1').setEncoding('utf8')
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await once(socket, 'data')
    await new Promise((resolve) => setTimeout(resolve, 20))
    socket.write('hello\r\n\r\n')
    const [received] = await once(socket, 'data')
    expect(received).toMatch(/^HTTP\/1\.1 400 /)
  })
})

test.each([
  ['GET / HTTP/1.1\r\nHost: a b\r\n', 421, 'wrong_host'],
  ['GET http:// HTTP/1.1\r\nHost: a\r\n', 421, 'wrong_host'],
])('a request whose address is none is refused: %j', async (request, status, error) => {
  const { port } = await start()
  const response = await rawExchange(port, `${request}Connection: close\r\n\r\n`)
  expect(response).toMatchObject({
    status,
    headers: {
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-type': expect.stringContaining('application/json'),
    },
  })
  expect(JSON.parse(response.body)).toMatchObject({ error, issues: [] })
  expect(JSON.parse(response.body).message).toMatch(/^The console does not accept/)
})

test('a request without Host reaches the app, whose guard refuses it', async () => {
  const server = createConsoleServer()
  server.on('request', (_, response) => response.writeHead(204).end())
  const port = await listen(server, '127.0.0.1', 0)
  const { status } = await rawExchange(port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')
  expect(status).toBe(204)
  await closeGracefully(server)
})

test('a graceful end waits for running requests, and for handlers whose client has left', async () => {
  const { server, port, idle, reached, release } = await start()
  // Kept alive, it would hold the server open.
  const other = connect(port, '127.0.0.1')
  other.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  await once(other, 'data')
  const client = connect(port, '127.0.0.1')
  client.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')
  await reached
  const ended: string[] = []
  const all = [
    closeGracefully(server).then(() => ended.push('closed')),
    idle().then(() => ended.push('idle')),
  ]
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(ended).toEqual([])
  release()
  const [received] = await once(client, 'data')
  expect(String(received)).toContain('done')
  await Promise.all(all)
  expect(ended.sort()).toEqual(['closed', 'idle'])
})
