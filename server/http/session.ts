import { hash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type Caller, LOCAL_CALLER } from '../access/caller.ts'

const SESSION = /^[A-Za-z0-9_-]{22}$/
const SECRET = /^[A-Za-z0-9_-]{43}$/

/** How long a person may take to come back from another system. */
const FLOW_S = 600

/** Browsers send cookies to every port of a host, so the name holds the console's port. */
function portOf({ req }: Context): string {
  return new URL(req.url).port || '80'
}

/** Who makes a request, as it is recorded: the id of a person or token, `local` without sign-in. */
export function actorOf(c: Context): string {
  return (c.get('caller') as Caller | null | undefined)?.actor ?? 'anonymous'
}

/**
 * The browser session that a pasted token belongs to, or null if there is none: that of the sign-in, else
 * one of its own, which differs for each person of a browser.
 */
export function sessionOf(c: Context): string | null {
  const caller = c.get('caller') as Caller | null | undefined
  if (caller?.session) return caller.session
  const session = getCookie(c, `session_${portOf(c)}`)
  return session !== undefined && SESSION.test(session) ? ofPerson(session, caller) : null
}

/** Starts a session that ends when the browser is closed. */
export function beginSession(c: Context): string {
  const caller = c.get('caller') as Caller | null | undefined
  if (caller?.session) return caller.session
  const session = randomBytes(16).toString('base64url')
  const { basePath, secure } = c.get('client')
  const path = `${basePath}/api`
  setCookie(c, `session_${portOf(c)}`, session, {
    httpOnly: true,
    sameSite: 'Strict',
    secure,
    path,
  })
  return ofPerson(session, caller)
}

function ofPerson(session: string, caller: Caller | null | undefined): string {
  if (!caller || caller.kind === LOCAL_CALLER.kind) return session
  return hash('sha256', `${session} ${caller.actor}`, 'base64url')
}

/**
 * The cookie of a sign-in. Over TLS no other host can set it (`__Host-`; `__Secure-` below a base
 * path); plain HTTP has no such names and is accepted only for this machine.
 */
function signInCookie(c: Context) {
  const { basePath, secure } = c.get('client')
  const name = basePath ? '__Secure-sign_in' : '__Host-sign_in'
  return {
    name: secure ? name : `sign_in_${portOf(c)}`,
    options: { httpOnly: true, secure, sameSite: 'Strict', path: basePath || '/' } as const,
  }
}

/** The secret of the sign-in's cookie, or null. */
export function sessionSecret(c: Context): string | null {
  const secret = getCookie(c, signInCookie(c).name)
  return secret !== undefined && SECRET.test(secret) ? secret : null
}

export function setSessionSecret(c: Context, secret: string): void {
  const { name, options } = signInCookie(c)
  setCookie(c, name, secret, options)
}

export function clearSessionSecret(c: Context): void {
  const { name, options } = signInCookie(c)
  deleteCookie(c, name, options)
}

/**
 * The cookie of a sign-in by redirect. It is Lax, as the other system's redirect is the first request
 * that needs it; the session's own cookie can be Strict, because the page that follows asks for its data
 * with requests of its own.
 */
function flowCookie(c: Context) {
  const { basePath, secure } = c.get('client')
  return {
    name: secure ? '__Secure-sign_in_flow' : `sign_in_flow_${portOf(c)}`,
    options: {
      httpOnly: true,
      secure,
      sameSite: 'Lax',
      path: `${basePath}/api/session/callback`,
    } as const,
  }
}

export function setFlowSecret(c: Context, secret: string): void {
  const { name, options } = flowCookie(c)
  setCookie(c, name, secret, { ...options, maxAge: FLOW_S })
}

/** Returns the secret of a sign-in by redirect, or null. */
export function flowSecret(c: Context): string | null {
  const secret = getCookie(c, flowCookie(c).name)
  return secret !== undefined && SECRET.test(secret) ? secret : null
}

/** Ends the flow cookie once it was used. */
export function clearFlowSecret(c: Context): void {
  const { name, options } = flowCookie(c)
  deleteCookie(c, name, options)
}

/** Whether a cookie that signs in may travel here: over TLS, or not over a network at all. */
export function maySignInHere(c: Context): boolean {
  const { hostname } = new URL(publicOrigin(c))
  return c.get('client').secure || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
}

/** The origin that the browser uses for this console; its host is one of the allowed ones. */
export function publicOrigin(c: Context): string {
  return `${c.get('client').secure ? 'https' : 'http'}://${c.req.header('host')}`
}
