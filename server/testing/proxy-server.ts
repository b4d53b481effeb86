import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export type ProxyServer = {
  /** With the port of this machine that it listens on. */
  url: string
  /** The targets of the tunnels it was asked for, in order, each `host:port`. */
  tunnels: readonly string[]
  /** The `Proxy-Authorization` of each tunnel. */
  credentials: readonly (string | undefined)[]
  /** Everything that clients sent, inside the tunnels too. */
  seen: () => string
  close(): Promise<void>
}

/** Opens a tunnel to this port, responds with this status, or never responds. */
type ProxyBehaviour = { port: number } | { status: number } | 'silent'

/** Starts an HTTP proxy that leads every tunnel to a server of the test. */
export async function startProxy(behaviour: ProxyBehaviour): Promise<ProxyServer> {
  const tunnels: string[] = []
  const credentials: (string | undefined)[] = []
  const sockets = new Set<Duplex>()
  const chunks: Buffer[] = []

  const server = createServer((request, response) => {
    // Plain HTTP through the proxy: the console never does that.
    chunks.push(Buffer.from(`${request.method} ${request.url}`))
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"code":0}')
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
  })
  server.on('connect', (request, client, head) => {
    tunnels.push(request.url ?? '')
    credentials.push(request.headers['proxy-authorization'])
    client.on('data', (chunk: Buffer) => chunks.push(chunk))
    if (behaviour === 'silent') return
    if ('status' in behaviour) {
      client.end(`HTTP/1.1 ${behaviour.status} Refused\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    const target = connect(behaviour.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.write(head)
      target.pipe(client).pipe(target)
    })
    sockets.add(target)
    for (const end of [target, client]) end.on('error', () => target.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    tunnels,
    credentials,
    seen: () => Buffer.concat(chunks).toString('latin1'),
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
