import { expect, onTestFinished } from 'vitest'
import * as z from 'zod/mini'
import { emulatorStateSchema } from '#contract/emulator-state'
import { LANGUAGES } from '#contract/languages'
import { createEmulator, type EmulatorOptions } from './emulator.ts'

/** Only for tests: every answer of the platform has this shape, or the test fails. */
const answerSchema = z.object({
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
  expire: z.optional(z.int()),
})

const messageSchema = z.strictObject({
  message_id: z.string().check(z.regex(/^om_[0-9a-f]{32}$/)),
  msg_type: z.string(),
  create_time: z.string().check(z.regex(/^\d{13}$/)),
  update_time: z.string().check(z.regex(/^\d{13}$/)),
  deleted: z.literal(false),
  updated: z.literal(false),
  chat_id: z.string().check(z.regex(/^oc_[0-9a-f]{32}$/)),
  sender: z.strictObject({
    id: z.string(),
    id_type: z.enum(['app_id', 'open_id']),
    sender_type: z.enum(['app', 'user']),
    tenant_key: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  }),
  body: z.strictObject({ content: z.string() }),
})

const stateSchema = z.extend(emulatorStateSchema, {
  users: z.array(
    z.object({
      open_id: z.string(),
      name: z.string(),
      language: z.enum(LANGUAGES),
      user_id: z.string(),
      union_id: z.string(),
      email: z.string(),
    }),
  ),
  chats: z.array(
    z.object({
      chat_id: z.string(),
      chat_mode: z.enum(['p2p', 'group']),
      app_ids: z.array(z.string()),
      open_ids: z.array(z.string()),
      message_ids: z.array(z.string()),
    }),
  ),
  messages: z.array(
    z.object({
      message_id: z.string(),
      chat_id: z.string(),
      follow_ups: z.array(z.unknown()),
      shows_bubbles: z.boolean(),
    }),
  ),
})

export const START = Date.UTC(2026, 10, 22, 4, 0, 0)

export function readMessage(value: unknown) {
  return messageSchema.parse(value)
}

export function readMessages(value: unknown) {
  return z.array(messageSchema).parse(value)
}

/** A clock that stands still until it is moved. */
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
  /** A string goes as it is, anything else as JSON; no Content-Type is sent of its own accord. */
  body?: unknown
  headers?: Record<string, string>
}

/** An emulator for one test, and the calls that a client would make to it. */
export async function startForTest(options: EmulatorOptions = {}) {
  const emulator = await createEmulator({
    report: (bug) => {
      throw bug
    },
    ...options,
  })
  onTestFinished(() => emulator.close())

  async function call(method: string, path: string, { token, body, headers }: Init = {}) {
    const response = await fetch(emulator.url + path, {
      method,
      headers: { ...(token && { Authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { body: toBytes(body) }),
    })
    const answer = answerSchema.parse(await response.json())
    if (answer.error) expect(answer.error.log_id).toBe(response.headers.get('x-tt-logid'))
    return { status: response.status, headers: response.headers, ...answer }
  }

  const requestToken = (app_id = 'cli_emulator', app_secret = 'emulator-secret') =>
    call('POST', '/open-apis/auth/v3/tenant_access_token/internal', {
      body: { app_id, app_secret },
    })

  async function token(app_id?: string, app_secret?: string): Promise<string> {
    const { tenant_access_token } = await requestToken(app_id, app_secret)
    return z.string().parse(tenant_access_token)
  }

  async function state() {
    const response = await fetch(`${emulator.url}/_emulator/state`)
    return stateSchema.parse(await response.json())
  }

  return { emulator, call, requestToken, token, state }
}

/** Bytes, because fetch gives a string a Content-Type. */
function toBytes(body: unknown) {
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))
}
