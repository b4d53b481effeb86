import { inspect } from 'node:util'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../feishu/clock.ts'
import { openPostgres } from '../storage/open-postgres.ts'
import { StorageError, StorageStartError } from '../storage/storage.ts'
import { testLedger } from '../testing/ledger-suite.ts'
import { HAS_POSTGRES, type PostgresCluster, startPostgres } from '../testing/postgres-cluster.ts'
import { REQUEST, record, sampleEnd, sampleIntent } from '../testing/sample-send.ts'
import { newDatabase } from '../testing/shared-postgres.ts'
import { createLedger } from './create-ledger.ts'
import type { Intent } from './ledger.ts'
import { TransitionError } from './transition.ts'

describe.skipIf(!HAS_POSTGRES)('the ledger on PostgreSQL', () => {
  testLedger(async () => {
    const url = await newDatabase()
    // A step that took a second connection while it holds one would never end.
    return { open: () => openPostgres(url, { connections: 1 }) }
  })
})

describe.skipIf(!HAS_POSTGRES)('several consoles on one PostgreSQL', () => {
  let cluster: PostgresCluster
  beforeAll(async () => {
    cluster = await startPostgres()
  })
  afterAll(() => cluster.close())

  async function startConsoles(count: number) {
    const url = await cluster.newDatabase()
    // All at once, as after a power cut: only one may create the tables.
    const storages = await Promise.all(Array.from({ length: count }, () => openPostgres(url)))
    onTestFinished(async () => {
      await Promise.all(storages.map((storage) => storage.close()))
    })
    const [first, second] = storages.map((storage) => createLedger(storage, systemClock))
    if (!first || !second) throw new Error('at least two consoles')
    return { url, storages, first, second }
  }

  test('begin at most one send for a key and one for a message', async () => {
    const { storages } = await startConsoles(3)
    const ledgers = storages.map((storage) => createLedger(storage, systemClock))
    const repeated = sampleIntent()
    const race = (intent: () => Intent) =>
      Promise.all(
        Array.from({ length: 10 }, () => ledgers.map((ledger) => ledger.begin(intent()))).flat(),
      )
    const byKey = await race(() => ({ ...repeated, id: sampleIntent().id }))
    const byMessage = await race(() => sampleIntent({ message_id: 'om_raced' }))
    expect(byKey.map(({ begun }) => begun).sort()).toEqual([...Array(29).fill('before'), 'now'])
    expect(byMessage.filter(({ begun }) => begun === 'now')).toHaveLength(1)
    expect(byMessage.filter(({ begun }) => begun === 'in_flight')).toHaveLength(29)
  })

  test('end the sends of crashed consoles only', async () => {
    const { storages, first, second } = await startConsoles(2)
    const { intent } = await record(first, sampleIntent())
    expect(await second.recover()).toBe(0)
    expect(await second.find(intent.id)).toMatchObject({ state: 'sending' })
    expect(await second.begin({ ...intent, id: 'again' })).toMatchObject({ begun: 'before' })

    await storages[0]?.close()
    expect(await second.recover()).toBe(1)
    expect(await second.find(intent.id)).toMatchObject({ state: 'unknown' })
  })

  test('cannot end the sends of another console', async () => {
    const { first, second } = await startConsoles(2)
    const { intent } = await record(first, sampleIntent())
    const other = sampleIntent()
    await first.begin(other)
    const end = sampleEnd(intent, { outcome: 'answered', code: 0 })
    await expect(second.settle(end)).rejects.toThrow(TransitionError)
    await expect(second.depart(other.id, REQUEST)).rejects.toThrow(TransitionError)
    await first.settle(end)
    expect(await second.find(intent.id)).toMatchObject({ outcome: 'answered' })
  })

  test('write nothing while the database is down, and continue afterwards', async () => {
    const { first } = await startConsoles(2)
    const { intent } = await record(first, sampleIntent())
    cluster.restart()
    const begin = () => first.begin(sampleIntent()).then(({ begun }) => begun, faultOf)
    expect(await begin()).toBe('unavailable')
    await expect.poll(begin).toBe('now')
    // The send still belongs to this console.
    await first.settle(sampleEnd(intent, { outcome: 'answered', code: 0 }))
    expect(await first.find(intent.id)).toMatchObject({ outcome: 'answered' })
  })

  test('do not start on a newer schema', async () => {
    const url = await cluster.newDatabase()
    await (await openPostgres(url)).close()
    const client = new Client(url)
    await client.connect()
    await client.query('insert into console_schema (version) values (999)')
    await client.end()
    await expect(openPostgres(url)).rejects.toThrow(/^The database has schema 999, newer than/)
  })

  test('do not start without a database, and do not show its password', async () => {
    const url = 'postgres://console:pass-word@127.0.0.1:1/nowhere'
    const error = await openPostgres(url).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(StorageStartError)
    expect(String(error)).toMatch(/DATABASE_URL cannot be used \(ECONNREFUSED\)/)
    expect(inspect(error)).not.toContain('pass-word')
  })
})

function faultOf(error: unknown): string {
  return error instanceof StorageError ? error.fault : String(error)
}
