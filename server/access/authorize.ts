import type { Context } from 'hono'
import type { Role } from '#contract/access/roles'
import { describeIssue } from '#contract/validation/api-hints'
import { refuse, requestLocale } from '../http/refusal.ts'
import { type App, allows, type Caller, type OwnedKind } from './caller.ts'

/** Who may call a route: the one declaration of it, beside the route. */
export type RouteAccess =
  /** Anyone, also without sign-in. */
  | 'public'
  /** Anyone who is signed in, whatever their role. */
  | 'signed_in'
  | ProfileAccess
  | SharedAccess

type ProfileAccess = {
  role: Role
  /** On the app of the request. An app that one may not even view is answered like one that does not exist. */
  per: 'profile'
  /**
   * How the request names the app: by its query parameter `profile` unless told otherwise; `path`: the
   * path's `:id` or `:profile`; `body`: the body's `profile`; else the `:id` of what belongs to an app.
   */
  of?: OwnedKind | 'path' | 'body'
  /** A lower role that is enough if the app is not production. */
  test?: Role
}

type SharedAccess = {
  role: Role
  /** On at least one app (the handler shows only what {@link appsOf} allows), or on every app. */
  per: 'any' | 'console'
  /** Not with an API token. */
  personally?: true
  /** A person may do it to their own account, named by the path's `:id`. */
  own?: true
  /** With `console`: a lower role on every test app is enough if the body's `environment` is not production. */
  test?: Role
}

/** Stands for a test app that does not exist yet. */
const TEST_APP: App = { id: '', environment: 'test' }

/** The parts of a request that are known only after it was read. */
type ReadParts = {
  /** The app that the query names or leaves to the default; null if there is none. */
  profile?: App | null | undefined
  body?: unknown
}

/**
 * Refuses a request before it is read, by who makes it and what its path names; null if nothing
 * is against it so far.
 */
export async function refuseUnauthorized(
  c: Context,
  access: RouteAccess,
): Promise<Response | null> {
  if (access === 'public') return null
  const caller = c.get('caller') as Caller | null | undefined
  if (!caller) return refuse(c, 'not_signed_in')
  if (access === 'signed_in' || caller.kind === 'local') return null
  if (access.per === 'profile') return refuseByPath(c, caller, access)
  if (access.personally && caller.kind === 'token') return refuse(c, 'not_allowed')
  if (access.own && c.req.param('id') === caller.actor) return null
  if (access.test && allows.on(caller, access.test, TEST_APP)) return null
  const isAllowed = access.per === 'any' ? allows.anywhere : allows.everywhere
  return isAllowed(caller, access.role) ? null : refuse(c, 'not_allowed')
}

async function refuseByPath(
  c: Context,
  caller: Caller,
  access: ProfileAccess,
): Promise<Response | null> {
  const { of } = access
  if (of === undefined || of === 'body') {
    return allows.anywhere(caller, access.test ?? access.role) ? null : refuse(c, 'not_allowed')
  }
  const id = c.req.param('id') ?? c.req.param('profile') ?? ''
  const apps = c.get('apps')
  const owner = of === 'path' ? id : await apps.ownerOf(of, id)
  if (owner === null) return refuse(c, 'not_found')
  // An app that was removed still has a history, and counts as production.
  const app = (await apps.find(owner)) ?? ({ id: owner, environment: 'production' } as const)
  if (!allows.on(caller, 'viewer', app)) return refuse(c, 'not_found')
  return refuseOnApp(c, caller, access, app)
}

/** Refuses a request by the app that its query or body names; null if it is allowed. */
export async function refuseUnauthorizedApp(
  c: Context,
  access: RouteAccess,
  { profile, body }: ReadParts,
): Promise<Response | null> {
  const caller = c.get('caller') as Caller | null | undefined
  if (access === 'public' || access === 'signed_in' || !caller || caller.kind === 'local')
    return null
  if (access.per === 'console') return refuseEnvironment(c, caller, access, body)
  if (access.per !== 'profile' || (access.of !== undefined && access.of !== 'body')) return null
  const app = access.of === 'body' ? await appOfBody(c, body) : (profile ?? null)
  if (app === null || !allows.on(caller, 'viewer', app)) {
    return refuse(c, 'invalid', [describeIssue('profile', 'unknown_profile', requestLocale(c))])
  }
  return refuseOnApp(c, caller, access, app)
}

function refuseOnApp(
  c: Context,
  caller: Caller,
  { role, test }: ProfileAccess,
  app: App,
): Response | null {
  const needed = test !== undefined && app.environment === 'test' ? test : role
  if (allows.on(caller, needed, app)) return null
  const isUnnamed = needed === 'sender' && allows.on(caller, 'viewer', app)
  return refuse(c, isUnnamed && app.environment === 'production' ? 'not_named' : 'not_allowed')
}

/** Refuses what a lower role may do for test apps only. */
function refuseEnvironment(c: Context, caller: Caller, access: SharedAccess, body: unknown) {
  if (access.test === undefined || allows.everywhere(caller, access.role)) return null
  return field(body, 'environment') === 'production' ? refuse(c, 'not_allowed') : null
}

async function appOfBody(c: Context, body: unknown): Promise<App | null> {
  const id = field(body, 'profile')
  if (id !== undefined && typeof id !== 'string') return null
  return c.get('apps').find(id)
}

function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined
}

/**
 * Returns the ids of the apps that a request may see at least with this role, to filter by; undefined
 * if it may see all.
 */
export async function appsOf(c: Context, role: Role): Promise<readonly string[] | undefined> {
  const caller = c.get('caller') as Caller | null | undefined
  if (caller && allows.everywhere(caller, role)) return undefined
  if (!caller) return NO_APP
  const ids = (await c.get('apps').all()).filter((app) => allows.on(caller, role, app))
  const named = caller.rights
    .flatMap((one) => (one === 'everything' ? [] : one))
    .map(({ app }) => app)
  // Apps that were removed are in no list, but a grant may still name them.
  const removed = named.filter(
    (id) =>
      id !== '*' && id !== 'test' && allows.on(caller, role, { id, environment: 'production' }),
  )
  const visible = new Set([...ids.map(({ id }) => id), ...removed])
  return visible.size > 0 ? [...visible] : NO_APP
}

/** Matches no app: an empty list is no valid `in` for PostgreSQL. */
const NO_APP: readonly string[] = ['']
