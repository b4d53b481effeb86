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
    const ours = incoming
      ? isAddressedTo(allowedHosts, incoming)
      : allowedHosts.has((c.req.header('host') ?? '').toLowerCase())
    return ours ? next() : refuse(c, 'wrong_host')
  })
}

/**
 * Whether a request names one of these hosts, once. Node's own `headers` keeps only the first Host,
 * and an absolute target overrides it.
 */
export function isAddressedTo(
  allowedHosts: ReadonlySet<string>,
  { rawHeaders, url = '' }: IncomingMessage,
): boolean {
  if (!url.startsWith('/')) return false
  let host: string | undefined
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() !== 'host') continue
    if (host !== undefined) return false
    host = rawHeaders[i + 1]?.toLowerCase()
  }
  return host !== undefined && allowedHosts.has(host)
}
