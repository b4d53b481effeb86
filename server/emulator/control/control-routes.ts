import { Hono } from 'hono'
import { EMULATOR_CALLS, type EmulatorCall } from '#contract/emulator/calls'
import { describeControlApi } from '#contract/emulator/control-api'
import { USUAL_MAX_BYTES } from '#contract/emulator/control-calls'
import type { Refusal } from '#contract/refusal'
import type { World } from '../tenant/world.ts'
import { createChangeStream } from './change-stream.ts'
import {
  type ControlEnv,
  ControlError,
  localeOf,
  notFound,
  readControlBody,
} from './control-request.ts'
import { createHandlers, type JsonCallName } from './handlers.ts'

/**
 * The control API, from the contract's list of calls.
 * @param report gets the bugs of the emulator
 */
export function controlRoutes(world: World, report: (bug: unknown) => void) {
  const routes = new Hono<ControlEnv>()
    .use(async (c, next) => {
      await next()
      if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && c.res.ok) world.changes.touch()
    })
    .get('/openapi.json', (c) => c.json(describeControlApi()))
    .get(EMULATOR_CALLS.followChanges.path, createChangeStream(world.changes))

  const handlers = createHandlers(world)
  for (const name of Object.keys(handlers) as JsonCallName[]) {
    const call: EmulatorCall = EMULATOR_CALLS[name]
    const handle = handlers[name] as (request: object) => object | Promise<object>
    routes.on(call.method, call.path, async (c) => {
      const { maxBytes = USUAL_MAX_BYTES } = call
      const body = call.body && (await readControlBody(c, call.body, maxBytes.direct))
      return c.json(await handle({ params: c.req.param(), query: c.req.query(), body }))
    })
  }
  routes.all('*', () => {
    throw notFound({ zh: '未知的接口。', en: 'Unknown call.' })
  })
  return routes.onError((error, c) => {
    if (error instanceof ControlError) {
      return c.json(error.refusal(localeOf(c)), error.http_status)
    }
    if (!c.req.raw.signal.aborted) report(error)
    const refusal: Refusal = {
      error: 'internal',
      message: 'Internal error of the emulator.',
      issues: [],
    }
    return c.json(refusal, 500)
  })
}
