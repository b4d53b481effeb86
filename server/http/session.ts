import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

const SESSION = /^[A-Za-z0-9_-]{22}$/

/** A browser hands its cookies to every port of a host, so each console has a name of its own. */
function cookieName(c: Context): string {
  return `session_${new URL(c.req.url).port || '80'}`
}

/** The session that the browser says it is; `null` where it says none. */
export function sessionOf(c: Context): string | null {
  const session = getCookie(c, cookieName(c))
  return session !== undefined && SESSION.test(session) ? session : null
}

/** Begins a session, which ends with the browser. */
export function beginSession(c: Context): string {
  const session = randomBytes(16).toString('base64url')
  setCookie(c, cookieName(c), session, { httpOnly: true, sameSite: 'Strict', path: '/api' })
  return session
}
