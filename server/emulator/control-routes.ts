import { Hono } from 'hono'
import type { Refusal } from '#contract/refusal'
import { describeState } from './state-view.ts'
import { resetWorld, type World } from './world.ts'

/** The emulator's own calls, beside those of the platform. */
export function controlRoutes(world: World): Hono {
  return new Hono()
    .use(async (c, next) => {
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
    })
    .get('/state', (c) => c.json(describeState(world)))
    .post('/reset', (c) => {
      resetWorld(world)
      return c.json({})
    })
}

/** Whether a browser says that a page of another origin has made the request. */
function isForeign(origin: string | undefined, site: string | undefined, url: string): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  return origin !== undefined && origin !== new URL(url).origin
}
