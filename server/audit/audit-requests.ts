import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { AuditEvent } from '#contract/audit/audit'
import { refuse } from '../http/refusal.ts'
import type { AuditLog } from './audit-log.ts'

/**
 * What the audit records of a route beside who, when, what and the name of its subject. A route that
 * is not GET is recorded without it too; `false` if it changes nothing, or if the ledger records it
 * with its actor, as it does every send.
 */
export type RouteAudit =
  | false
  | {
      /** The fields of the response that are compared with those before; none of them is secret. */
      fields?: readonly string[]
      /** Reads the same fields before the change, by the last parameter of the path. */
      before?: (id: string) => Promise<object | null>
      /** The field of the response that contains the subject. */
      within?: string
      /** The fields of the body that are recorded; none of them is secret. */
      request?: readonly string[]
      /** Whether a request changes nothing, such as a dry run. */
      unless?: (body: object) => boolean
    }

/** A sign-in that was refused outside of the sign-in routes, such as a forged token of a proxy. */
export type RefusedSignIn = NonNullable<AuditEvent['details']['sign_in']>

type AuditedRequest = {
  action: string
  subject: string | null
  app: string | null
  spec: Exclude<RouteAudit, false>
  body: object
  before: object | null
}

declare module 'hono' {
  interface ContextVariableMap {
    audited: AuditedRequest | undefined
    /** To be set by the code that refuses it. */
    refusedSignIn: RefusedSignIn | undefined
  }
}

const SIGN_IN_ROUTE = ' /api/session'
const REFUSED = [401, 403, 429]
/** One refused sign-in of an address is recorded in this time if there are too many of them. */
const FLOOD_MS = 60_000
/** Refused sign-ins of an address that are recorded in that time. */
const FLOOD_MAX = 20

/** Notes what is to be recorded of a request, before it is authorized. Called for every route. */
export function beginAudit(c: Context, audit: RouteAudit | undefined): void {
  if (audit === false) return
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (isRead && audit === undefined) return
  const action = `${c.req.method} ${routePath(c).replace(/\/$/, '')}`
  const params = Object.values(c.req.param() as Record<string, string>)
  const app = action.includes(' /api/profiles/') ? (params[0] ?? null) : null
  const subject = params.join('/') || null
  c.set('audited', { action, subject, app, spec: audit ?? {}, body: {}, before: null })
}

/** Adds what is known once the request is validated, and reads what is about to be changed. */
export async function continueAudit(
  c: Context,
  { app, body }: { app: string | undefined; body: unknown },
): Promise<void> {
  const audited = c.get('audited')
  if (!audited) return
  if (typeof body === 'object' && body !== null) audited.body = body
  const named = pick(body, ['profile'])?.profile
  audited.app ??= app ?? (typeof named === 'string' ? named : null)
  const id = audited.subject?.split('/').at(-1)
  if (id !== undefined) audited.before = (await audited.spec.before?.(id)) ?? null
}

/** Records what a request has changed, or that it or its sign-in was refused. */
export function auditRequests(audit: Pick<AuditLog, 'append'>, now: () => number) {
  const isFlood = createFloodGuard(now)
  return createMiddleware(async (c, next) => {
    await next()
    const { audited, refusedSignIn, client } = c.var
    // A refused sign-in by redirect leads to the sign-in page.
    const status = refusedSignIn && c.res.status < 400 ? 401 : c.res.status
    const caller = c.get('caller') as { actor: string } | null | undefined
    const actor = caller ? caller.actor : caller === null ? null : 'local'
    const isSignIn = refusedSignIn !== undefined || audited?.action.includes(SIGN_IN_ROUTE) === true
    if (!isRecorded({ audited, status, actor, isSignIn })) return
    if (isSignIn && REFUSED.includes(status) && isFlood(client.address ?? '')) return
    const {
      action,
      subject = null,
      app = null,
    } = audited ?? { action: `${c.req.method} ${c.req.path}` }
    try {
      await audit.append({
        ...{ actor: isSignIn && status >= 400 ? null : await actorAfter(c, actor), action, status },
        ...{ app, subject, request_id: client.requestId, address: client.address },
        details: {
          ...(audited && (await detailsOf(audited, c.res))),
          ...signInDetails(refusedSignIn),
        },
      })
    } catch {
      if (status >= 400) return
      // What was done stays done, and this says so.
      c.res = undefined
      c.res = refuse(c, 'storage', [], {
        zh: '操作已执行，但无法写入审计记录。请检查磁盘或数据库。',
        en: 'Done, but the audit could not be written. Check the disk or the database.',
      })
    }
  })
}

