import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Refusal } from '#contract/refusal'
import { createApp } from './app.ts'
import { fixedHeaders, setHeaders } from './fixed-headers.ts'
import { isLoopbackRequest } from './host-gate.ts'
import type { Parts } from './part.ts'
import { createPlatform, type PlatformOptions } from './platform.ts'
import type { World } from './world.ts'

const WRONG_HOST: Refusal = {
  error: 'wrong_host',
  message: 'The emulator answers only to 127.0.0.1, localhost and [::1].',
  issues: [],
}

/** Answers each request to one world: behind the gate the platform's calls, then the emulator's own. */
export function createListener(world: World, options: PlatformOptions & { parts: Parts }) {
  const platform = createPlatform(world, options)
  const app = createApp(world, options)
  // The process may hold other emulators and other servers, so its globals stay as they are.
  const own = getRequestListener(app.fetch, { overrideGlobalObjects: false })

  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const fixed = fixedHeaders(world)
    if (!isLoopbackRequest(incoming)) {
      setHeaders(outgoing, fixed)
      outgoing.writeHead(421, { 'Content-Type': 'application/json', Connection: 'close' })
      outgoing.end(JSON.stringify(WRONG_HOST))
    } else if (!platform(incoming, outgoing, fixed)) {
      setHeaders(outgoing, fixed)
      void own(incoming, outgoing)
    }
  }
}
