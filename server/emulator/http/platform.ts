import type { IncomingMessage, ServerResponse } from 'node:http'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { getQueryParam } from 'hono/utils/url'
import { isJsonObject } from '#contract/json'
import { appOfHeader, carryOutCall, endToken, ownerOfHeader } from '../calls/carry-out-call.ts'
import { codeOf, failure, type PlatformOperation } from '../calls/operation.ts'
import { OPERATIONS } from '../calls/operations.ts'
import { BodyTooLargeError } from '../json-body.ts'
import { lookUpApp } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'
import { noteCode } from './call-log.ts'
import { type RenderedResponse, render, renderChosen, renderError } from './envelope.ts'
import { type FixedHeaders, LOG_ID } from './fixed-headers.ts'
import { readForm, readJson } from './request-body.ts'

const MAX_BYTES = 256 * 1024
/** In sign-in.ts: these calls have no envelope. */
const SIGN_IN_PATH = /^\/open-apis\/authen\/v1\/(?:authorize|user_info)$/
const JSON_TYPE = 'application/json; charset=utf-8'

/** One request for an operation. */
type PlatformRequest = {
  operation: PlatformOperation
  params: Readonly<Record<string, string>>
  incoming: IncomingMessage
  outgoing: ServerResponse
  /** What every response has. */
  headers: FixedHeaders
}

/** Responds to a request if it is for a call of the platform; returns whether it is. */
type PlatformListener = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  headers: FixedHeaders,
) => boolean

/**
 * The platform's calls. They use the socket's own request and response: clients get the spelling of
 * headers that the platform uses, faults can break off a response in the middle, and a bot's load test
 * measures the bot.
 * @param report gets the bugs of the emulator
 */
export function createPlatform(world: World, report: (bug: unknown) => void): PlatformListener {
  const router = new RegExpRouter<PlatformOperation>()
  for (const operation of OPERATIONS) router.add(operation.method, operation.path, operation)

  return (incoming, outgoing, headers) => {
    const { method = 'GET', url = '' } = incoming
    const path = pathOf(url)
    const [[match], stash = []] = router.match(method === 'HEAD' ? 'GET' : method, path)
    if (!match) {
      if (SIGN_IN_PATH.test(path)) return false
      if (path !== '/open-apis' && !path.startsWith('/open-apis/')) return false
      respondToMissing(world, path, { incoming, outgoing, headers })
      return true
    }
    const [operation, names] = match
    const params: Record<string, string> = {}
    for (const [name, index] of Object.entries(names)) params[name] = decode(stash[Number(index)])
    const request: PlatformRequest = { operation, params, incoming, outgoing, headers }
    respond(world, request).catch((error: unknown) => {
      // A caller that disconnected while sending its body is not a bug.
      if (outgoing.destroyed) return
      const tooLarge = error instanceof BodyTooLargeError
      if (!tooLarge) report(error)
      if (outgoing.headersSent) {
        outgoing.destroy()
        return
      }
      const { large_body } = world.assumptions
      const [status, known] = tooLarge
        ? [Number(large_body), { code: 9499, msg: error.message }]
        : [500, { code: 2200, msg: 'internal error' }]
      write(request, renderError(status, known, headers[LOG_ID]))
    })
    return true
  }
}

/** Returns the path of a request's target; the platform was seen to accept a trailing slash. */
function pathOf(url: string): string {
  const end = url.indexOf('?')
  const raw = end < 0 ? url : url.slice(0, end)
  const path = /\/\.|\\/.test(raw) ? new URL(`http://emulator${raw}`).pathname : raw
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}

function decode(part = ''): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

async function respond(world: World, request: PlatformRequest): Promise<void> {
  const { operation, params, incoming, outgoing, headers: fixed } = request
  const { authorization, host = '', 'user-agent': user_agent = '' } = incoming.headers
  const errorContext = {
    endpoint: operation.endpoint,
    msgs: operation.msgs ?? {},
    assumptions: world.assumptions,
    logId: fixed[LOG_ID],
  }
  let body: Promise<unknown> | undefined
  const readBody = () => {
    const maxBytes = operation.maxBytes ?? MAX_BYTES
    body ??= operation.form
      ? readForm(incoming, maxBytes)
      : readJson(incoming, maxBytes, world.assumptions)
    return body
  }
  const carryOut = async (): Promise<RenderedResponse> => {
    const query = incoming.url?.includes('?') ? queryOf(incoming.url) : {}
    const call = { authorization, params, query, caller: { host, user_agent }, readBody }
    const { result, exceeded } = await carryOutCall(world, operation, call)
    if (operation.method !== 'GET' && codeOf(result) === 0) world.changes.touch()
    const headers = exceeded && {
      'x-ogw-ratelimit-limit': String(exceeded.limit),
      'x-ogw-ratelimit-reset': String(exceeded.reset),
    }
    const response = render(result, errorContext)
    const { app_id, name } = ownerOfHeader(world, authorization) ?? {}
    const body = app_id === name ? response.body : renamed(response.body, app_id, name)
    return { ...response, body, ...(headers && { headers }) }
  }
  const open = operation.access === 'open'
  const app_id = open
    ? appIdIn(world, await readBody())
    : (appOfHeader(world, authorization)?.app_id ?? null)
  const { message_id = null } = params
  const has_token = !open && app_id !== null
  const fault = world.faults.hook({ operation: operation.name, app_id, message_id, has_token })
  if (!fault) return write(request, await carryOut())
  setHeaders(outgoing, fixed)
  const response = await fault({
    carryOut: async () => toResponse(await carryOut()),
    fail: (code) => toResponse(render(failure({ code }), errorContext)),
    answer: (chosen) => toResponse(renderChosen(chosen, errorContext)),
    endToken: () => endToken(world, authorization),
    outgoing,
  })
  if (response) await writeFaulty(outgoing, response)
}

