import type { IncomingMessage } from 'node:http'
import { createMiddleware } from 'hono/factory'
import type { ConsoleEnv } from './console-env.ts'
import { refuse } from './refusal.ts'

/**
 * Refuses every request that was not addressed to the console by one of its own names.
 *
 * A page of another site can make its own name resolve to 127.0.0.1 (DNS rebinding); the browser
 * then takes the console for that site, and only the Host header still tells them apart.
 */
export function hostGuard(allowedHosts: ReadonlySet<string>) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    const incoming = c.env?.incoming
    const hosts = incoming ? hostsOnTheWire(incoming) : [c.req.header('host') ?? '']
    const [host = ''] = hosts
    if (hosts.length !== 1 || !allowedHosts.has(host.toLowerCase())) return refuse(c, 'wrong_host')
    return next()
  })
}

/** Every Host that was sent: Node's own `headers` keeps only the first, and an absolute target overrides it. */
function hostsOnTheWire({ rawHeaders, url = '' }: IncomingMessage): string[] {
  if (!url.startsWith('/')) return []
  return rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === 'host')
}
