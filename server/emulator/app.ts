import { type Context, Hono } from 'hono'
import { type Answer, refuse } from './answer.ts'
import { authorize } from './authorize.ts'
import { controlRoutes } from './control-routes.ts'
import { type Rendered, render, renderError } from './envelope.ts'
import { parseJson } from './json.ts'
import type { Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { BodyTooLarge, readBody } from './read-body.ts'
import type { World } from './world.ts'

/** The id of the request is made where its headers are, before any route. */
type Env = { Bindings: { logId: string } }

const MAX_BYTES = 256 * 1024

/** The emulator's routes over one world. */
export function createApp(world: World, report: (bug: unknown) => void): Hono<Env> {
  // The platform was seen to take a trailing slash.
  const app = new Hono<Env>({ strict: false })
  for (const operation of OPERATIONS) {
    app.on(operation.method, operation.path, async (c) => {
      const answer = await ask(world, operation, c)
      return send(render(answer, operation.endpoint, c.env.logId))
    })
  }
  app.route('/_emulator', controlRoutes(world))
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

async function ask(world: World, operation: Operation, c: Context<Env>): Promise<Answer> {
  const read = async () => ({
    world,
    params: c.req.param(),
    query: c.req.query(),
    body: parseJson(await readBody(c.req.raw, operation.maxBytes ?? MAX_BYTES)),
  })
  if (operation.access === 'open') return operation.answer(await read())
  // The token is judged before anything that was sent with it.
  const app = authorize(world, c.req.header('Authorization'), operation.access)
  if ('code' in app) return refuse(app)
  return operation.answer({ ...(await read()), app })
}

function send({ http_status, body }: Rendered): Response {
  return new Response(JSON.stringify(body), {
    status: http_status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  })
}
