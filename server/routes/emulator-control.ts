import { type Context, Hono } from 'hono'
import { judgeRequest } from '#contract/judge-request'
import type { ControlChannel } from '../feishu/control-channel.ts'
import { readJsonBody } from '../http/json-body.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { CONTROL_OPERATIONS, type ControlOperation } from './control-operations.ts'
import { controlUrl } from './control-url.ts'
import { chooseEmulator } from './emulator-profile.ts'

/** How long an emulator may take for one call, in milliseconds. */
const DEADLINE_MS = 5_000

/** The emulator's own calls as the page may make them; what the emulator answers comes back as it is. */
export function emulatorControlRoutes(profiles: Profiles, channel: ControlChannel): Hono {
  async function carryOut(c: Context, operation: ControlOperation): Promise<Response> {
    const { method, path, body: schema, query = [] } = operation
    const body = schema ? await readJsonBody(c.req.raw, operation.maxBytes) : null
    if (body?.ok === false) return refuse(c, body.error)

    const chosen = await chooseEmulator(c, profiles, query)
    if ('refusal' in chosen) return chosen.refusal
    const url = controlUrl(chosen.base_url, path, c.req.param())
    if (!url) return refuse(c, 'not_found')
    for (const name of query) {
      const value = chosen.values[name]
      if (value !== undefined) url.searchParams.set(name, value)
    }
    if (schema && body) {
      const judgement = judgeRequest(schema, body.value, requestLocale(c))
      if (!judgement.ok) return refuse(c, 'invalid', judgement.issues)
    }

    const answer = await channel.open({
      method,
      url,
      body: body?.text ?? null,
      idleMs: DEADLINE_MS,
      deadlineMs: DEADLINE_MS,
    })
    if (!answer) return refuse(c, 'emulator_unreachable')
    if (!/^application\/json(?:;|$)/i.test(answer.content_type)) {
      await answer.body.cancel()
      return refuse(c, 'emulator_unreachable')
    }
    return new Response(answer.body, {
      status: answer.http_status,
      headers: { 'content-type': 'application/json' },
    })
  }

  const routes = new Hono()
  for (const operation of CONTROL_OPERATIONS) {
    routes.on(operation.method, operation.path, (c) => carryOut(c, operation))
  }
  return routes
}
