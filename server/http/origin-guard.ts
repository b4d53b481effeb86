import { createMiddleware } from 'hono/factory'
import { originsOf } from './allowed-hosts.ts'
import { refuse } from './refusal.ts'

/**
 * Refuses what other sites start: every request that could change something, and every read of the API.
 *
 * Pages of other ports on this machine count as other sites too (`same-site`). A client that is no
 * browser sends neither header and passes.
 */
export function originGuard(allowedHosts: ReadonlySet<string>) {
  const allowedOrigins = originsOf(allowedHosts)

  return createMiddleware(async (c, next) => {
    const reading = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (reading && !/^\/(?:api|metrics)(?:\/|$)/.test(c.req.path)) return next()

    const site = c.req.header('sec-fetch-site') ?? 'none'
    const origin = c.req.header('origin')
    const ours = origin === undefined || allowedOrigins.has(origin)
    if (!ours || (site !== 'same-origin' && site !== 'none')) return refuse(c, 'foreign_origin')
    return next()
  })
}
