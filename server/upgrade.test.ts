import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { deliveriesSchema } from '#contract/deliveries/delivery'
import { listsSchema } from '#contract/deliveries/list'
import { type Exchange, exchangeSchema } from '#contract/exchange'
import { exchangesSchema } from '#contract/exchanges'
import { profilesSchema } from '#contract/profile'
import { recipientsSchema } from '#contract/recipients'
import { templatesSchema } from '#contract/template'
import { startConsole } from './console.ts'
import { parseEnv } from './env.ts'
import { MIGRATIONS } from './storage/migrations.ts'
import { freePort } from './testing/free-port.ts'
import { HAS_POSTGRES, type PostgresCluster, startPostgres } from './testing/postgres-cluster.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

/*
 * Databases as earlier consoles left them: each file of `testing/schemas` was made by a console at the
 * commit in its first line, which was killed during a push. Their secrets are sealed with KEY. They are
 * of `pg_dump --inserts` without psql's commands, and of `sqlite3 .dump` and two pragmas, with the search
 * table created by its own statement, which creates its inner tables.
 */
const KEY = Buffer.alloc(32, 7).toString('base64')
const NEWEST = MIGRATIONS.at(-1)?.version ?? 0
/** Every schema that landed, back to the first; those between came together with the next one. */
const LANDED = [2, 4, 7, 9]
const FOLLOW_UPS = [{ content: 'After the upgrade' }]

/** Reads a dump; its emulator, whose address is part of what it holds, gets a port that is free here. */
function dump(schema: number, database: 'sqlite' | 'postgres', port: number): string {
  const name = `${String(schema).padStart(4, '0')}.${database}.sql`
  const text = readFileSync(join(import.meta.dirname, 'testing/schemas', name), 'utf8')
  return text.replaceAll(/127\.0\.0\.1:\d+/g, `127.0.0.1:${port}`)
}

describe('SQLite', () => {
  test.each(LANDED)('opens schema %i with everything in it', async (schema) => {
    const folder = temporaryFolder()
    const old = new DatabaseSync(join(folder, 'ledger.db'), { defensive: false })
    const port = await freePort()
    old.exec(dump(schema, 'sqlite', port))
    old.close()
    await checkUpgraded(schema, { DATA_DIR: folder, EMULATOR_PORT: String(port) })

    const [backup = ''] = readdirSync(join(folder, 'backups'))
    const kept = new DatabaseSync(join(folder, 'backups', backup), { readOnly: true })
    expect(kept.prepare('pragma user_version').get()).toEqual({ user_version: schema })
    kept.close()
  })

  test('of a newer console is left as it is', async () => {
    const folder = join(temporaryFolder(), 'data')
    mkdirSync(folder, { mode: 0o700 })
    const newer = new DatabaseSync(join(folder, 'ledger.db'), { defensive: false })
    newer.exec(dump(9, 'sqlite', 1))
    newer.exec(`pragma user_version = ${NEWEST + 1}`)
    newer.close()
    await expect(start({ DATA_DIR: folder })).rejects.toThrow(
      `The ledger has schema ${NEWEST + 1}, newer than this console's ${NEWEST}: start the newer console`,
    )
    expect(existsSync(join(folder, 'backups'))).toBe(false)
  })
})

describe.skipIf(!HAS_POSTGRES)('PostgreSQL', () => {
  let cluster: PostgresCluster
  beforeAll(async () => {
    cluster = await startPostgres()
  }, 60_000)
  afterAll(() => cluster.close())

  test.each(LANDED)('opens schema %i with everything in it', async (schema) => {
    const url = await cluster.newDatabase()
    const client = new Client(url)
    await client.connect()
    const port = await freePort()
    await client.query(dump(schema, 'postgres', port))
    await client.end()
    await checkUpgraded(schema, { DATABASE_URL: url, EMULATOR_PORT: String(port) })
  })
})

function start(env: Record<string, string>) {
  const parsed = parseEnv({ PORT: '0', EMULATOR_PORT: '0', CONSOLE_KEY: KEY, LOG: 'off', ...env })
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return startConsole(parsed.config, { dev: false, log: () => {} })
}

/** Starts a console on a database of an older one, reads everything that it holds, and sends once more. */
async function checkUpgraded(schema: number, env: Record<string, string>): Promise<void> {
  const console = await start(env)
  onTestFinished(() => console.close())
  const get = async (path: string) => (await fetch(console.url + path)).json()
  const post = async (path: string, body: object) => {
    const response = await fetch(console.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return exchangeSchema.parse(await response.json())
  }

  const { exchanges } = exchangesSchema.parse(await get('/api/exchanges'))
  const ofKey = (key: string) => exchanges.find((one) => one.idempotency_key === key)
  expect(ofKey('message-1')).toMatchObject({ endpoint: 'create_message', code: 0 })
  expect(ofKey('push-accepted')).toMatchObject({ state: 'answered', code: 0, delivery: null })
  expect(ofKey('push-rejected')).toMatchObject({ state: 'answered', code: 230008 })
  expect(ofKey('push-unknown')).toMatchObject({ state: 'unknown' })
  // The old console was killed while this one ran.
  expect(ofKey('push-in-flight')).toMatchObject({ state: 'unknown', failure: { kind: 'crashed' } })
  expect(exchanges).toHaveLength(schema < 7 ? 5 : 9)
  const found = exchangesSchema.parse(await get(`/api/exchanges?query=${encodeURI('查看进度')}`))
  expect(keysOf(found.exchanges)).toContain('push-rejected')

  const { templates } = templatesSchema.parse(await get('/api/templates'))
  expect(templates).toMatchObject([{ name: 'Parcels', version: 2, follow_ups: [{}] }])
  if (schema >= 4) {
    const { profiles } = profilesSchema.parse(await get('/api/profiles'))
    expect(profiles.find(({ name }) => name === 'Shop')).toMatchObject({ secret: {} })
    const { recipients } = recipientsSchema.parse(await get('/api/recipients?profile=emulator'))
    expect(recipients[0]).toMatchObject({ name: 'Ann', favourite: true })
  }
  if (schema >= 7) {
    const { deliveries } = deliveriesSchema.parse(await get('/api/deliveries'))
    expect(deliveries.map(({ state }) => state)).toEqual(['sent', 'sent'])
    const { lists } = listsSchema.parse(await get('/api/lists'))
    expect(lists).toMatchObject([{ name: 'March', state: 'finished', counts: { sent: 1 } }])
  }

  const state = JSON.stringify(await get('/api/emulator/state?profile=emulator'))
  const [, receive_id] = /"open_id":"(ou_[^"]+)"/.exec(state) ?? []
  const message = await post('/api/messages', {
    receive_id_type: 'open_id',
    receive_id,
    text: 'Hi',
  })
  const push = await post(`/api/messages/${message.message_id}/push_follow_up`, {
    follow_ups: FOLLOW_UPS,
  })
  expect(push).toMatchObject({ state: 'answered', code: 0 })
  const after = exchangesSchema.parse(await get('/api/exchanges?query=upgrade'))
  expect(after.exchanges.map(({ id }) => id)).toEqual([push.id])
}

const keysOf = (exchanges: readonly Exchange[]) =>
  exchanges.map(({ idempotency_key }) => idempotency_key)
