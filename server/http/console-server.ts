import { once } from 'node:events'
import { createServer, type Server, STATUS_CODES } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Hono } from 'hono'
import { type ConsoleEnv, SECURITY_HEADERS } from './guards.ts'
import { REFUSAL_STATUS, refusalBody } from './refusal.ts'

/** Creates an HTTP server with limits for slow and greedy clients, without a request listener. */
export function createConsoleServer(): Server {
  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 5_000,
    maxHeaderSize: 16 * 1024,
    // The host guard refuses a request without a Host.
    requireHostHeader: false,
  })
  refuseBrokenConnections(server)
  return server
}

/** The statuses of the errors that are not 400, as Node's own handler has them. */
const BROKEN_STATUS: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/**
 * Responds to bytes that are no HTTP request. While a request of the same connection is running, the
 * connection is closed without a response: the client would take a 400 for the result of a request
 * that may have taken effect.
 */
function refuseBrokenConnections(server: Server): void {
  const running = new WeakMap<Duplex, number>()
  const count = (socket: Duplex, change: number) =>
    running.set(socket, (running.get(socket) ?? 0) + change)

  server.on('request', ({ socket }, response) => {
    count(socket, 1)
    response.once('close', () => count(socket, -1))
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || (running.get(socket) ?? 0) > 0) {
      socket.destroy()
      return
    }
    const status = BROKEN_STATUS[error.code ?? ''] ?? 400
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`)
  })
}

/** Listens and returns the port; port 0 chooses a free one. Rejects with the system's error. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  await once(server.listen({ host, port }), 'listening')
  return (server.address() as AddressInfo).port
}

/** Accepts no new connections, and resolves when the running requests have their responses. */
export function closeGracefully(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection kept alive would keep the server open after its last response.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearInterval(sweep)
      resolve()
    })
  })
}

/**
 * Returns the listener of an app for Node's HTTP server, and a function that waits until no handler
 * runs: one goes on after its client has left.
 */
export function consoleListener(app: Hono<ConsoleEnv>) {
  const running = new Set<Promise<Response>>()
  const listener = getRequestListener(
    (request, env) => {
      const response = Promise.resolve(app.fetch(request, env))
      running.add(response)
      return response.finally(() => running.delete(response))
    },
    { errorHandler },
  )
  const idle = async () => {
    while (running.size > 0) await Promise.allSettled(running)
  }
  return { listener, idle }
}

/**
 * Responds to a request that never reached the app because its Host or target forms no URL. It is
 * refused like any other request with the wrong host.
 */
function errorHandler(error: unknown): Response {
  const refusal = error instanceof RequestError ? 'wrong_host' : 'internal'
  return Response.json(refusalBody(refusal, 'en'), {
    status: REFUSAL_STATUS[refusal],
    headers: { ...SECURITY_HEADERS, 'cache-control': 'no-store' },
  })
}
