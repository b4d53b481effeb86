/** The same route on the official SDK: the contract's validation, the SDK's token and call. */
import { serve } from '@hono/node-server'
import * as lark from '@larksuiteoapi/node-sdk'
import { Hono } from 'hono'
import * as z from 'zod/mini'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { APP, UPSTREAM } from './settings.ts'

const client = new lark.Client({
  appId: APP.app_id,
  appSecret: APP.app_secret,
  domain: UPSTREAM,
  loggerLevel: lark.LoggerLevel.error,
})

const app = new Hono().post('/api/messages/:message_id/push_follow_up', async (c) => {
  const parsed = z.safeParse(pushFollowUpBodySchema, await c.req.json())
  if (!parsed.success) return c.json({ error: 'invalid' }, 422)
  const { message_id } = c.req.param()
  const data = parsed.data as Parameters<typeof client.im.v1.message.pushFollowUp>[0] extends
    | { data: infer D }
    | undefined
    ? D
    : never
  const response = await client.im.v1.message.pushFollowUp({ path: { message_id }, data })
  return c.json({ message_id, outcome: 'answered', ...response })
})

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`)
})
