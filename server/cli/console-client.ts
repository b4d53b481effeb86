import { parseJson } from '#contract/json'
import { refusalSchema } from '#contract/refusal'
import { type Terminal, UsageError } from './command.ts'

/** A running console did not respond as expected; the message is in the user's language. */
export class ConsoleError extends Error {
  override readonly name = 'ConsoleError'
}

/** Calls a running console: returns the JSON of its response. */
export type ConsoleClient = (
  method: 'GET' | 'POST',
  path: string,
  options?: { body?: unknown; query?: Readonly<Record<string, string | undefined>> },
) => Promise<unknown>

/**
 * Creates a client of a running console; `CONSOLE_TOKEN` is sent if the console has a sign-in. A call
 * throws a ConsoleError with the console's own sentence if it refuses, and never repeats itself.
 * @throws {UsageError} if the address is none
 */
export function createConsoleClient(
  console_url: string,
  { env, locale }: Pick<Terminal, 'env' | 'locale'>,
): ConsoleClient {
  const base = URL.parse(console_url)
  if (!base || !/^https?:$/.test(base.protocol)) {
    throw new UsageError({
      en: '--console must be an address such as http://127.0.0.1:4310.',
      zh: '--console 应为地址，例如 http://127.0.0.1:4310。',
    })
  }
  const root = base.href.replace(/\/$/, '')
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
    const value = response && parseJson(await response.text().catch(() => ''))
    const refusal = refusalSchema.safeParse(value)
    if (refusal.success && !response?.ok) {
      const { message, issues } = refusal.data
      throw new ConsoleError([message, ...issues.map((issue) => issue.message)].join('\n'))
    }
    // An exchange that ended otherwise than `answered` has a status of its own and is a result.
    if (response && value !== undefined) return value
    throw new ConsoleError(
      locale === 'zh'
        ? `控制台 ${root} 没有响应。请先启动它。`
        : `The console at ${root} did not respond. Start it first.`,
    )
  }
}
