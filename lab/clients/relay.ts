import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { WebSocket, WebSocketServer } from 'ws'

export type Relay = {
  url: string
  /** What the client has sent on long connections, oldest first. */
  sent: Buffer[]
  close: () => void
}

/** Stands between a client and the emulator, to record what the client sends on a long connection. */
export async function startRelay(emulatorUrl: string): Promise<Relay> {
  const sent: Buffer[] = []
  const server = createServer(async (request, response) => {
    const { host = '', connection: _, 'content-length': __, ...headers } = request.headers
    const body = request.method === 'GET' ? null : new Uint8Array(await buffer(request))
    const answer = await fetch(emulatorUrl + request.url, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      body,
    })
    // The client has to open its connection here too.
    const text = (await answer.text()).replaceAll(new URL(emulatorUrl).host, host)
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(text)
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (client, request) => {
    const upstream = new WebSocket(emulatorUrl.replace('http', 'ws') + request.url)
    const ready = once(upstream, 'open')
    client.on('message', async (message: Buffer) => {
      sent.push(message)
      await ready
      upstream.send(message)
    })
    upstream.on('message', (message) => client.send(message))
    upstream.on('close', () => client.terminate())
    client.on('close', () => upstream.terminate())
    for (const socket of [client, upstream]) socket.on('error', () => {})
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    close() {
      for (const client of sockets.clients) client.terminate()
      server.close()
      server.closeAllConnections()
    },
  }
}
