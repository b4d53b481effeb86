import type { ServerResponse } from 'node:http'
import { type Context, Hono } from 'hono'
import { isJsonObject } from '#contract/is-json-object'
import { codeOf, refuse } from './answer.ts'
import { answerCall } from './answer-call.ts'
import { appOfHeader } from './authorize.ts'
import { controlRoutes } from './control-routes.ts'
import { type Rendered, render, renderError } from './envelope.ts'
import type { FaultHook } from './fault-hook.ts'
import { parseJson } from './json.ts'
import type { Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import type { Parts } from './part.ts'
import { BodyTooLarge, readBody } from './read-body.ts'
import type { World } from './world.ts'

/** The id of the request is made where its headers are, before any route. */
type Env = { Bindings: { logId: string; outgoing: ServerResponse } }

export type AppOptions = {
  /** Is told of a bug in the emulator itself. */
  report: (bug: unknown) => void
  faults: FaultHook
  parts: Parts
}

const MAX_BYTES = 256 * 1024

/** The emulator's routes over one world. */
export function createApp(world: World, { report, faults, parts }: AppOptions): Hono<Env> {
  // The platform was seen to take a trailing slash.
  const app = new Hono<Env>({ strict: false })
  for (const operation of OPERATIONS) {
    app.on(operation.method, operation.path, (c) => answer(world, operation, faults, c))
  }
  app.route('/_emulator', controlRoutes(world, parts, report))
  app.notFound((c) => c.text('404 page not found', 404))
  app.onError((error, c) => {
    if (error instanceof BodyTooLarge) {
      return send(renderError(413, { code: 9499, msg: error.message }, c.env.logId))
    }
    // A caller who left in the middle of a body is no bug; nobody reads the answer then.
    if (!c.req.raw.signal.aborted) report(error)
    return send(renderError(500, { code: 2200, msg: 'internal error' }, c.env.logId))
  })
  return app
}

async function answer(
  world: World,
  operation: Operation,
  faults: FaultHook,
  c: Context<Env>,
): Promise<Response> {
  const { logId, outgoing } = c.env
  const authorization = c.req.header('Authorization')
  const wording = {
    endpoint: operation.endpoint,
    otherStatus: Number(world.assumptions.undocumented_http_status),
    logId,
  }
  let body: Promise<unknown> | undefined
  const readJson = () => {
    body ??= readBody(c.req.raw, operation.maxBytes ?? MAX_BYTES).then(parseJson)
    return body
  }
  const carryOut = async () => {
    const asked = { authorization, params: c.req.param(), query: c.req.query(), readBody: readJson }
    const { answer, exceeded } = await answerCall(world, operation, asked)
    if (operation.method !== 'GET' && codeOf(answer) === 0) world.changes.touch()
    const headers = exceeded && {
      'x-ogw-ratelimit-limit': String(exceeded.limit),
      'x-ogw-ratelimit-reset': String(exceeded.reset),
    }
    return send(render(answer, wording), headers)
  }
  const app_id =
    operation.access === 'open'
      ? appIdIn(await readJson())
      : (appOfHeader(world, authorization)?.app_id ?? null)
  const fault = faults({
    operation: operation.name,
    app_id,
    message_id: c.req.param('message_id') ?? null,
  })
  if (!fault) return carryOut()
  return fault({
    carryOut,
    refuse: (refusal) => send(render(refuse(refusal), wording)),
    outgoing,
  })
}

function appIdIn(body: unknown): string | null {
  return isJsonObject(body) && typeof body.app_id === 'string' ? body.app_id : null
}

function send({ http_status, body }: Rendered, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status: http_status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  })
}
