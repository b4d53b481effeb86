import * as lark from '@larksuiteoapi/node-sdk'
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod/mini'
import { messageResponseSchema } from '#contract/emulator/control'
import { startForTest } from '../testing/client.ts'

const SILENT = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }
/** The client takes only ids of this form. */
const APP = { app_id: 'cli_a1b2c3d4e5f60718', app_secret: 'long-connection' }
const SEED = {
  version: 1 as const,
  apps: [{ ...APP, name: 'Bot', scopes: ['im:message', 'im:message.p2p_msg:readonly'] }],
  users: [{ open_id: 'ou_reader', name: 'Emma', language: 'en_us' as const }],
}

/** Starts an emulator, and Feishu's client on a long connection to it. */
async function start(assumptions = {}) {
  const tenant = await startForTest({
    seed: SEED,
    assumptions,
    // By default a client waits up to 30 s before it connects again.
    clientConfig: { ReconnectNonce: 0 },
  })
  const { emulator } = tenant
  const heard: unknown[] = []
  const seen: string[] = []
  const dispatcher = new lark.EventDispatcher({ logger: SILENT, cache: new lark.DefaultCache() })
  dispatcher.register({
    'im.message.receive_v1': ({ message, token }) => {
      heard.push({ ...JSON.parse(message.content), token })
    },
  })
  const client = new lark.WSClient({
    appId: APP.app_id,
    appSecret: APP.app_secret,
    domain: emulator.url,
    logger: SILENT,
    onReady: () => seen.push('ready'),
    onReconnected: () => seen.push('reconnected'),
    onError: ({ message }) => seen.push(message),
  })
  onTestFinished(() => client.close({ force: true }))
  return { ...tenant, client, dispatcher, heard, seen }
}

const responseSchema = z.object({})

test.each([['whole'], ['parts']])(
  'the official Node client receives a click in one frame or several (%s), acknowledges it, and reconnects after a drop',
  async (connection_frames) => {
    const { client, dispatcher, heard, seen, state, control, call, token } = await start({
      connection_frames,
    })
    await client.start({ eventDispatcher: dispatcher })
    await expect.poll(() => seen).toEqual(['ready'])
    const { deliveries } = await state()
    expect(deliveries.subscriptions).toMatchObject([{ kind: 'long_connection' }])
    expect(deliveries.connections).toMatchObject([
      { app_id: APP.app_id, client: expect.stringMatching(/^oapi-node-sdk\/1\./) },
    ])

    const sent = await control(
      'POST',
      `/bots/${APP.app_id}/messages`,
      { open_id: 'ou_reader', text: 'Your order is on its way.' },
      messageResponseSchema,
    )
    const { message_id } = sent.message
    const follow_ups = [
      { content: '查看进度', i18n_contents: [{ content: 'Progress “✓” 🧑‍🚀', language: 'en_us' }] },
    ]
    const path = `/open-apis/im/v1/messages/${message_id}/push_follow_up`
    await call('POST', path, {
      token: await token(APP.app_id, APP.app_secret),
      body: { follow_ups },
    })
    const click = { message_id, index: 0 }
    await control('POST', '/users/ou_reader/clicks', click, messageResponseSchema)
    await expect.poll(() => heard).toEqual([{ text: 'Progress “✓” 🧑‍🚀', token: '' }])
    const delivered = { status: 'delivered', attempts: [{ failure: null }] }
    await expect.poll(async () => (await state()).deliveries.deliveries).toMatchObject([delivered])

    const [open] = (await state()).deliveries.connections
    expect(open?.events).toEqual({ sent: 1, accepted: 1 })
    await control('DELETE', `/connections/${open?.connection_id}`, undefined, responseSchema)
    await expect.poll(() => seen).toContain('reconnected')
    const text = 'after the drop'
    const written = { app_id: APP.app_id, text }
    await control('POST', '/users/ou_reader/messages', written, messageResponseSchema)
    await expect.poll(() => heard.slice(1)).toEqual([{ text, token: '' }])
    expect((await state()).deliveries.connections).toHaveLength(1)
  },
)

test('the official Node client gives up if its credentials are wrong', async () => {
  const { emulator } = await start()
  const errors: string[] = []
  const client = new lark.WSClient({
    appId: APP.app_id,
    appSecret: 'wrong',
    domain: emulator.url,
    logger: SILENT,
    onError: ({ message }) => errors.push(message),
  })
  onTestFinished(() => client.close({ force: true }))
  await client.start({ eventDispatcher: new lark.EventDispatcher({ logger: SILENT }) })
  await expect.poll(() => errors).toEqual([expect.stringContaining('code=1000040344')])
})
