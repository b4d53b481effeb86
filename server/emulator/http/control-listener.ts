import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { controlRoutes } from '../control/control-routes.ts'
import { BodyTooLargeError, readText } from '../json-body.ts'
import type { World } from '../tenant/world.ts'
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

const MAX_BYTES = 16 * 1024

/**
 * The calls by which a client connects an app by scan, and the page of the link. They belong to the
 * platform's accounts host, which has no envelope and OAuth errors with HTTP status 400.
 */
function registrationRoutes({ registrations, changes }: World) {
  return new Hono<{ Bindings: HttpBindings }>()
    .post('/oauth/v1/app/registration', async (c) => {
      const text = await readText(c.env.incoming, MAX_BYTES).catch((error: unknown) => {
        if (error instanceof BodyTooLargeError) return ''
        throw error
      })
      const form = new URLSearchParams(text)
      switch (form.get('action')) {
        case 'begin': {
          const begun = registrations.begin(`http://${c.req.header('host')}`)
          changes.touch()
          return c.json(begun)
        }
        case 'poll': {
          const { http_status, body } = registrations.poll(form.get('device_code') ?? '')
          if (http_status === 200) changes.touch()
          return c.json(body, http_status)
        }
        default:
          return c.json({ error: 'invalid_request', error_description: 'Unknown action.' }, 400)
      }
    })
    .get('/page/launcher', (c) => {
      const one = registrations.find(c.req.query('user_code') ?? '')
      if (!one) return c.text('Unknown user_code. 未知的 user_code。', 404)
      registrations.open(one, new URL(c.req.url))
      changes.touch()
      const call = `POST /_emulator/registrations/${one.user_code}`
      return c.text(
        [
          `The link of ${one.user_code} was opened.`,
          `Approve or deny it on the page Emulator of the console, or with ${call} {"action": "approve"}.`,
          `已打开 ${one.user_code} 的链接。请在控制台的“模拟器”页，或用上面的调用同意或拒绝。`,
        ].join('\n'),
      )
    })
}
