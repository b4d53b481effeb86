import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** What a request to the API is answered, whichever way it came. */
export type Answer = {
  status: ContentfulStatusCode
  /** Written as JSON. */
  body: object
  headers?: Record<string, string>
}

/** Answers by way of Hono. */
export function reply(c: Context, { status, body, headers }: Answer): Response {
  return c.json(body, status, headers)
}
