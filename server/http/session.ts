import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

const SESSION = /^[A-Za-z0-9_-]{22}$/

/** Browsers send cookies to every port of a host, so the name holds the console's port. */
function cookieName({ req }: Context): string {
  return `session_${new URL(req.url).port || '80'}`
}

/** The browser session named by the request's cookie, or null if there is none. */
export function sessionOf(c: Context): string | null {
  const session = getCookie(c, cookieName(c))
  return session !== undefined && SESSION.test(session) ? session : null
}

/** Starts a session that ends when the browser is closed. */
export function beginSession(c: Context): string {
  const session = randomBytes(16).toString('base64url')
  setCookie(c, cookieName(c), session, { httpOnly: true, sameSite: 'Strict', path: '/api' })
  return session
}
