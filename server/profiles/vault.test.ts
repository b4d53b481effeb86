import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { startConsole } from '../console.ts'
import { NO_REVERSE_PROXY } from '../http/reverse-proxy.ts'
import { NO_LIMITS } from '../ledger/send-limits.ts'
import { openLedgerFile } from '../storage/ledger-file.ts'
import { StorageStartError } from '../storage/storage.ts'
import { memoryStorage, storageOn } from '../testing/memory-storage.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createTestConsole, memoryKey } from '../testing/test-console.ts'
import { keySource } from './key-source.ts'
import { createVault } from './vault.ts'

const SECRET = 'secret-of-the-added-app'
const CONTEXT = ['a', 'b']

function open(folder: string, consoleKey: Buffer | null = null) {
  const location = { kind: 'sqlite', folder } as const
  const storage = storageOn(openLedgerFile(folder))
  return { storage, keys: keySource(consoleKey, location) }
}

/** Creates a folder with one stored secret; the key is in the key file unless it is given. */
async function usedFolder(consoleKey: Buffer | null = null): Promise<string> {
  const folder = temporaryFolder()
  const testConsole = createTestConsole([], open(folder, consoleKey))
  const response = await testConsole.post('/api/profiles', {
    name: 'Orders',
    base_url: 'https://open.feishu.cn',
    app_id: 'cli_orders',
    app_secret: SECRET,
  })
  expect(response.status).toBe(201)
  await testConsole.close()
  return folder
}

/** Starts a console as from the command line. */
const start = (folder: string, consoleKey: Buffer | null = null, forgetSecrets = false) =>
  startConsole(
    {
      host: '127.0.0.1',
      port: 0,
      emulatorPort: null,
      emulatorHost: '127.0.0.1',
      emulatorAllowedHosts: [],
      allowedEventHosts: [],
      access: null,
      openWithoutSignIn: false,
      passOnHosts: [],
      realProfile: null,
      allowedBaseUrls: ['https://open.feishu.cn'],
      upstreamDeadlineMs: 1000,
      proxy: null,
      reverseProxy: NO_REVERSE_PROXY,
      sendLimits: NO_LIMITS,
      storage: { kind: 'sqlite', folder },
      consoleKey,
      forgetSecrets,
      allowedHosts: [],
      rateBudget: true,
      metrics: false,
      log: 'off',
      retention: {},
      keepLookups: true,
    },
    { dev: false, log: () => {} },
  )

async function startErrorOf(folder: string, consoleKey: Buffer | null = null): Promise<string> {
  const before = contentOf(folder)
  const error = await start(folder, consoleKey).then(
    async (running) => {
      await running.close()
      throw new Error('it was started')
    },
    (refused: unknown) => refused,
  )
  expect(error).toBeInstanceOf(StorageStartError)
  expect(contentOf(folder)).toEqual(before)
  const { message } = error as Error
  expect(message).not.toContain('\n')
  return message
}

/** Returns the files of a folder, without the lock and SQLite's temporary files. */
function contentOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => !/lock|-wal$|-shm$/.test(name))
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  )
}

async function secretsOf(folder: string, consoleKey: Buffer | null = null) {
  const running = await start(folder, consoleKey)
  const response = await fetch(`${running.url}/api/profiles`)
  const { profiles } = (await response.json()) as { profiles: { secret: unknown }[] }
  await running.close()
  return profiles.map(({ secret }) => secret)
}

describe('the key', () => {
  test('is a file that only its owner may read, created with the first secret', async () => {
    const folder = await usedFolder()
    const path = join(folder, 'secret.key')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(Buffer.from(readFileSync(path, 'utf8'), 'base64')).toHaveLength(32)
    const unused = temporaryFolder()
    const testConsole = createTestConsole([], open(unused))
    await testConsole.request('/api/profiles')
    await testConsole.close()
    expect(existsSync(join(unused, 'secret.key'))).toBe(false)
  })

  test('of CONSOLE_KEY is never stored', async () => {
    const key = randomBytes(32)
    const folder = await usedFolder(key)
    expect(readdirSync(folder)).not.toContain('secret.key')
    const bytes = Object.values(contentOf(folder)).map((text) => Buffer.from(text, 'base64'))
    for (const each of bytes) {
      expect(each.includes(key)).toBe(false)
      expect(each.includes(key.toString('hex'))).toBe(false)
      expect(each.includes(key.toString('base64'))).toBe(false)
    }
    expect(await secretsOf(folder, key)).toEqual([expect.anything()])
  })

  test('opens the secrets after a restart', async () => {
    expect(await secretsOf(await usedFolder())).toEqual([expect.anything()])
  })
})

