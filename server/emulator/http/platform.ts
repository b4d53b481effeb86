import type { ServerResponse } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { isJsonObject } from '#contract/json'
import { appOfHeader, carryOutCall, endToken, ownerOfHeader } from '../calls/carry-out-call.ts'
import { codeOf, failure, type PlatformOperation } from '../calls/operation.ts'
import { OPERATIONS } from '../calls/operations.ts'
import { BodyTooLargeError } from '../json-body.ts'
import { recordMissingCall } from '../tenant/missing-calls.ts'
import { lookUpApp } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'
import { noteCode } from './call-log.ts'
import { type RenderedResponse, render, renderChosen, renderError } from './envelope.ts'
import { LOG_ID } from './fixed-headers.ts'
import { readForm, readJson } from './request-body.ts'

const MAX_BYTES = 256 * 1024
const JSON_TYPE = 'application/json; charset=utf-8'

type PlatformContext = Context<{ Bindings: HttpBindings }>

/**
 * The platform's calls. They write to the socket's own response: clients get the spelling of headers
 * that the platform uses, and faults can break off a response in the middle.
 * @param report gets the bugs of the emulator
 */
export function platformRoutes(world: World, report: (bug: unknown) => void) {
  const routes = new Hono<{ Bindings: HttpBindings }>()
  for (const operation of OPERATIONS) {
    routes.on(operation.method, operation.path, async (c) => {
      const { outgoing } = c.env
      await respond(world, operation, c).catch((error: unknown) => {
        // A caller that disconnected while sending its body is not a bug.
        if (outgoing.destroyed) return
        const tooLarge = error instanceof BodyTooLargeError
        if (!tooLarge) report(error)
        if (outgoing.headersSent) {
          outgoing.destroy()
          return
        }
        const logId = String(outgoing.getHeader(LOG_ID))
        write(
          outgoing,
          tooLarge
            ? renderError(
                Number(world.assumptions.large_body),
                { code: 9499, msg: error.message },
                logId,
              )
            : renderError(500, { code: 2200, msg: 'internal error' }, logId),
        )
      })
      return RESPONSE_ALREADY_SENT
    })
  }
  routes.all('/open-apis/*', (c) => {
    const app = appOfHeader(world, c.req.header('authorization'))
    recordMissingCall(world, c.req.method, c.req.path, app?.app_id ?? null)
    return world.assumptions.missing_call === '404' ? c.notFound() : c.json({ code: 0, data: {} })
  })
  return routes
}

async function respond(
  world: World,
  operation: PlatformOperation,
  c: PlatformContext,
): Promise<void> {
  const { incoming, outgoing } = c.env
  const { authorization } = incoming.headers
  const params = c.req.param() as Record<string, string>
  const errorContext = {
    endpoint: operation.endpoint,
    msgs: operation.msgs ?? {},
    assumptions: world.assumptions,
    logId: String(outgoing.getHeader(LOG_ID)),
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
    const { host = '', 'user-agent': user_agent = '' } = incoming.headers
    const caller = { host, user_agent }
    const request = { authorization, params, query: c.req.query(), caller, readBody }
    const { result, exceeded } = await carryOutCall(world, operation, request)
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
  if (!fault) return write(outgoing, await carryOut())
  await writeFaulty(
    outgoing,
    await fault({
      carryOut: async () => toResponse(await carryOut()),
      fail: (code) => toResponse(render(failure({ code }), errorContext)),
      answer: (chosen) => toResponse(renderChosen(chosen, errorContext)),
      endToken: () => endToken(world, authorization),
      outgoing,
    }),
  )
}

/** A caller that uses another name of its app gets to see that name. */
function renamed<T>(body: T, app_id = '', name = ''): T {
  if (body instanceof Uint8Array) return body
  return JSON.parse(JSON.stringify(body).replaceAll(app_id, name))
}

function write(outgoing: ServerResponse, response: RenderedResponse): void {
  const { http_status, headers, content_type = JSON_TYPE } = response
  if (!(response.body instanceof Uint8Array)) noteCode(outgoing, response.body.code)
  const body = bodyOf(response)
  outgoing.writeHead(http_status, {
    ...headers,
    'Content-Type': content_type,
    'Content-Length': Buffer.byteLength(body),
  })
  outgoing.end(body)
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

/** Writes the response of a fault, unless the fault has written to the socket itself. */
async function writeFaulty(outgoing: ServerResponse, response: Response): Promise<void> {
  if (response === RESPONSE_ALREADY_SENT) return
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
