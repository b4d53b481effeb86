import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { parse } from 'hono/utils/cookie'
import type { Asked } from './asked.ts'

const SESSION = /^[A-Za-z0-9_-]{22}$/

/** A browser hands its cookies to every port of a host, so each console has a name of its own. */
function cookieName({ req }: Asked): string {
  return `session_${new URL(req.url).port || '80'}`
}

/** The session that the browser says it is; `null` where it says none. */
export function sessionOf(asked: Asked): string | null {
  const cookies = asked.req.header('cookie')
  if (cookies === undefined) return null
  const name = cookieName(asked)
  const session = parse(cookies, name)[name]
  return session !== undefined && SESSION.test(session) ? session : null
}

/** Begins a session, which ends with the browser. */
export function beginSession(c: Context): string {
  const session = randomBytes(16).toString('base64url')
  setCookie(c, cookieName(c), session, { httpOnly: true, sameSite: 'Strict', path: '/api' })
  return session
}
