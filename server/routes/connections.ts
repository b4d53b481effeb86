import { type Context, Hono } from 'hono'
import {
  connectionResponseSchema,
  connectionsSchema,
  newConnectionSchema,
} from '#contract/connections/connection'
import type { ConnectionRejection, Connections } from '../connections/create-connections.ts'
import { describeNotice } from '../connections/describe-connection.ts'
import { refuse, refuseValue, requestLocale } from '../http/refusal.ts'
import { actorOf } from '../http/session.ts'
import { noQuery, validated } from '../http/validated.ts'

const oneResponse = { description: 'The connection', schema: connectionResponseSchema }

/** Apps connected by scan: the console shows a link and polls the platform until it is approved. */
export function connectionRoutes(connections: Connections) {
  return new Hono()
    .get(
      '/',
      validated({
        summary: 'Lists the apps that are connected by scan, the newest first',
        access: { role: 'admin', per: 'console' },
        query: noQuery,
        responses: { 200: { description: 'The connections', schema: connectionsSchema } },
      }),
      async (c) => c.json({ connections: await connections.list(c.var.locale) }, 200),
    )
    .post(
      '/',
      validated({
        summary: 'Starts to connect an app by scan, or to add the missing scopes to one',
        access: { role: 'admin', per: 'console' },
        body: newConnectionSchema,
        responses: { 201: oneResponse },
        refusals: ['accounts_unreachable'],
      }),
      async (c) => {
        const started = await connections.start(c.req.valid('json'), c.var.locale, actorOf(c))
        return 'rejected' in started
          ? refuseRejected(c, started)
          : c.json({ connection: started }, 201)
      },
    )
    .get(
      '/:id',
      validated({
        summary: 'Reads a connection; poll it every 2 s while it waits',
        access: { role: 'admin', per: 'console' },
        query: noQuery,
        responses: { 200: oneResponse },
        refusals: ['not_found'],
      }),
      async (c) => {
        const connection = await connections.find(c.req.param('id'), c.var.locale)
        return connection ? c.json({ connection }, 200) : refuse(c, 'not_found')
      },
    )
    .delete(
      '/:id',
      validated({
        summary: 'Cancels a connection; a connected app stays',
        access: { role: 'admin', per: 'console' },
        query: noQuery,
        responses: { 204: { description: 'Cancelled' } },
        refusals: ['not_found'],
      }),
      async (c) =>
        (await connections.remove(c.req.param('id'))) ? c.body(null, 204) : refuse(c, 'not_found'),
    )
}

function refuseRejected(c: Context, why: ConnectionRejection) {
  const locale = requestLocale(c)
  if (why.rejected === 'unreachable') {
    const message = describeNotice(why.notice)[locale]
    return refuse(c, 'accounts_unreachable', [{ path: '', message }])
  }
  return refuseValue(c, why.path, why.rejected)
}
