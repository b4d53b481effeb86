import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod/mini'
import { messageResponseSchema } from '#contract/emulator/control'
import { startForTest } from '../../server/emulator/testing/client.ts'
import { startLongConnectionBot } from './long-connection.ts'
import { createWebhookBot } from './webhook.ts'

const APP = { app_id: 'cli_a1b2c3d4e5f60718', app_secret: 'emulator-secret' }
const SEED = {
  version: 1 as const,
  apps: [{ ...APP, name: 'Parcels' }],
  users: [{ open_id: 'ou_ann', name: 'Ann', language: 'en_us' as const }],
}

type Tenant = Awaited<ReturnType<typeof startForTest>>

async function subscribeWebhook({ emulator, control }: Tenant, encrypt_key?: string) {
  const secrets = { verification_token: 'v-token', ...(encrypt_key && { encrypt_key }) }
  const server = createWebhookBot({ base_url: emulator.url, ...APP, ...secrets })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`
  await control('POST', `/apps/${APP.app_id}/subscription`, { url, ...secrets }, z.object({}))
}

async function connect({ emulator }: Tenant) {
  const stop = await new Promise<() => void>((resolve) => {
    const end = startLongConnectionBot({ base_url: emulator.url, ...APP }, () => resolve(end))
  })
  onTestFinished(stop)
}

test.each([
  ['webhook', (tenant: Tenant) => subscribeWebhook(tenant)],
  ['encrypted and signed webhook', (tenant: Tenant) => subscribeWebhook(tenant, 'encrypt-key')],
  ['long connection', connect],
])(
  'the bot by %s answers with bubbles, notices a click and ignores a repeated event',
  async (_, start) => {
    const tenant = await startForTest({ seed: SEED, clock: 'frozen' })
    const { control, state } = tenant
    await start(tenant)
    const messages = async () =>
      (await state()).messages.map(({ text, bubbles }) => ({ text, bubbles: bubbles.length }))

    const hello = { app_id: APP.app_id, text: 'Hello' }
    await control('POST', '/users/ou_ann/messages', hello, messageResponseSchema)
    await expect.poll(messages).toEqual([
      { text: 'Hello', bubbles: 0 },
      { text: 'What can I do for you?', bubbles: 3 },
    ])
    const message_id = (await state()).messages[1]?.message_id
    await control('POST', '/users/ou_ann/clicks', { message_id, index: 0 }, messageResponseSchema)
    const afterClick = [
      { text: 'Hello', bubbles: 0 },
      { text: 'What can I do for you?', bubbles: 0 },
      { text: 'Track my parcel', bubbles: 0 },
      { text: 'You chose: Track my parcel', bubbles: 3 },
    ]
    await expect.poll(messages).toEqual(afterClick)

    const delivered = async () => (await state()).deliveries.deliveries.map(({ status }) => status)
    await expect.poll(delivered).toEqual(['delivered', 'delivered'])
    const [first] = (await state()).deliveries.deliveries
    await control('POST', `/deliveries/${first?.delivery_id}/redeliver`, {}, z.object({}))
    await expect.poll(delivered).toEqual(['delivered', 'delivered', 'delivered'])
    expect(await messages()).toEqual(afterClick)
  },
)
