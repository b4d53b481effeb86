import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Hono } from 'hono'
import { type ConsoleEnv, SECURITY_HEADERS } from './guards.ts'
import { REFUSAL_STATUS, refusalBody } from './refusal.ts'

/** Creates an HTTP server with limits for slow and greedy clients, without a request listener. */
export function createConsoleServer(): Server {
  return createServer({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 5_000,
    maxHeaderSize: 16 * 1024,
    // The host guard refuses a request without a Host.
    requireHostHeader: false,
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

/** Returns the listener of an app for Node's HTTP server. */
export function consoleListener(app: Hono<ConsoleEnv>) {
  return getRequestListener((request, env) => app.fetch(request, env), { errorHandler })
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
