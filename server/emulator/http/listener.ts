import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Refusal } from '#contract/refusal'
import { controlRoutes } from '../control/control-routes.ts'
import type { World } from '../tenant/world.ts'
import { setFixedHeaders } from './fixed-headers.ts'
import { platformRoutes } from './platform.ts'

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i

const WRONG_HOST: Refusal = {
  error: 'wrong_host',
  message: 'The emulator accepts only 127.0.0.1, localhost and [::1].',
  issues: [],
}

/**
 * Responds to the requests to one emulator: the platform's calls and the control calls.
 * @param report gets the bugs of the emulator
 */
export function createListener(world: World, report: (bug: unknown) => void) {
  // The platform was seen to accept a trailing slash.
  const app = new Hono<{ Bindings: HttpBindings }>({ strict: false })
    .route('/', platformRoutes(world, report))
    .route('/_emulator', controlRoutes(world, report))
    .notFound((c) => c.text('404 page not found', 404))
  // The process may hold other servers, so its globals stay as they are.
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })

  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    setFixedHeaders(outgoing, world)
    if (isLoopbackRequest(incoming)) {
      void listener(incoming, outgoing)
    } else {
      outgoing.writeHead(421, { 'Content-Type': 'application/json', Connection: 'close' })
      outgoing.end(JSON.stringify(WRONG_HOST))
    }
  }
}

/**
 * Returns whether a request asks for a path and has one Host header that names this machine.
 *
 * A page elsewhere can make its own name resolve to 127.0.0.1 (DNS rebinding), but its browser still
 * sends that name as Host.
 */
function isLoopbackRequest({ url, rawHeaders }: IncomingMessage): boolean {
  if (!url?.startsWith('/')) return false
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() !== 'host') continue
    if (!LOOPBACK.test(rawHeaders[i + 1] ?? '')) return false
    hosts += 1
  }
  return hosts === 1
}
