import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Handler } from 'hono'
import type { ConsoleEnv } from './console-env.ts'

type DevelopmentPages = { pages: Handler<ConsoleEnv>; close: () => Promise<void> }

/** Serves the page from its sources with hot reload, on the console's own port. */
export async function vitePages(server: Server): Promise<DevelopmentPages> {
  // Loaded here alone, so that the console itself runs without development tools.
  const { createServer } = await import('vite')
  const vite = await createServer({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    root: fileURLToPath(new URL('../../web', import.meta.url)),
    appType: 'spa',
    server: { middlewareMode: true, ws: { server } },
  })
  return {
    pages: (c) => {
      const { incoming, outgoing } = c.env
      if (incoming && outgoing) vite.middlewares(incoming, outgoing)
      return RESPONSE_ALREADY_SENT
    },
    close: () => vite.close(),
  }
}
