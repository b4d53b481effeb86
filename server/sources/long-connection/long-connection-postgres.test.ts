import { describe, expect, onTestFinished, test } from 'vitest'
import { messageResponseSchema } from '#contract/emulator/control'
import { eventSourceSchema } from '#contract/event-sources/event-source'
import { startForTest } from '../../emulator/testing/client.ts'
import { openPostgres } from '../../storage/open-postgres.ts'
import { HAS_POSTGRES } from '../../testing/postgres-cluster.ts'
import { newDatabase } from '../../testing/shared-postgres.ts'
import { createTestConsole, memoryKey, testProfile } from '../../testing/test-console.ts'

const APP = { app_id: 'cli_0123456789abcdef', app_secret: 'emulator-secret' }
const POLL = { interval: 50 }

describe.skipIf(!HAS_POSTGRES)('on PostgreSQL with two consoles', () => {
  test('one of them holds the long connection, both show and stop it, and the other takes over', async () => {
    const { emulator, state, control } = await startForTest({ clientConfig: { ReconnectNonce: 0 } })
    const url = await newDatabase()
    const profile = testProfile(emulator.url, { id: 'bot', brand: 'emulator', ...APP })
    const keys = memoryKey()
    const open = async () => {
      const storage = await openPostgres(url)
      const timing = { tickMs: 50, checkMs: 100, othersMs: 100, retryMs: 50 }
      return {
        ...createTestConsole([profile], { storage, keys, listenerTiming: timing }),
        storage,
      }
    }
    const [first, second] = [await open(), await open()]
    onTestFinished(async () => {
      await Promise.allSettled([first.close(), second.close()])
    })
    const path = '/api/event-sources/long_connection?profile=bot'
    const view = async ({ request }: typeof first) =>
      eventSourceSchema.parse(await (await request('/api/event-sources?profile=bot')).json())
    const online = async () => (await state()).deliveries.connections.length
    const used = async () =>
      (await view(second)).received.find(({ outcome }) => outcome === 'used')?.count
    const write = async () => {
      const { receive_id } = (await state()).default_receiver
      const body = { app_id: APP.app_id, text: 'hello' }
      await control('POST', `/users/${receive_id}/messages`, body, messageResponseSchema)
    }

    expect((await first.post(path, {})).status).toBe(200)
    await expect.poll(online, POLL).toBe(1)
    expect((await view(second)).long_connection.state).toBe('listening')
    expect((await second.post(path, {})).status).toBe(200)
    await write()
    await expect.poll(used, POLL).toBe(1)
    expect(await online()).toBe(1)

    // A copy at the other console is a copy, too.
    const seen = await second.storage.read((db) =>
      db.selectFrom('seen_events').selectAll().execute(),
    )
    expect(seen).toHaveLength(1)

    await first.close()
    await expect.poll(online, POLL).toBe(1)
    await expect
      .poll(async () => (await view(second)).long_connection.state, POLL)
      .toBe('listening')
    await write()
    await expect.poll(used, POLL).toBe(2)
    await second.request(path, { method: 'DELETE' })
    await expect.poll(online, POLL).toBe(0)
  }, 90_000)
})
