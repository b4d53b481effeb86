import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An HTTP server with limits for slow and greedy clients; it has no listener for requests yet. */
export function createConsoleServer(): Server {
  return createServer({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 5_000,
    maxHeaderSize: 16 * 1024,
    // A missing Host is refused by the console itself, in its own words.
    requireHostHeader: false,
  })
}

/** Listens and gives the port; 0 takes a free one. Rejects with the system's error. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      const { port: given } = server.address() as AddressInfo
      resolve(given)
    })
  })
}

/** Takes no new connections and waits until the running requests are answered. */
export function closeGracefully(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection kept alive would hold the server open after its last answer.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearInterval(sweep)
      resolve()
    })
  })
}
