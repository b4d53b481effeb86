import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Refusal } from '#contract/refusal'
import { controlRoutes } from '../control/control-routes.ts'
import type { World } from '../tenant/world.ts'
import { logCall } from './call-log.ts'
import { setFixedHeaders } from './fixed-headers.ts'
import type { Guard, Rejection } from './guard.ts'
import { platformRoutes } from './platform.ts'

/**
 * Responds to the requests to one emulator: the platform's calls and the control calls.
 * @param report gets the bugs of the emulator
 * @param log gets one line for each request
 */
export function createListener(
  world: World,
  report: (bug: unknown) => void,
  findRejection: Guard,
  log?: (line: string) => void,
) {
  // The platform was seen to accept a trailing slash.
  const app = new Hono<{ Bindings: HttpBindings }>({ strict: false })
    .route('/', platformRoutes(world, report))
    .route('/_emulator', controlRoutes(world, report))
    .notFound((c) => c.text('404 page not found', 404))
  // The process may hold other servers, so its globals stay as they are.
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })

  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    setFixedHeaders(outgoing, world)
    if (log) logCall(incoming, outgoing, log)
    const rejection = findRejection(incoming)
    if (rejection) reject(outgoing, rejection)
    else void listener(incoming, outgoing)
  }
}

/** Opens the long connections of apps; requests that the listener would reject are closed. */
export function createUpgradeListener({ connections }: World, findRejection: Guard) {
  return (incoming: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const rejection = findRejection(incoming)
    if (!rejection) void connections.accept(incoming, socket, head)
    else
      socket.end(
        `HTTP/1.1 ${rejection.status} Rejected\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      )
  }
}

function reject(outgoing: ServerResponse, { status, error, message }: Rejection): void {
  const refusal: Refusal = { error, message, issues: [] }
  outgoing.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' })
  outgoing.end(JSON.stringify(refusal))
}
