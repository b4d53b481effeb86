import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { createMiddleware } from 'hono/factory'
import { originsOf } from './allowed-hosts.ts'
import { refuse } from './refusal.ts'

/** The socket's side of a request; empty if a test calls the app without a socket. */
export type ConsoleEnv = { Bindings: Partial<HttpBindings> }

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  ...['script', 'style', 'connect', 'img', 'font', 'manifest'].map((kind) => `${kind}-src 'self'`),
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // The worker that reads pasted texts: its policy allows one URL, and no other can be created.
  'trusted-types reader-worker',
].join('; ')

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  // For clients that do not support frame-ancestors.
  'x-frame-options': 'DENY',
}

/** Marks a response that the development server has already written to the socket. */
const ALREADY_SENT = 'x-hono-already-sent'

/** Adds the security headers to every response, and `no-store` unless it sets its own caching. */
export function securityHeaders() {
  return createMiddleware(async (c, next) => {
    await next()
    // The development server needs inline scripts.
    if (c.res.headers.has(ALREADY_SENT)) return
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.res.headers.set(name, value)
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  })
}

/**
 * Refuses every request whose Host is not one of the allowed names.
 *
 * A page of another site can make its own name resolve to 127.0.0.1 (DNS rebinding). The browser
 * then treats the console as that site, and only the Host header shows the difference.
 */
export function hostGuard(allowedHosts: ReadonlySet<string>) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    const incoming = c.env?.incoming
    const isAllowed = incoming
      ? isAddressedTo(allowedHosts, incoming)
      : allowedHosts.has((c.req.header('host') ?? '').toLowerCase())
    return isAllowed ? next() : refuse(c, 'wrong_host')
  })
}

/**
 * Whether a request has exactly one Host and it is allowed. Node's `headers` keep only the first
 * Host, and an absolute target overrides it.
 */
function isAddressedTo(
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

/**
 * Refuses requests started by other sites: every write, and every read of the API or the metrics.
 *
 * Pages on other ports of this machine are other sites too (`same-site`). A client that is not a
 * browser sends neither header and is allowed.
 */
export function originGuard(allowedHosts: ReadonlySet<string>) {
  const allowedOrigins = originsOf(allowedHosts)

  return createMiddleware(async (c, next) => {
    const { method, path } = c.req
    const isRead = method === 'GET' || method === 'HEAD'
    if (isRead && !/^\/(?:api|metrics)(?:\/|$)/.test(path)) return next()

    const site = c.req.header('sec-fetch-site') ?? 'none'
    const origin = c.req.header('origin')
    const isOwnOrigin = origin === undefined || allowedOrigins.has(origin)
    const isOwnSite = site === 'same-origin' || site === 'none'
    return isOwnOrigin && isOwnSite ? next() : refuse(c, 'foreign_origin')
  })
}
