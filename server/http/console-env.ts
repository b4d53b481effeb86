import type { HttpBindings } from '@hono/node-server'

/** What a handler may find beside the request; nothing where a test calls the app without a socket. */
export type ConsoleEnv = { Bindings: Partial<HttpBindings> }
