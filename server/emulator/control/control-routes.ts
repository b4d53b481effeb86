import { setTimeout as pause } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { EMULATOR_CALLS, type EmulatorCall } from '#contract/emulator/calls'
import { CONSOLE_HEADER, USUAL_MAX_BYTES } from '#contract/emulator/control-calls'
import { scenarioSchema } from '#contract/emulator/scenario'
import { emulatorMessageSchema, emulatorStateSchema } from '#contract/emulator/state'
import { type ApiCall, type ApiDocument, describeApi } from '#contract/openapi'
import { type Refusal, refusalSchema } from '#contract/refusal'
import type { Changes, World } from '../tenant/world.ts'
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

/** Describes the emulator's control API as an OpenAPI 3.1 document. */
function describeControlApi(): ApiDocument {
  return describeApi({
    title: 'Emulator control API',
    version: '1',
    schemas: {
      State: emulatorStateSchema,
      Message: emulatorMessageSchema,
      Scenario: scenarioSchema,
      Refusal: refusalSchema,
    },
    calls: Object.values(EMULATOR_CALLS).map(describeCall),
  })
}

function describeCall(call: EmulatorCall): ApiCall {
  const { method, path, summary, query, body, response, contentType } = call
  const refusal = (description: string) => ({ description, schema: refusalSchema })
  return {
    method,
    path: `/_emulator${path}`,
    summary,
    query,
    body,
    bodyOptional: true,
    responses: {
      200: { description: 'Done', schema: response, ...(contentType && { contentType }) },
      ...(method !== 'GET' && { 403: refusal('The request comes from a page of another origin') }),
      ...(/[:]/.test(path) && { 404: refusal('Nothing has this id') }),
      ...(body && {
        413: refusal('The body is too large'),
        422: refusal('The body does not fit; `issues` has a path and a message for each error'),
      }),
      421: refusal('The Host is not a loopback name of this machine'),
      ...(contentType && { 503: refusal('Too many listeners') }),
    },
  }
}

/** Of each kind: the streams of consoles have slots of their own, which no other listener takes. */
const MAX_LISTENERS = 50
/** Changes within this time are reported as one. */
const GATHER_MS = 50
/** A comment is sent at least this often, so that a lost connection is noticed. */
const HEARTBEAT_MS = 15_000

/**
 * Server-sent events: the version of the state now and after each change. A write waits until the
 * listener has read the previous one, so a slow listener skips versions and uses no memory.
 * @returns a handler that throws a ControlError (503) if there are too many listeners
 */
function createChangeStream(changes: Changes): (c: Context) => Response {
  const listeners = { console: 0, other: 0 }
  return (c) => {
    const kind = c.req.header(CONSOLE_HEADER) === undefined ? 'other' : 'console'
    if (listeners[kind] >= MAX_LISTENERS) {
      const message = {
        zh: `最多 ${MAX_LISTENERS} 个监听者。`,
        en: `No more than ${MAX_LISTENERS} may listen at once.`,
      }
      throw new ControlError(503, { error: 'internal', message, issues: [] })
    }
    listeners[kind] += 1
    const response = streamSSE(c, async (stream) => {
      const ended = new AbortController()
      stream.onAbort(() => ended.abort())
      try {
        await sendChanges(changes, stream, ended.signal)
      } finally {
        listeners[kind] -= 1
      }
    })
    response.headers.set('Content-Type', 'text/event-stream; charset=utf-8')
    response.headers.set('Cache-Control', 'no-store')
    // Node decides about the connection.
    response.headers.delete('Connection')
    response.headers.delete('Transfer-Encoding')
    return response
  }
}

async function sendChanges(
  { version, subscribe }: Changes,
  stream: SSEStreamingApi,
  ended: AbortSignal,
): Promise<void> {
  let sent = -1
  while (!ended.aborted) {
    const changed = sent !== version() || (await nextChange(subscribe, ended))
    if (changed && sent !== -1) await pause(GATHER_MS, null, { signal: ended }).catch(() => {})
    if (ended.aborted) return
    if (!changed) {
      await stream.write(': still here\n\n')
      continue
    }
    sent = version()
    await stream.writeSSE({ event: 'state', data: JSON.stringify({ version: sent }) })
  }
}

/** Resolves to whether a change came before the next heartbeat is due. */
function nextChange(subscribe: Changes['subscribe'], ended: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (changed: boolean) => {
      unsubscribe()
      clearTimeout(timer)
      ended.removeEventListener('abort', stop)
      resolve(changed)
    }
    const stop = () => settle(false)
    const unsubscribe = subscribe(() => settle(true))
    const timer = setTimeout(stop, HEARTBEAT_MS)
    timer.unref()
    ended.addEventListener('abort', stop)
  })
}
