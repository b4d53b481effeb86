import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { createMiddleware } from 'hono/factory'
import type { Log } from '../logging/log.ts'
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

/**
 * Lets streams pass proxies: nginx holds one back until its buffer is full, unless it is told otherwise.
 * The first event shows the page that nothing holds the stream back.
 */
export function streams() {
  const ready = new TextEncoder().encode('event: ready\ndata:\n\n')
  return createMiddleware(async (c, next) => {
    await next()
    const { body, headers } = c.res
    if (!body || !headers.get('content-type')?.startsWith('text/event-stream')) return
    const first = new TransformStream<Uint8Array, Uint8Array>({
      start: (controller) => controller.enqueue(ready),
    })
    c.res = new Response(body.pipeThrough(first), c.res)
    c.res.headers.set('x-accel-buffering', 'no')
  })
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
export function hostGuard(allowedHosts: ReadonlySet<string>, log: Log) {
  const report = firstOfEach(log)
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    const incoming = c.env?.incoming
    const isAllowed = incoming
      ? isAddressedTo(allowedHosts, incoming)
      : allowedHosts.has((c.req.header('host') ?? '').toLowerCase())
    if (isAllowed) return next()
    const host = shown(c.req.header('host'))
    report({ event: 'wrong_host', host, path: c.req.path.slice(0, 200), setting: 'ALLOWED_HOSTS' })
    return refuse(c, 'wrong_host', [], {
      zh: `控制台不接受 Host “${host}”。请使用启动时打印的地址；如果这是代理公开的名称，请把它加入 ALLOWED_HOSTS。`,
      en: `The console does not accept the Host “${host}”. Use the address printed at start. If a proxy publishes this name, add it to ALLOWED_HOSTS.`,
    })
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
export function originGuard(allowedHosts: ReadonlySet<string>, log: Log) {
  const allowedOrigins = originsOf(allowedHosts)
  const report = firstOfEach(log)

  return createMiddleware(async (c, next) => {
    const { method, path } = c.req
    const isRead = method === 'GET' || method === 'HEAD'
    if (isRead && !/^\/(?:api|metrics)(?:\/|$)/.test(path)) return next()
    // Another system sends the browser here; the state and the flow's cookie show that it was asked to.
    if (isRead && path.startsWith('/api/session/callback/')) return next()

    const site = c.req.header('sec-fetch-site') ?? 'none'
    const origin = c.req.header('origin')
    const isOwnOrigin = origin === undefined || allowedOrigins.has(origin)
    const isOwnSite = site === 'same-origin' || site === 'none'
    if (isOwnOrigin && isOwnSite) return next()
    // With its own site the browser says that the page is the console's, under a name it does not know.
    if (isOwnOrigin || site !== 'same-origin') {
      report({
        event: 'foreign_origin',
        origin: shown(origin),
        site: shown(site),
        path: path.slice(0, 200),
      })
      return refuse(c, 'foreign_origin')
    }
    const named = shown(origin)
    report({
      event: 'foreign_origin',
      origin: named,
      path: path.slice(0, 200),
      setting: 'ALLOWED_HOSTS',
    })
    return refuse(c, 'foreign_origin', [], {
      zh: `控制台不认识页面来源 “${named}”，已拒绝请求。请把其中的主机名加入 ALLOWED_HOSTS，并让代理原样转发 Host。`,
      en: `The console does not know the page’s origin “${named}” and rejected the request. Add its host to ALLOWED_HOSTS, and let the proxy pass Host unchanged.`,
    })
  })
}

/** How many different values a guard logs, so that a scanner cannot fill the log. */
const MAX_LOGGED = 100

/** Returns a log that writes each different entry once. */
function firstOfEach(log: Log): Log {
  const logged = new Set<string>()
  return (entry) => {
    const { path: _, ...same } = entry
    const key = JSON.stringify(same)
    if (logged.has(key) || logged.size >= MAX_LOGGED) return
    logged.add(key)
    log(entry)
  }
}

/** What a client sent as Host or Origin, as far as it can be one: it is repeated in a message. */
function shown(value = ''): string {
  return value.slice(0, 200).replaceAll(/[^A-Za-z0-9.:[\]/_-]/g, '?')
}

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]']
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/

/** The hosts, each with its port, that a console on a loopback port accepts. */
export function loopbackHosts(port: number): ReadonlySet<string> {
  // Browsers leave out the default port of http.
  return new Set(
    LOOPBACK_NAMES.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])),
  )
}

/** The origins of pages served under these hosts; any but a loopback one may be behind TLS. */
export function originsOf(hosts: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    [...hosts].flatMap((host) =>
      LOOPBACK.test(host) ? [`http://${host}`] : [`http://${host}`, `https://${host}`],
    ),
  )
}
