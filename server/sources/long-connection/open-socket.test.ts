import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { startProxy } from '../../testing/proxy-server.ts'
import { INSPECTING } from '../../testing/self-signed.ts'
import { openSocket } from './open-socket.ts'

const TICKET = 'ticket-of-the-connection'
const URL_OF_PLATFORM = new URL(`wss://open.feishu.cn/ws/v2?ticket=${TICKET}`)

/** A platform with TLS, whose certificate is for open.feishu.cn and not trusted. */
async function startPlatform(): Promise<number> {
  const server = createServer(INSPECTING)
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => socket.send('hello'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

async function proxyFor(behaviour: Parameters<typeof startProxy>[0], noProxy = '') {
  const proxy = await startProxy(behaviour)
  onTestFinished(() => proxy.close())
  const url = proxy.url.replace('http://', 'http://user:p%40ss@')
  return { ...proxy, settings: { url, noProxy } }
}

test('goes through the proxy, which sees the name of the platform and never the ticket', async () => {
  const proxy = await proxyFor({ port: await startPlatform() })
  const untrusted = await openSocket(URL_OF_PLATFORM, proxy.settings)
  expect(untrusted).toEqual({ error: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/) })

  const before = getCACertificates('default')
  setDefaultCACertificates([...before, INSPECTING.cert])
  onTestFinished(() => setDefaultCACertificates(before))
  const opened = await openSocket(URL_OF_PLATFORM, proxy.settings)
  if (!('socket' in opened)) throw new Error(JSON.stringify(opened))
  // What came with the handshake is not lost.
  const first = new Promise((resolve) =>
    opened.socket.once('message', (data) => resolve(`${data}`)),
  )
  opened.socket.resume()
  expect(await first).toBe('hello')
  opened.socket.terminate()
  expect(proxy.tunnels).toEqual(['open.feishu.cn:443', 'open.feishu.cn:443'])
  expect(proxy.credentials[0]).toBe(`Basic ${Buffer.from('user:p@ss').toString('base64')}`)
  expect(proxy.seen()).not.toContain(TICKET)
})

test('says that the proxy opened no tunnel', async () => {
  const { settings } = await proxyFor({ status: 407 })
  expect(await openSocket(URL_OF_PLATFORM, settings)).toEqual({ error: 'PROXY_407' })
})

test.each([['*'], ['localhost'], ['example.com, .localhost'], ['localhost:443']])(
  'uses no proxy for a host that NO_PROXY exempts: %s',
  async (noProxy) => {
    const port = await startPlatform()
    const proxy = await proxyFor({ status: 500 }, noProxy)
    const opened = await openSocket(new URL(`wss://localhost:${port}/`), proxy.settings)
    expect(opened).toEqual({ error: expect.any(String) })
    expect(proxy.tunnels).toEqual([])
  },
)