function queryOf(url: string): Record<string, string> {
  return getQueryParam(url) as Record<string, string>
}

/** A caller that uses another name of its app gets to see that name. */
function renamed<T>(body: T, app_id = '', name = ''): T {
  if (body instanceof Uint8Array) return body
  return JSON.parse(JSON.stringify(body).replaceAll(app_id, name))
}

/** Responds to a call that the emulator does not have, as the platform does to an unknown path. */
function respondToMissing(
  world: World,
  path: string,
  { incoming, outgoing, headers }: Pick<PlatformRequest, 'incoming' | 'outgoing' | 'headers'>,
): void {
  const app = appOfHeader(world, incoming.headers.authorization)
  recordMissingCall(world, incoming.method ?? '', path, app?.app_id ?? null)
  const [status, type, text] =
    world.assumptions.missing_call === '404'
      ? ([404, 'text/plain; charset=UTF-8', '404 page not found'] as const)
      : ([200, 'application/json', '{"code":0,"data":{}}'] as const)
  outgoing.writeHead(status, { ...headers, 'Content-Type': type, 'Content-Length': text.length })
  outgoing.end(text)
}

function write(
  { outgoing, headers: fixed }: Pick<PlatformRequest, 'outgoing' | 'headers'>,
  response: RenderedResponse,
): void {
  const { http_status, headers, content_type = JSON_TYPE } = response
  if (!(response.body instanceof Uint8Array)) noteCode(outgoing, response.body.code)
  const body = bodyOf(response)
  outgoing.writeHead(http_status, {
    ...fixed,
    ...headers,
    'Content-Type': content_type,
    'Content-Length': Buffer.byteLength(body),
  })
  outgoing.end(body)
}

/** For responses that are not written with all of their headers at once. */
export function setHeaders(outgoing: ServerResponse, headers: FixedHeaders): void {
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value)
}

function toResponse(response: RenderedResponse): Response {
  const { http_status, headers, content_type = JSON_TYPE } = response
  return new Response(bodyOf(response), {
    status: http_status,
    headers: { 'Content-Type': content_type, ...headers },
  })
}

function bodyOf({ body }: RenderedResponse): string | Uint8Array<ArrayBuffer> {
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body)
}

async function writeFaulty(outgoing: ServerResponse, response: Response): Promise<void> {
  const bytes = Buffer.from(await response.arrayBuffer())
  outgoing.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    'content-length': bytes.length,
  })
  outgoing.end(bytes)
}

function appIdIn({ state }: World, body: unknown): string | null {
  if (!isJsonObject(body)) return null
  // The call for a long connection spells it in its own way.
  const { app_id = body.AppID } = body
  return typeof app_id === 'string' ? (lookUpApp(state, app_id)?.app_id ?? app_id) : null
}

const MAX_MISSING_CALLS = 100
const MAX_PATH_LENGTH = 200

/**
 * Records a call that the emulator does not have, once for each method and path, and warns of a new one.
 * @param app_id the app of the caller's token, or null
 */
function recordMissingCall(
  { missing_calls, clock, warn, changes }: World,
  method: string,
  rawPath: string,
  app_id: string | null,
): void {
  const path = rawPath.split('/').map(hideId).join('/').slice(0, MAX_PATH_LENGTH)
  const key = `${method} ${path}`
  const count = (missing_calls.get(key)?.count ?? 0) + 1
  // The last one made is the last in the map.
  missing_calls.delete(key)
  missing_calls.set(key, { method, path, count, last_at_ms: clock(), app_id })
  for (const oldest of missing_calls.keys()) {
    if (missing_calls.size <= MAX_MISSING_CALLS) break
    missing_calls.delete(oldest)
  }
  if (count === 1) warn(`The emulator does not have the call ${key}.`)
  changes.touch()
}

/** A path can hold a secret, for example the token of a webhook bot. */
function hideId(part: string): string {
  const isId = part.length > 40 || (part.length > 8 && /\d/.test(part))
  return isId ? ':id' : part
}
