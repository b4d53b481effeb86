import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Refusal } from '#contract/refusal'
import { type AppOptions, createApp } from './app.ts'
import { isLoopbackRequest } from './host-gate.ts'
import { createLogId } from './log-id.ts'
import type { World } from './world.ts'

const WRONG_HOST: Refusal = {
  error: 'wrong_host',
  message: 'The emulator answers only to 127.0.0.1, localhost and [::1].',
  issues: [],
}

/** Answers each request to one world: first the headers that all have, then the gate, then the app. */
export function createListener(
  world: World,
  { ownsProcess = false, ...options }: AppOptions & { ownsProcess?: boolean },
) {
  const app = createApp(world, options)
  const answer = getRequestListener(
    (request, bindings) => {
      // Only HTTP/1 is spoken here.
      const outgoing = bindings.outgoing as ServerResponse
      return app.fetch(request, { logId: String(outgoing.getHeader(LOG_ID)), outgoing })
    },
    // Otherwise the process may hold other emulators and other servers.
    { overrideGlobalObjects: ownsProcess },
  )
  return (request: IncomingMessage, response: ServerResponse): void => {
    setFixedHeaders(world, response)
    if (isLoopbackRequest(request)) {
      void answer(request, response)
      return
    }
    response.writeHead(421, { 'Content-Type': 'application/json', Connection: 'close' })
    response.end(JSON.stringify(WRONG_HOST))
  }
}

const LOG_ID = 'X-Tt-Logid'

/** Set on the socket's own response, as the app would lower their case and one client looks for it. */
function setFixedHeaders({ clock, randomHex }: World, response: ServerResponse): void {
  const now = clock()
  response.setHeader(LOG_ID, createLogId(now, randomHex))
  // Of its own clock, so that a caller can tell how far that is from the caller's.
  response.setHeader('Date', new Date(now).toUTCString())
  response.setHeader('X-Request-Id', randomHex(16))
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Content-Security-Policy', "default-src 'none'")
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('X-Content-Type-Options', 'nosniff')
}
