import { createMiddleware } from 'hono/factory'
import { originsOf } from './allowed-hosts.ts'
import type { Asked } from './asked.ts'
import { refuse } from './refusal.ts'

/**
 * Refuses what other sites start: every request that could change something, and every read of the API.
 *
 * Pages of other ports on this machine count as other sites too (`same-site`). A client that is no
 * browser sends neither header and passes.
 */
export function originGuard(allowedHosts: ReadonlySet<string>) {
  const isForeign = foreignTo(allowedHosts)
  return createMiddleware(async (c, next) =>
    isForeign(c.req.method, c.req.path, c) ? refuse(c, 'foreign_origin') : next(),
  )
}

/** Tells what another site started and may not. */
export function foreignTo(allowedHosts: ReadonlySet<string>) {
  const allowedOrigins = originsOf(allowedHosts)

  return (method: string, path: string, { req }: Asked): boolean => {
    const reading = method === 'GET' || method === 'HEAD'
    if (reading && !/^\/(?:api|metrics)(?:\/|$)/.test(path)) return false

    const site = req.header('sec-fetch-site') ?? 'none'
    const origin = req.header('origin')
    const ours = origin === undefined || allowedOrigins.has(origin)
    return !ours || (site !== 'same-origin' && site !== 'none')
  }
}
