import { type Doctor, doctorSchema } from '#contract/checks'
import {
  type Connection,
  connectionResponseSchema,
  type NewConnection,
} from '#contract/connections/connection'
import { parseJson } from '#contract/json'
import { type Profile, profilesSchema } from '#contract/profile'
import { refusalSchema } from '#contract/refusal'
import { type Terminal, UsageError } from './command.ts'

/** A running console did not respond as expected; the message is in the user's language. */
export class ConsoleError extends Error {
  override readonly name = 'ConsoleError'
}

type RequestOptions = { body?: unknown; query?: Readonly<Record<string, string | undefined>> }

/** Makes one request to a running console; null if it did not respond. */
export type ConsoleRequest = (
  method: 'GET' | 'POST',
  path: string,
  options?: RequestOptions,
) => Promise<{ ok: boolean; status: number; value: unknown } | null>

/** Calls a running console: returns the JSON of its response. */
export type ConsoleClient = (
  method: 'GET' | 'POST',
  path: string,
  options?: RequestOptions,
) => Promise<unknown>

type Sender = Pick<Terminal, 'env' | 'locale'>

/**
 * Creates a function that makes requests to a running console and never repeats them; `CONSOLE_TOKEN`
 * is sent if the console has a sign-in.
 * @throws {UsageError} if the address is none
 */
export function createConsoleRequest(console_url: string, { env, locale }: Sender): ConsoleRequest {
  const root = parseAddress(console_url)
  const token = env.CONSOLE_TOKEN?.trim()

  return async (method, path, { body, query = {} } = {}) => {
    const url = new URL(root + path)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, value)
    }
    const response = await fetch(url, {
      method,
      redirect: 'error',
      headers: {
        'accept-language': locale === 'zh' ? 'zh-CN' : 'en',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch(() => null)
    if (!response) return null
    const { ok, status } = response
    return { ok, status, value: parseJson(await response.text().catch(() => '')) }
  }
}

/**
 * Creates a client of a running console. A call throws a ConsoleError with the console's own sentence if
 * it refuses.
 * @throws {UsageError} if the address is none
 */
export function createConsoleClient(console_url: string, sender: Sender): ConsoleClient {
  const request = createConsoleRequest(console_url, sender)
  return async (method, path, options) => {
    const response = await request(method, path, options)
    const refusal = refusalSchema.safeParse(response?.value)
    if (refusal.success && !response?.ok) {
      const { message, issues } = refusal.data
      throw new ConsoleError([message, ...issues.map((issue) => issue.message)].join('\n'))
    }
    // An exchange that ended otherwise than `answered` has a status of its own and is a result.
    if (response && response.value !== undefined) return response.value
    const root = parseAddress(console_url)
    throw new ConsoleError(
      sender.locale === 'zh'
        ? `控制台 ${root} 没有响应。请先启动它。`
        : `The console at ${root} did not respond. Start it first.`,
    )
  }
}

/** Returns an address without a slash at its end. */
function parseAddress(console_url: string): string {
  const base = URL.parse(console_url)
  if (base && /^https?:$/.test(base.protocol)) return base.href.replace(/\/$/, '')
  throw new UsageError({
    en: '--console must be an address such as http://127.0.0.1:4310.',
    zh: '--console 应为地址，例如 http://127.0.0.1:4310。',
  })
}

/** Where an app is connected: in a running console, or in its data folder. */
export type ConnectTarget = {
  start(body: NewConnection): Promise<Connection>
  read(id: string): Promise<Connection>
  profile(id: string): Promise<Profile | undefined>
  check(profile: string): Promise<Doctor>
  close(): Promise<void>
}

/**
 * Connects through a running console.
 * @throws {UsageError} if the address is none
 */
export function connectThrough(console_url: string, terminal: Terminal): ConnectTarget {
  const call = createConsoleClient(console_url, terminal)
  const one = (value: unknown) => connectionResponseSchema.parse(value).connection
  return {
    start: async (body) => one(await call('POST', '/api/connections', { body })),
    read: async (id) => one(await call('GET', `/api/connections/${id}`)),
    profile: async (id) =>
      profilesSchema
        .parse(await call('GET', '/api/profiles'))
        .profiles.find((profile) => profile.id === id),
    check: async (id) => doctorSchema.parse(await call('GET', `/api/profiles/${id}/doctor`)),
    close: async () => {},
  }
}
