import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { approvalsSchema } from '#contract/access/approvals'
import { peopleSchema } from '#contract/access/people'
import { connectionsSchema } from '#contract/connections/connection'
import { deliveriesSchema } from '#contract/deliveries/delivery'
import { listsSchema } from '#contract/deliveries/list'
import { eventSourceSchema } from '#contract/event-sources/event-source'
import { type Exchange, exchangeSchema } from '#contract/exchange'
import { exchangesSchema } from '#contract/exchanges'
import { profilesSchema } from '#contract/profile'
import { recipientsSchema } from '#contract/recipients'
import { templatesSchema } from '#contract/template'
import { startConsole } from './console.ts'
import { parseEnv } from './env.ts'
import { migrateSqlite } from './storage/migrate-sqlite.ts'
import { MIGRATIONS } from './storage/migrations.ts'
import { migratePostgres } from './storage/open-postgres.ts'
import { freePort } from './testing/free-port.ts'
import { HAS_POSTGRES, type PostgresCluster, startPostgres } from './testing/postgres-cluster.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

/*
 * Databases as earlier consoles left them. The rows of `testing/schemas` were written by a console at the
 * commit in the first line of the file, which was killed during a push; their secrets are sealed with KEY.
 * They are the INSERT lines of `pg_dump --inserts` and of `sqlite3 .dump`. Their tables come from the
 * migrations, which a console must never change once they have landed.
 */
const KEY = Buffer.alloc(32, 7).toString('base64')
const NEWEST = MIGRATIONS.at(-1)?.version ?? 0
/** Every schema that landed, back to the first, with a hash of its migrations. */
const LANDED: readonly [number, string][] = [
  [2, 'aae1df6a875e6587'],
  [4, 'fc4db5b6c3330559'],
  [7, '45d84a165ebc8695'],
  [9, '5a986f2a093c8200'],
  [15, '5ed15129a78c4067'],
]
const FOLLOW_UPS = [{ content: 'After the upgrade' }]

test('no migration that landed was changed', () => {
  const hash = (schema: number) => {
    const statements = JSON.stringify(MIGRATIONS.slice(0, schema).map((one) => one.statements))
    const bare = statements.replaceAll(/--.*?(?=\\n)/g, '').replaceAll(/\s|\\n/g, '')
    return createHash('sha256').update(bare).digest('hex').slice(0, 16)
  }
  expect(LANDED.map(([schema]) => [schema, hash(schema)])).toEqual(LANDED)
})

/** Reads rows; their emulator, whose address is part of what they hold, gets a port that is free here. */
function rowsOf(schema: number, database: 'sqlite' | 'postgres', port: number): string {
  const name = `${String(schema).padStart(4, '0')}.${database}.sql`
  const text = readFileSync(join(import.meta.dirname, 'testing/schemas', name), 'utf8')
  return text.replaceAll(/127\.0\.0\.1:\d+/g, `127.0.0.1:${port}`)
}

function makeOldLedger(folder: string, schema: number, port: number): DatabaseSync {
  const old = new DatabaseSync(join(folder, 'ledger.db'), { defensive: false })
  migrateSqlite(old, null, MIGRATIONS.slice(0, schema))
  const triggers = old.prepare("select name, sql from sqlite_schema where type = 'trigger'").all()
  for (const { name } of triggers) old.exec(`drop trigger ${name}`)
  old.exec(rowsOf(schema, 'sqlite', port))
  for (const { sql } of triggers) old.exec(String(sql))
  return old
}

describe('SQLite', () => {
  test.each(LANDED)('opens schema %i with everything in it', async (schema) => {
    const folder = temporaryFolder()
    const port = await freePort()
    makeOldLedger(folder, schema, port).close()
    await checkUpgraded(schema, { DATA_DIR: folder, EMULATOR_PORT: String(port) })

    const [backup = ''] = readdirSync(join(folder, 'backups'))
    const kept = new DatabaseSync(join(folder, 'backups', backup), { readOnly: true })
    expect(kept.prepare('pragma user_version').get()).toEqual({ user_version: schema })
    kept.close()
  })

  test('of a newer console is left as it is', async () => {
    const folder = join(temporaryFolder(), 'data')
    mkdirSync(folder, { mode: 0o700 })
    const newer = makeOldLedger(folder, 9, 1)
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
  })
  afterAll(() => cluster.close())

  test.each(LANDED)('opens schema %i with everything in it', async (schema) => {
    const url = await cluster.newDatabase()
    await migratePostgres(url, MIGRATIONS.slice(0, schema))
    const client = new Client(url)
    await client.connect()
    const port = await freePort()
    await client.query(rowsOf(schema, 'postgres', port))
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
  const hasPeople = schema >= 13
  const console = await start({ ...env, LOCAL_ACCOUNTS: hasPeople ? 'on' : 'off' })
  onTestFinished(() => console.close())
  const headers: Record<string, string> = {}
  const get = async (path: string) => (await fetch(console.url + path, { headers })).json()
  const send = (path: string, body: object) =>
    fetch(console.url + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const post = async (path: string, body: object) =>
    exchangeSchema.parse(await (await send(path, body)).json())

  if (hasPeople) {
    const anna = { name: 'anna', password: 'seven green lanterns' }
    const signedIn = await send('/api/session/local', anna)
    headers.cookie = signedIn.headers.getSetCookie().join('; ')
    const { people } = peopleSchema.parse(await get('/api/people'))
    expect(people.map(({ name }) => name)).toEqual(['Ben', 'anna'])
    expect(await get('/api/tokens')).toMatchObject({ tokens: [{ name: 'Nightly' }] })
    expect(await get('/api/audit/check')).toMatchObject({ ok: true })
    const { approvals } = approvalsSchema.parse(await get('/api/approvals'))
    expect(approvals).toMatchObject([{ kind: 'delivery', message: { text: 'Waits' } }])
    const { connections } = connectionsSchema.parse(await get('/api/connections'))
    expect(connections.at(-1)).toMatchObject({ state: 'approved', profile: expect.any(String) })
    expect(await get('/api/results')).toMatchObject({ counts: { clicked: 1 }, bubbles: [1, 0, 0] })
    const { profiles } = profilesSchema.parse(await get('/api/profiles'))
    const shop = profiles.find(({ name }) => name === 'Shop')?.id
    const sources = eventSourceSchema.parse(await get(`/api/event-sources?profile=${shop}`))
    expect(sources.webhook).toMatchObject({ verification_token: {}, encrypt_key: {} })
  }

  const { exchanges } = exchangesSchema.parse(await get('/api/exchanges'))
  const ofKey = (key: string) => exchanges.find((one) => one.idempotency_key === key)
  expect(ofKey('message-1')).toMatchObject({ endpoint: 'create_message', code: 0 })
  expect(ofKey('push-accepted')).toMatchObject({ state: 'answered', code: 0, delivery: null })
  expect(ofKey('push-rejected')).toMatchObject({ state: 'answered', code: 230008 })
  expect(ofKey('push-unknown')).toMatchObject({ state: 'unknown' })
  // The old console was killed while this one ran.
  expect(ofKey('push-in-flight')).toMatchObject({ state: 'unknown', failure: { kind: 'crashed' } })
  expect(exchanges).toHaveLength(hasPeople ? 11 : schema < 7 ? 5 : 9)
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
