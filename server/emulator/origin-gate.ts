import type { MiddlewareHandler } from 'hono'
import type { Refusal } from '#contract/refusal'

/** Lets no page of another origin change the emulator. */
export const originGate: MiddlewareHandler = async (c, next) => {
  const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD'
  if (changes && isForeign(c.req.header('Origin'), c.req.header('Sec-Fetch-Site'), c.req.url)) {
    const refusal: Refusal = {
      error: 'foreign_origin',
      message: 'Another site may not change the emulator.',
      issues: [],
    }
    return c.json(refusal, 403)
  }
  return next()
}

/** Whether a browser says that a page of another origin has made the request. */
function isForeign(origin: string | undefined, site: string | undefined, url: string): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  return origin !== undefined && origin !== new URL(url).origin
}
