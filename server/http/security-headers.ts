import { createMiddleware } from 'hono/factory'
import type { ConsoleEnv } from './console-env.ts'

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  ...['script', 'style', 'connect', 'img', 'font', 'manifest'].map((kind) => `${kind}-src 'self'`),
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  // Said by frame-ancestors already; this is for what does not read that.
  'x-frame-options': 'DENY',
}

/** What an answer of the API carries unless it says otherwise itself. */
export const API_HEADERS: Readonly<Record<string, string>> = {
  ...SECURITY_HEADERS,
  'cache-control': 'no-store',
}
const ENTRIES = Object.entries(API_HEADERS)

/** Known by name, as to import the response itself loads half of undici. */
const ALREADY_SENT = 'x-hono-already-sent'

/**
 * Puts the policy on every response, whatever its status, and keeps everything out of caches that
 * does not say otherwise.
 */
export function securityHeaders() {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    const outgoing = c.env?.outgoing
    if (outgoing && c.req.path.startsWith('/api/')) {
      // Put on the socket's own response, which costs a fraction of a change to a finished one.
      for (const [name, value] of ENTRIES) outgoing.setHeader(name, value)
      return next()
    }
    await next()
    // Written by the development server itself, which needs inline scripts.
    if (c.res.headers.has(ALREADY_SENT)) return
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.res.headers.set(name, value)
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  })
}
