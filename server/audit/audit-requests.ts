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
  /** The ID of the note that the change is about to be made. */
  begun?: string
}

type AuditWriter = Pick<AuditLog, 'append' | 'begin'>

declare module 'hono' {
  interface ContextVariableMap {
    auditLog: AuditWriter | undefined
    audited: AuditedRequest | undefined
    /** To be set by the code that refuses it. */
    refusedSignIn: RefusedSignIn | undefined
  }
}

const SIGN_IN_ROUTE = ' /api/session'
const PASSWORD_SIGN_IN = 'POST /api/session/local'
const REFUSED = [401, 403, 429]
/** One refused sign-in of an address is recorded in this time if there are too many of them. */
const FLOOD_MS = 60_000
/** Refused sign-ins of an address that are recorded in that time. */
const FLOOD_MAX = 20

/** Notes what is to be recorded of a request, before it is authorized. Called for every route. */
export function beginAudit(c: Context, audit: RouteAudit | undefined): void {
  if (audit === false) return
  if (isRead(c) && audit === undefined) return
  const action = `${c.req.method} ${routePath(c).replace(/\/$/, '')}`
  const params = Object.values(c.req.param() as Record<string, string>)
  const app = action.includes(' /api/profiles/') ? (params[0] ?? null) : null
  const subject = params.join('/') || null
  c.set('audited', { action, subject, app, spec: audit ?? {}, body: {}, before: null })
}

const isRead = (c: Context) => c.req.method === 'GET' || c.req.method === 'HEAD'

/**
 * Adds what is known once the request is validated, reads what is about to be changed, and notes that it
 * is: a crash between the change and its event would lose the event. @throws StorageError
 */
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
  if (isRead(c) || audited.spec.unless?.(audited.body)) return
  // The cookie of a sign-in leaves only after its event is stored, so a crash gives it to no one.
  if (audited.action === PASSWORD_SIGN_IN) return
  const begun = await c.get('auditLog')?.begin({
    ...commonOf(c),
    actor: actorOf(c),
    details: { ...namedIn(audited.before), ...requestOf(audited) },
  })
  if (begun !== undefined) audited.begun = begun
}

/** Records what a request has changed, or that it or its sign-in was refused. */
export function auditRequests(audit: AuditWriter, now: () => number) {
  const isFlood = createFloodGuard(now)
  return createMiddleware(async (c, next) => {
    c.set('auditLog', audit)
    await next()
    const { audited, refusedSignIn, client } = c.var
    // A refused sign-in by redirect leads to the sign-in page.
    const status = refusedSignIn && c.res.status < 400 ? 401 : c.res.status
    const actor = actorOf(c)
    const isSignIn = refusedSignIn !== undefined || audited?.action.includes(SIGN_IN_ROUTE) === true
    const isKept =
      isRecorded({ audited, status, actor, isSignIn }) &&
      !(isSignIn && REFUSED.includes(status) && isFlood(client.address ?? ''))
    if (!isKept && audited?.begun === undefined) return
    try {
      const event = isKept && {
        ...{ ...commonOf(c), status },
        actor: isSignIn && status >= 400 ? null : await actorAfter(c, actor),
        details: {
          ...(audited && (await detailsOf(audited, c.res))),
          ...(refusedSignIn && { sign_in: refusedSignIn }),
        },
      }
      await audit.append(event || null, audited?.begun)
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

function actorOf(c: Context): string | null {
  const caller = c.get('caller') as { actor: string } | null | undefined
  return caller ? caller.actor : caller === null ? null : 'local'
}

/** Returns what is recorded of every request. */
function commonOf(c: Context) {
  const { audited, client } = c.var
  const { action = `${c.req.method} ${c.req.path}`, subject = null, app = null } = audited ?? {}
  return { action, subject, app, request_id: client.requestId, address: client.address }
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

function requestOf({ spec, body }: AuditedRequest) {
  const request = spec.request && pick(body, spec.request)
  return { ...(request && Object.keys(request).length > 0 && { request }) }
}

/** Returns the name of the last of these that has one. */
function namedIn(...subjects: unknown[]) {
  const name = subjects.map((one) => pick(one, ['name'])?.name).findLast((one) => one !== undefined)
  return typeof name === 'string' ? { name } : {}
}

async function detailsOf(
  audited: AuditedRequest,
  response: Response,
): Promise<AuditEvent['details']> {
  const { spec, before } = audited
  const recorded = requestOf(audited)
  if (response.status >= 400) return recorded
  const whole = await responseOf(response)
  const after =
    spec.within === undefined ? whole : (pick(whole, [spec.within])?.[spec.within] ?? null)
  const old = pick(before, spec.fields ?? [])
  const changes = Object.entries(pick(after, spec.fields ?? []) ?? {}).flatMap(([field, value]) => {
    const was = old?.[field] ?? null
    return JSON.stringify(was) === JSON.stringify(value) ? [] : [[field, [was, value]]]
  })
  return {
    ...namedIn(before, after),
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