type Recording = {
  audited: AuditedRequest | undefined
  status: number
  actor: string | null
  isSignIn: boolean
}

function isRecorded({ audited, status, actor, isSignIn }: Recording): boolean {
  if (isSignIn) return status < 400 || REFUSED.includes(status) || status >= 500
  if (!audited || actor === null || audited.spec.unless?.(audited.body)) return false
  // Other refusals changed nothing; an error may have.
  return status < 400 || status === 403 || status >= 500
}

/** Who has just signed in is not known before the response: its body names the person. */
async function actorAfter(c: Context, actor: string | null): Promise<string | null> {
  if (actor !== null) return actor
  const person = pick(await responseOf(c.res), ['person'])?.person
  return typeof person === 'object' && person !== null && 'id' in person ? String(person.id) : null
}

function signInDetails(refused: RefusedSignIn | undefined) {
  return refused && { sign_in: refused }
}

async function detailsOf(
  { spec, body, before }: AuditedRequest,
  response: Response,
): Promise<AuditEvent['details']> {
  const request = spec.request && pick(body, spec.request)
  const recorded = { ...(request && Object.keys(request).length > 0 && { request }) }
  if (response.status >= 400) return recorded
  const whole = await responseOf(response)
  const after =
    spec.within === undefined ? whole : (pick(whole, [spec.within])?.[spec.within] ?? null)
  const { name } = { ...pick(before, ['name']), ...pick(after, ['name']) }
  const old = pick(before, spec.fields ?? [])
  const changes = Object.entries(pick(after, spec.fields ?? []) ?? {}).flatMap(([field, value]) => {
    const was = old?.[field] ?? null
    return JSON.stringify(was) === JSON.stringify(value) ? [] : [[field, [was, value]]]
  })
  return {
    ...(typeof name === 'string' && { name }),
    ...(changes.length > 0 && { changes: Object.fromEntries(changes) }),
    ...recorded,
  }
}

type Fields = AuditEvent['details']['request']

function pick(value: unknown, names: readonly string[]): Fields | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const fields = value as NonNullable<Fields>
  return Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(fields, name) ? [[name, fields[name] ?? null]] : [])),
  )
}

async function responseOf(response: Response): Promise<unknown> {
  const { headers } = response
  // A download is left to be read at the speed of its reader: an export may have a gigabyte.
  if (headers.has('content-disposition')) return null
  if (!headers.get('content-type')?.startsWith('application/json')) return null
  const copy = response.clone()
  const encoding = headers.get('content-encoding')
  // A route may compress its response before it gets here.
  if (encoding !== 'gzip' && encoding !== 'deflate') return copy.json()
  return new Response(copy.body?.pipeThrough(new DecompressionStream(encoding))).json()
}

/** Returns whether an address was refused so often that more of it would only fill the database. */
function createFloodGuard(now: () => number): (address: string) => boolean {
  let since = now()
  const counts = new Map<string, number>()
  return (address) => {
    if (now() - since >= FLOOD_MS) {
      since = now()
      counts.clear()
    }
    const count = (counts.get(address) ?? 0) + 1
    counts.set(address, count)
    return count > FLOOD_MAX
  }
}