describe('a console does not start and changes nothing', () => {
  test('with another key', async () => {
    const folder = await usedFolder(randomBytes(32))
    expect(await startErrorOf(folder, randomBytes(32))).toMatch(
      /is another one \(CONSOLE_KEY\).*FORGET_SECRETS=1.*Nothing was changed\.$/,
    )
  })

  test('with another key file', async () => {
    const folder = await usedFolder()
    writeFileSync(join(folder, 'secret.key'), randomBytes(32).toString('hex'))
    expect(await startErrorOf(folder)).toContain('is another one')
  })

  test('without the key, and creates no new one', async () => {
    const folder = await usedFolder()
    rmSync(join(folder, 'secret.key'))
    expect(await startErrorOf(folder)).toMatch(
      /is missing \(.*secret\.key\): restore the right one/,
    )
    expect(existsSync(join(folder, 'secret.key'))).toBe(false)
  })

  test.each<[string, (path: string) => void, RegExp]>([
    ['others may read', (path) => chmodSync(path, 0o640), /run "chmod 600/],
    ['others may write', (path) => chmodSync(path, 0o602), /run "chmod 600/],
    ['holds no key', (path) => writeFileSync(path, 'key'), /does not hold 32 bytes/],
    ['is empty', (path) => writeFileSync(path, ''), /does not hold 32 bytes/],
  ])('with a key file that %s', async (_, damage, why) => {
    const folder = await usedFolder()
    damage(join(folder, 'secret.key'))
    expect(await startErrorOf(folder)).toMatch(why)
  })

  test('with a link or a folder instead of the key file', async () => {
    for (const put of [(path: string) => symlinkSync('elsewhere', path), mkdirSync]) {
      const folder = await usedFolder()
      rmSync(join(folder, 'secret.key'))
      put(join(folder, 'secret.key'))
      const keys = keySource(null, { kind: 'sqlite', folder })
      expect(() => keys.read()).toThrow(/it is not a file/)
    }
  })
})

test('only if the key is lost, the secrets can be removed and everything else stays', async () => {
  const folder = await usedFolder()
  await (await start(folder, null, true)).close()
  expect(await secretsOf(folder)).toEqual([expect.anything()])
  rmSync(join(folder, 'secret.key'))
  await (await start(folder, null, true)).close()
  expect(await secretsOf(folder)).toEqual([null])
  const { storage, keys } = open(folder)
  expect(await createVault(storage, keys).seal(SECRET, CONTEXT)).not.toBeNull()
  await storage.close()
  expect(existsSync(join(folder, 'secret.key'))).toBe(true)
})

test('with the secrets the app tickets are removed, and nothing else of an app', async () => {
  const folder = temporaryFolder()
  const console = createTestConsole([], open(folder))
  const added = await console.post('/api/profiles', {
    name: 'Store',
    base_url: 'https://open.feishu.cn',
    app_id: 'cli_store',
    app_type: 'store',
    app_secret: SECRET,
    app_ticket: 'ticket-of-the-store-app',
    tenant_key: 'e7e7',
  })
  expect(added.status).toBe(201)
  await console.close()
  const rowOf = async () => {
    const { storage } = open(folder)
    const row = await storage.read((db) => db.selectFrom('profiles').selectAll().execute())
    await storage.close()
    return row[0]
  }
  const before = await rowOf()
  expect(before?.sealed_ticket).not.toBeNull()
  rmSync(join(folder, 'secret.key'))
  await (await start(folder, null, true)).close()
  expect(await rowOf()).toEqual({
    ...before,
    sealed_secret: null,
    secret_fingerprint: null,
    secret_set_at_ms: null,
    sealed_ticket: null,
    ticket_fingerprint: null,
    ticket_set_at_ms: null,
  })
})

test('PostgreSQL alone cannot store a key, so a secret is rejected and nothing is stored', async () => {
  const keys = keySource(null, { kind: 'postgres', url: 'postgres://db.test/console' })
  const testConsole = createTestConsole([], { storage: memoryStorage(), keys })
  const profile = { name: 'Orders', base_url: 'https://open.feishu.cn', app_id: 'cli_orders' }
  const refused = await testConsole.post('/api/profiles', { ...profile, app_secret: SECRET })
  expect(refused.status).toBe(422)
  const text = await refused.text()
  expect(text).toContain('CONSOLE_KEY')
  expect(text).not.toContain(SECRET)
  expect(await (await testConsole.request('/api/profiles')).json()).toMatchObject({ profiles: [] })
  expect((await testConsole.post('/api/profiles', profile)).status).toBe(201)
  await testConsole.close()
})

test('two consoles that seal the first secret concurrently agree on one key', async () => {
  const storage = memoryStorage()
  const [mine, theirs] = [memoryKey(), memoryKey()]
  const vaults = [createVault(storage, mine), createVault(storage, theirs)]
  const sealed = await Promise.all(vaults.map((vault) => vault.seal(SECRET, CONTEXT)))
  expect(sealed.filter((text) => text !== null)).toHaveLength(1)
  await storage.close()
})

test('a row with a changed id, app or base URL opens no secret', async () => {
  const folder = await usedFolder()
  const database = new DatabaseSync(join(folder, 'ledger.db'))
  for (const column of ['id', 'app_id', 'base_url']) {
    const [row] = database.prepare(`select ${column} as value from profiles`).all()
    database.exec(`update profiles set ${column} = 'https://open.larksuite.com'`)
    database.close()
    const { storage, keys } = open(folder)
    const testConsole = createTestConsole([], { storage, keys })
    const { profiles } = (await (await testConsole.request('/api/profiles')).json()) as {
      profiles: { id: string }[]
    }
    const response = await testConsole.post(
      `/api/messages/om_1/push_follow_up?profile=${profiles[0]?.id}`,
      { follow_ups: [{ content: 'OK' }] },
    )
    expect(await response.json()).toMatchObject({ failure: { kind: 'no_secret' } })
    await testConsole.close()
    database.open()
    database.prepare(`update profiles set ${column} = ?`).run(String(row?.value))
  }
  database.close()
})
