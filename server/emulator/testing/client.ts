import { expect, onTestFinished } from 'vitest'
import * as z from 'zod/mini'
import { emulatorStateSchema } from '#contract/emulator/state'
import { refusalSchema } from '#contract/refusal'
import { createEmulator, type EmulatorOptions } from '../emulator.ts'
import { messageSchema } from './responses.ts'

/** Every response of the platform must have this shape. */
const answerSchema = z.looseObject({
  code: z.int(),
  msg: z.string(),
  data: z.optional(z.record(z.string(), z.unknown())),
  error: z.optional(
    z.object({
      log_id: z.string().check(z.regex(/^\d{14}[0-9A-F]{20}$/)),
      troubleshooter: z.string().check(z.includes('https://open.feishu.cn/search?')),
      message: z.optional(z.string()),
      field_violations: z.optional(
        z.array(z.object({ field: z.string(), value: z.string(), description: z.string() })),
      ),
      permission_violations: z.optional(
        z.array(z.object({ type: z.string(), subject: z.string() })),
      ),
      helps: z.optional(z.array(z.object({ url: z.url(), description: z.string() }))),
    }),
  ),
  tenant_access_token: z.optional(z.string()),
  app_access_token: z.optional(z.string()),
  expire: z.optional(z.int()),
})

export const START = Date.UTC(2026, 10, 22, 4, 0, 0)

export function readMessage(value: unknown) {
  return messageSchema.parse(value)
}

export function readMessages(value: unknown) {
  return z.array(messageSchema).parse(value)
}

/** A clock that only moves by `advance`. */
export function createTestClock(now = START) {
  return {
    read: () => now,
    advance(ms: number) {
      now += ms
    },
  }
}

type Init = {
  token?: string
  /** A string or a form is sent unchanged, anything else as JSON; without a Content-Type by default. */
  body?: unknown
  headers?: Record<string, string>
}

/** Starts an emulator for one test; returns the calls that a client makes to it. */
export async function startForTest(options: EmulatorOptions = {}) {
  const emulator = await createEmulator({
    report: (bug) => {
      throw bug
    },
    warn: () => {},
    ...options,
  })
  onTestFinished(() => emulator.close())

  async function call(method: string, path: string, { token, body, headers }: Init = {}) {
    const response = await fetch(emulator.url + path, {
      method,
      headers: { ...(token && { Authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { body: body instanceof FormData ? body : toBytes(body) }),
    })
    const answer = answerSchema.parse(await response.json())
    if (answer.error) expect(answer.error.log_id).toBe(response.headers.get('x-tt-logid'))
    return { status: response.status, headers: response.headers, ...answer }
  }

  const requestToken = (app_id = 'cli_0123456789abcdef', app_secret = 'emulator-secret') =>
    call('POST', '/open-apis/auth/v3/tenant_access_token/internal', {
      body: { app_id, app_secret },
    })

  async function token(app_id?: string, app_secret?: string): Promise<string> {
    const { tenant_access_token } = await requestToken(app_id, app_secret)
    return z.string().parse(tenant_access_token)
  }

  async function state() {
    const response = await fetch(`${emulator.url}/_emulator/state`)
    const described = emulatorStateSchema.parse(await response.json())
    return { ...described, messages: described.chats.flatMap(({ messages }) => messages) }
  }

  /** Makes a control call and parses its response by a schema. */
  async function control<S extends z.ZodMiniType>(
    method: string,
    path: string,
    body: unknown,
    schema: S,
  ): Promise<z.output<S>> {
    const answer = await controlRaw(method, path, body)
    expect(answer).toMatchObject({ status: 200 })
    return schema.parse(answer.body)
  }

  async function controlRaw(method: string, path: string, body?: unknown) {
    const response = await fetch(`${emulator.url}/_emulator${path}`, {
      method,
      ...(body !== undefined && { body: toBytes(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

  /** Makes a control call that fails; returns its status and refusal. */
  async function controlRefusal(method: string, path: string, body?: unknown) {
    const answer = await controlRaw(method, path, body)
    return { status: answer.status, ...refusalSchema.parse(answer.body) }
  }

  return { emulator, call, requestToken, token, state, control, controlRefusal }
}

/** Returns bytes, because fetch adds a Content-Type to a string. */
function toBytes(body: unknown) {
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))
}
