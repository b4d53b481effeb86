import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../feishu/clock.ts'
import { createLedger } from '../ledger/create-ledger.ts'
import { HAS_POSTGRES, type PostgresCluster, startPostgres } from '../testing/postgres-cluster.ts'
import { record, sampleEnd, sampleIntent } from '../testing/sample-send.ts'
import { openPostgres } from './open-postgres.ts'

describe.skipIf(!HAS_POSTGRES)('PostgreSQL with five connections', () => {
  let cluster: PostgresCluster
  beforeAll(async () => {
    cluster = await startPostgres({ maxConnections: 5 })
  })
  afterAll(() => cluster.close())

  async function open(connections?: number) {
    const url = await cluster.newDatabase()
    const waits: number[] = []
    const storages = await Promise.all(
      [0, 1].map(() => openPostgres(url, { connections, onWait: (ms) => waits.push(ms) })),
    )
    onTestFinished(async () => {
      await Promise.all(storages.map((storage) => storage.close()))
    })
    return { url, storages, waits }
  }

  test.each([
    ['chosen by default', undefined],
    ['set far too large', 50],
  ])('serves 80 sends at once of two consoles, with a pool %s', async (_, connections) => {
    const { storages, waits } = await open(connections)
    const ends = storages.flatMap((storage) => {
      const ledger = createLedger(storage, systemClock)
      return Array.from({ length: 40 }, async () => {
        const { intent } = await record(ledger, sampleIntent())
        await ledger.settle(sampleEnd(intent, { outcome: 'answered', code: 0 }))
        return (await ledger.find(intent.id))?.outcome
      })
    })
    expect(await Promise.all(ends)).toEqual(Array(80).fill('answered'))
    expect(waits.length).toBeGreaterThan(200)
    expect(Math.max(...waits)).toBeGreaterThan(10)
    for (const storage of storages) {
      expect(storage.connections?.()).toMatchObject({ waiting: 0 })
      expect(storage.connections?.().open).toBeLessThanOrEqual(3)
    }
  })

  test('waits for a connection of the server if it has lost its own', async () => {
    const { url, storages } = await open(3)
    const [first] = storages
    const connect = async () => {
      const client = new Client(url)
      await client.connect()
      return client
    }
    // Two locks and two pools have the other four.
    const others = [await connect()]
    await others[0]?.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'follow-up-console'
        and pid not in (select pid from pg_locks where locktype = 'advisory')`,
    )
    await expect
      .poll(async () => {
        while (others.length < 3) others.push(await connect())
      })
      .toBeUndefined()
    let isOver = false
    const probed = first?.probe().finally(() => {
      isOver = true
    })
    // The server counts connections that it refuses.
    await expect.poll(() => first?.connections?.()).toMatchObject({ open: 0, limit: 1 })
    expect(isOver).toBe(false)
    await Promise.all(others.map((client) => client.end()))
    expect(await probed).toBeUndefined()
  })
})
