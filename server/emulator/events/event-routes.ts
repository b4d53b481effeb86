import { Hono } from 'hono'
import { type Subscription, subscriptionSchema } from '#contract/emulator-events'
import { invalid, notFound, readControlBody } from '../control-refusal.ts'
import type { App } from '../state.ts'
import type { World } from '../world.ts'
import type { Outbox } from './outbox.ts'
import { describeSubscription } from './subscriptions.ts'

type Parts = {
  world: World
  outbox: Outbox
  /** Why a URL has not passed its check; `null` where it has. */
  verify: (subscription: Subscription) => Promise<string | null>
  describe: () => unknown
}

/** The control calls about events: who gets them, and what came of each. */
export function eventRoutes({ world, outbox, verify, describe }: Parts): Hono {
  const findApp = (app_id: string): App => {
    const app = world.state.apps.get(app_id)
    if (!app) throw notFound('There is no app with this app_id.')
    return app
  }
  return new Hono()
    .post('/apps/:app_id/subscription', async (c) => {
      const { app_id } = findApp(c.req.param('app_id'))
      const subscription = await readControlBody(c, subscriptionSchema)
      const refused = await verify(subscription)
      if (refused !== null) throw invalid([{ path: 'url', message: refused }])
      // The tenant may have been replaced while the URL was checked.
      findApp(app_id).subscription = subscription
      return c.json({ subscription: describeSubscription(app_id, subscription) })
    })
    .delete('/apps/:app_id/subscription', (c) => {
      findApp(c.req.param('app_id')).subscription = undefined
      return c.json({})
    })
    .get('/deliveries', (c) => c.json(describe()))
    .post('/deliveries/:delivery_id/redeliver', (c) => {
      const delivery_id = c.req.param('delivery_id')
      if (!outbox.has(delivery_id)) throw notFound('There is no delivery with this delivery_id.')
      const delivery = outbox.resend(delivery_id)
      if (!delivery) throw notFound('The app has no subscription.')
      return c.json({ delivery })
    })
}
