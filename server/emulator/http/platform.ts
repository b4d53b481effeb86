import type { ServerResponse } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { isJsonObject, parseJson } from '#contract/json'
import { appOfHeader, carryOutCall } from '../calls/carry-out-call.ts'
import { codeOf, failure, type PlatformOperation } from '../calls/operation.ts'
import { OPERATIONS } from '../calls/operations.ts'
import { BodyTooLargeError, readText } from '../json-body.ts'
import type { World } from '../tenant/world.ts'
import { type RenderedResponse, render, renderError } from './envelope.ts'
import { LOG_ID } from './fixed-headers.ts'

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
            ? renderError(413, { code: 9499, msg: error.message }, logId)
            : renderError(500, { code: 2200, msg: 'internal error' }, logId),
        )
      })
      return RESPONSE_ALREADY_SENT
    })
  }
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
    otherStatus: Number(world.assumptions.undocumented_http_status),
    logId: String(outgoing.getHeader(LOG_ID)),
  }
  let body: Promise<unknown> | undefined
  const readBody = () => {
    body ??= readText(incoming, operation.maxBytes ?? MAX_BYTES).then(parseJson)
    return body
  }
  const carryOut = async (): Promise<RenderedResponse> => {
    const request = { authorization, params, query: c.req.query(), readBody }
    const { result, exceeded } = await carryOutCall(world, operation, request)
    if (operation.method !== 'GET' && codeOf(result) === 0) world.changes.touch()
    const headers = exceeded && {
      'x-ogw-ratelimit-limit': String(exceeded.limit),
      'x-ogw-ratelimit-reset': String(exceeded.reset),
    }
    return { ...render(result, errorContext), ...(headers && { headers }) }
  }
  const open = operation.access === 'open'
  const app_id = open
    ? appIdIn(await readBody())
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
      outgoing,
    }),
  )
}

function write(outgoing: ServerResponse, { http_status, body, headers }: RenderedResponse): void {
  const text = JSON.stringify(body)
  outgoing.writeHead(http_status, {
    ...headers,
    'Content-Type': JSON_TYPE,
    'Content-Length': Buffer.byteLength(text),
  })
  outgoing.end(text)
}

function toResponse({ http_status, body, headers }: RenderedResponse): Response {
  return new Response(JSON.stringify(body), {
    status: http_status,
    headers: { 'Content-Type': JSON_TYPE, ...headers },
  })
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

function appIdIn(body: unknown): string | null {
  return isJsonObject(body) && typeof body.app_id === 'string' ? body.app_id : null
}
