import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { controlRoutes } from '../control/control-routes.ts'
import type { World } from '../tenant/world.ts'
import { registrationRoutes } from './registration.ts'
import { signInRoutes } from './sign-in.ts'

/**
 * Responds to everything but the platform's calls: the control calls, connecting by scan and signing in. It is loaded
 * with the first such request, because a bot's tests may make none.
 * @param report gets the bugs of the emulator
 */
export function createControlListener(world: World, report: (bug: unknown) => void) {
  const app = new Hono<{ Bindings: HttpBindings }>({ strict: false })
    .route('/', registrationRoutes(world))
    .route('/', signInRoutes(world))
    .route('/_emulator', controlRoutes(world, report))
    .notFound((c) => c.text('404 page not found', 404))
  // The process may hold other servers, so its globals stay as they are.
  return getRequestListener(app.fetch, { overrideGlobalObjects: false })
}
