import { randomBytes } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Clock } from '../feishu/clock.ts'
import { openPostgres } from '../storage/open-postgres.ts'
import { HAS_POSTGRES } from '../testing/postgres-cluster.ts'
import { newDatabase } from '../testing/shared-postgres.ts'
import { createPastedTokens, type PastedTokens } from './pasted-tokens.ts'
import { createSharedPastedTokens } from './shared-pasted-tokens.ts'
import { createVault } from './vault.ts'

const TARGET = { id: 'orders', base_url: 'https://open.feishu.cn', app_id: 'cli_orders' }
const TOKEN = 't-pasted-token-0123456789'
const AT = Date.parse('2026-11-22T08:00:00.000Z')

/** Tests that both stores must pass. */
function testPastedTokens(create: (clock: Clock) => Promise<PastedTokens>): void {
  async function start() {
    let passed = 0
    const tokens = await create({ wall: () => AT + passed, monotonic: () => passed })
    onTestFinished(() => tokens.close())
    const wait = (ms: number) => {
      passed += ms
    }
    const find = async (session: string | null, target = TARGET) =>
      (await tokens.of(session)).find(target)
    return { tokens, wait, find }
  }

  test('a token is available until it expires, and is then shown as expired', async () => {
    const { tokens, wait, find } = await start()
    await tokens.keep('mine', TARGET, { tenant_access_token: TOKEN, expires_in: 60 })
    wait(59_999)
    expect(await find('mine')).toMatchObject({ token: TOKEN, expires_at_ms: AT + 60_000 })
    wait(1)
    expect(await find('mine')).toMatchObject({ token: null, expires_at_ms: AT + 60_000 })
  })

  test('a token of unknown age expires after the longest lifetime of a platform token', async () => {
    const { tokens, wait, find } = await start()
    await tokens.keep('mine', TARGET, { tenant_access_token: TOKEN })
    wait(7_199_999)
    expect(await find('mine')).toMatchObject({ token: TOKEN, expires_at_ms: null })
    wait(1)
    expect((await find('mine'))?.token).toBeNull()
  })

  test('a token belongs to one session, one app and one upstream', async () => {
    const { tokens, find } = await start()
    await tokens.keep('mine', TARGET, { tenant_access_token: TOKEN })
    expect(await find(null)).toBeNull()
    expect(await find('theirs')).toBeNull()
    for (const other of [
      { id: 'x' },
      { base_url: 'https://open.larksuite.com' },
      { app_id: 'x' },
    ]) {
      expect(await find('mine', { ...TARGET, ...other })).toBeNull()
    }
  })

  test('a token is replaced by a newer one and removed with its profile', async () => {
    const { tokens, find } = await start()
    await tokens.keep('mine', TARGET, { tenant_access_token: TOKEN })
    await tokens.keep('mine', TARGET, { tenant_access_token: `${TOKEN}-new` })
    expect(await find('mine')).toMatchObject({ token: `${TOKEN}-new` })
    await tokens.drop('theirs', TARGET.id)
    expect(await find('mine')).not.toBeNull()
    await tokens.drop('mine', TARGET.id)
    expect(await find('mine')).toBeNull()
    await tokens.keep('mine', TARGET, { tenant_access_token: TOKEN })
    await tokens.dropAll(TARGET.id)
    expect(await find('mine')).toBeNull()
  })
}

describe('pasted tokens in memory', () => {
  testPastedTokens(async (clock) => createPastedTokens(clock))

  test('with too many sessions, the least recently used one is removed', async () => {
    const tokens = createPastedTokens({ wall: () => AT, monotonic: () => 0 })
    const paste = (session: string) => tokens.keep(session, TARGET, { tenant_access_token: TOKEN })
    for (const session of ['old', 'older but back', 'old']) await paste(session)
    for (let n = 0; n < 999; n += 1) await paste(`session ${n}`)
    expect(await tokens.knows('old')).toBe(true)
    expect(await tokens.knows('older but back')).toBe(false)
  })
})

describe.skipIf(!HAS_POSTGRES)('pasted tokens on PostgreSQL', () => {
  const keysOf = (key: Buffer | null) => ({ location: '', read: () => key, create: () => null })

  async function openOne(url: string, key: Buffer | null, clock: Clock) {
    const storage = await openPostgres(url)
    const tokens = createSharedPastedTokens(storage, createVault(storage, keysOf(key)), clock)
    onTestFinished(async () => {
      tokens.close()
      await storage.close()
    })
    return { storage, tokens }
  }

  testPastedTokens(async (clock) => {
    const { tokens } = await openOne(await newDatabase(), randomBytes(32), clock)
    return tokens
  })

  test('are used through every console, and stored only sealed', async () => {
    const [url, key] = [await newDatabase(), randomBytes(32)]
    const clock = { wall: () => AT, monotonic: () => 0 }
    const first = await openOne(url, key, clock)
    const second = await openOne(url, key, clock)
    await first.tokens.keep('the-session', TARGET, { tenant_access_token: TOKEN })
    expect((await second.tokens.of('the-session')).find(TARGET)).toMatchObject({ token: TOKEN })
    expect(await second.tokens.knows('the-session')).toBe(true)

    const rows = await first.storage.read((db) =>
      db.selectFrom('pasted_tokens').selectAll().execute(),
    )
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/t-pasted|the-session/)
    // CONSOLE_KEY opens the outer seal only.
    const context = ['pasted_token', rows[0]?.session ?? '', ...Object.values(TARGET)]
    const inner = await createVault(first.storage, keysOf(key)).open(rows[0]?.sealed ?? '', context)
    expect(inner).toMatch(/^v1\./)

    await second.tokens.drop('the-session', TARGET.id)
    expect((await first.tokens.of('the-session')).find(TARGET)).toBeNull()
  })

  test('leave the database when they expire, and their rows a day later', async () => {
    let now = AT
    const clock = { wall: () => now, monotonic: () => 0 }
    const { tokens, storage } = await openOne(await newDatabase(), randomBytes(32), clock)
    const keep = (session: string) =>
      tokens.keep(session, TARGET, { tenant_access_token: TOKEN, expires_in: 60 })
    const sealed = async () =>
      (
        await storage.read((db) =>
          db.selectFrom('pasted_tokens').select('sealed').orderBy('ends_at_ms').execute(),
        )
      ).map((row) => row.sealed !== '')
    await keep('mine')
    now += 60_000
    await keep('theirs')
    expect(await sealed()).toEqual([false, true])
    now += 24 * 3_600_000 + 1
    await keep('another')
    expect(await sealed()).toEqual([false, true])
  })

  test('are not kept without CONSOLE_KEY', async () => {
    const clock = { wall: () => AT, monotonic: () => 0 }
    const { tokens, storage } = await openOne(await newDatabase(), null, clock)
    expect(await tokens.keep('mine', TARGET, { tenant_access_token: TOKEN })).toBe(false)
    const rows = await storage.read((db) => db.selectFrom('pasted_tokens').selectAll().execute())
    expect(rows).toEqual([])
  })
})
