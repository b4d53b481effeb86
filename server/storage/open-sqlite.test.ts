import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../feishu/clock.ts'
import { createLedger } from '../ledger/create-ledger.ts'
import { storageOn } from '../testing/memory-storage.ts'
import { record, sampleEnd, sampleIntent } from '../testing/sample-send.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openLedgerFile } from './ledger-file.ts'
import { migrateSqlite } from './migrate-sqlite.ts'
import { MIGRATIONS } from './migrations.ts'
import { openSqlite } from './open-sqlite.ts'
import { type Storage, StorageError, StorageStartError } from './storage.ts'

const NEWEST = MIGRATIONS.at(-1)?.version ?? 0
/** Opens a folder in a process of its own. */
const OPENER = fileURLToPath(new URL('../testing/hold-folder.ts', import.meta.url))
/** A user without rights. */
const ledgerOn = (storage: Storage) => createLedger(storage, systemClock)

/** Returns the one-line error of opening a folder; throws if it can be opened. */
async function openErrorOf(folder: string): Promise<string> {
  try {
    await openSqlite(folder)
  } catch (error) {
    expect(error).toBeInstanceOf(StorageStartError)
    const { message } = error as Error
    expect(message).not.toContain('\n')
    return message
  }
  throw new Error('it was opened')
}

/** Creates a folder with a ledger with a few sends. */
async function usedFolder(sends = 20): Promise<string> {
  const folder = temporaryFolder()
  const storage = storageOn(openLedgerFile(folder))
  const ledger = ledgerOn(storage)
  for (let i = 0; i < sends; i += 1) {
    await record(ledger, sampleIntent(), { outcome: 'answered', code: 0 })
  }
  await storage.close()
  return folder
}

test('a commit is on the disk when it returns, and the schema of the file is not trusted', async () => {
  const storage = await openSqlite(temporaryFolder())
  const pragma = async (name: string) => {
    const { rows } = await storage.write((tx) =>
      sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(tx),
    )
    return Object.values(rows[0] ?? {})[0]
  }
  expect({
    journal_mode: await pragma('journal_mode'),
    // 2 is FULL: each commit is flushed.
    synchronous: await pragma('synchronous'),
    foreign_keys: await pragma('foreign_keys'),
    trusted_schema: await pragma('trusted_schema'),
    // 2 is memory: no commit needs another file handle.
    temp_store: await pragma('temp_store'),
  }).toEqual({
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    trusted_schema: 0,
    temp_store: 2,
  })
  await storage.close()
})

describe('the data folder', () => {
  test('is created with its parents, readable by its owner only', async () => {
    const folder = join(temporaryFolder(), 'a/b')
    const storage = await openSqlite(folder)
    await record(ledgerOn(storage), sampleIntent())
    const modes = readdirSync(folder).map((name) => [name, mode(join(folder, name))])
    expect(Object.fromEntries(modes)).toEqual({
      'ledger.db': 0o600,
      'ledger.db-shm': 0o600,
      'ledger.db-wal': 0o600,
      'ledger.lock': 0o600,
    })
    expect(mode(folder)).toBe(0o700)
    await storage.close()
  })

  test('is locked by one console until it closes', async () => {
    const folder = temporaryFolder()
    const storage = await openSqlite(folder)
    expect(await openErrorOf(folder)).toMatch(
      /^The data folder .* is in use by another console: stop/,
    )
    await storage.close()
    await (await openSqlite(folder)).close()
  })

  test('is locked against other processes, and unlocked when its process is killed', async () => {
    const folder = temporaryFolder()
    const storage = await openSqlite(folder)
    const whileHeld = spawnSync(process.execPath, [OPENER, folder], { encoding: 'utf8' })
    expect(whileHeld.stdout).toMatch(/^The data folder .* is in use by another console/)
    await storage.close()
    const killed = spawnSync(process.execPath, [OPENER, folder, '--die'])
    expect(killed.signal).toBe('SIGKILL')
    await (await openSqlite(folder)).close()
  })

  test('is rejected if it cannot be created or written', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(await openErrorOf(join(file, 'data'))).toMatch(/cannot be written \(ENOTDIR\): fix its/)
  })

  test('is rejected if it is read only', ({ skip }) => {
    const folder = temporaryFolder()
    // Root may write everywhere unless the child process has lost that capability.
    const isRoot = process.getuid?.() === 0
    const [command = '', ...args] = isRoot
      ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', process.execPath, OPENER]
      : [process.execPath, OPENER]
    const openWith = (mode: number) => {
      chmodSync(folder, mode)
      return spawnSync(command, [...args, folder], { encoding: 'utf8' })
    }
    const readOnly = openWith(0o500)
    skip(readOnly.error !== undefined, 'root, and no setpriv here')
    expect(readOnly.stdout).toMatch(/cannot be written \(EACCES\)/)
    expect(openWith(0o700)).toMatchObject({ status: 0, stdout: '' })
  })
})

describe('an invalid ledger file is rejected and stays unchanged', () => {
  const damages: [name: string, damage: (path: string) => void, why: RegExp][] = [
    ['an empty one', (path) => truncateSync(path), /the file is empty/],
    [
      'a text',
      (path) => writeFileSync(path, 'not a database, but longer than sixteen bytes'),
      /not a database/,
    ],
    ['one with its header zeroed', (path) => overwrite(path, 0, 100), /not a database/],
    ['one with a page zeroed', (path) => overwrite(path, 4096, 4096), /damaged|malformed/],
    [
      'one cut in the middle',
      (path) => truncateSync(path, statSync(path).size / 2),
      /damaged|malformed/,
    ],
    [
      'one cut inside a page',
      (path) => truncateSync(path, 4096 * 2 + 100),
      /damaged|malformed|not a database/,
    ],
  ]

  test.each(damages)('%s', async (_, damage, why) => {
    const folder = await usedFolder()
    const path = join(folder, 'ledger.db')
    damage(path)
    const before = readFileSync(path)
    const error = await openErrorOf(folder)
    expect(error).toMatch(why)
    expect(error).toMatch(/Nothing was changed\. Restore a backup with "npm run restore/)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('a missing one beside its write-ahead log', async () => {
    const folder = await usedFolder()
    const path = join(folder, 'ledger.db')
    writeFileSync(`${path}-wal`, 'frames that are not checkpointed yet')
    rmSync(path)
    expect(await openErrorOf(folder)).toMatch(/the file is missing, but its write-ahead log/)
    expect(existsSync(path)).toBe(false)
  })

  test('the database of another program', async () => {
    const folder = temporaryFolder()
    const other = new DatabaseSync(join(folder, 'ledger.db'))
    other.exec('create table notes (text); pragma user_version = 1')
    other.close()
    expect(await openErrorOf(folder)).toMatch(/the database of another program/)
  })

  test('one of a newer console', async () => {
    const folder = await usedFolder()
    const database = new DatabaseSync(join(folder, 'ledger.db'))
    database.exec(`pragma user_version = ${NEWEST + 1}`)
    database.close()
    expect(await openErrorOf(folder)).toMatch(
      /newer than this console's \d+: start the newer console/,
    )
  })

  test('except for the remains of an interrupted creation', async () => {
    const folder = temporaryFolder()
    appendFileSync(join(folder, 'ledger.db.new'), 'half a file')
    await (await openSqlite(folder)).close()
    expect(readdirSync(folder).sort()).toEqual(['ledger.db', 'ledger.lock'])
  })
})

describe('a migration', () => {
  const step = {
    version: NEWEST + 1,
    statements: { sqlite: ['create table extra (x)'], postgres: [] },
  }
  const broken = {
    version: NEWEST + 2,
    statements: { sqlite: ['create table half (x)', 'create table half (x)'], postgres: [] },
  }
  const open = (folder: string) => new DatabaseSync(join(folder, 'ledger.db'))
  const tablesOf = (database: DatabaseSync) =>
    database
      .prepare('select name from sqlite_schema')
      .all()
      .map(({ name }) => name)

  test('keeps a backup of the ledger before it', async () => {
    const folder = await usedFolder(3)
    const database = open(folder)
    migrateSqlite(database, folder, [...MIGRATIONS, step])
    expect(tablesOf(database)).toContain('extra')
    database.close()
    const [name = ''] = readdirSync(join(folder, 'backups'))
    const path = join(folder, 'backups', name)
    expect(mode(path)).toBe(0o600)
    const copy = new DatabaseSync(path)
    expect(tablesOf(copy)).not.toContain('extra')
    expect(copy.prepare('select count(*) as n from intents').get()?.n).toBe(3)
    copy.close()
  })

  test('that fails leaves the schema of the step before', async () => {
    const folder = await usedFolder(1)
    const database = open(folder)
    expect(() => migrateSqlite(database, folder, [...MIGRATIONS, step, broken])).toThrow(/half/)
    expect(tablesOf(database)).toContain('extra')
    expect(tablesOf(database)).not.toContain('half')
    expect(database.prepare('pragma user_version').get()?.user_version).toBe(NEWEST + 1)
    database.close()
    expect(await openErrorOf(folder)).toMatch(/newer than this console/)
  })

  test('of a killed process is rolled back', async () => {
    const folder = await usedFolder(1)
    const killed = temporaryFolder()
    const database = open(folder)
    database.exec('begin immediate; create table half (x); pragma user_version = 77')
    // The files in the state after a kill.
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(killed, name))
    database.exec('rollback')
    database.close()
    await (await openSqlite(killed)).close()
    const after = open(killed)
    expect(tablesOf(after)).not.toContain('half')
    after.close()
  })

  test('has consecutive version numbers', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, i) => i + 1))
  })
})

describe('a disk', () => {
  const faultOf = (error: unknown) => (error instanceof StorageError ? error.fault : String(error))

  test('that is full fails only the write, and works again once there is space', async () => {
    const storage = await openSqlite(temporaryFolder())
    const ledger = ledgerOn(storage)
    const limit = (pages: number) =>
      storage.write((tx) => sql.raw(`pragma max_page_count = ${pages}`).execute(tx))
    const { intent } = await record(ledger, sampleIntent())
    await limit(1)
    const big = () => sampleIntent({ body: `"${'x'.repeat(60_000)}"` })
    expect(await ledger.begin(big()).catch(faultOf)).toBe('full')
    expect((await ledger.list({}, { limit: 9 })).exchanges.map(({ id }) => id)).toEqual([intent.id])
    await limit(1_000_000)
    expect(await ledger.begin(big())).toEqual({ begun: 'now' })
    await ledger.settle(sampleEnd(intent, { outcome: 'answered', code: 0 }))
    expect(await storage.read((db) => sql`pragma quick_check`.execute(db))).toMatchObject({
      rows: [{ quick_check: 'ok' }],
    })
    await storage.close()
  })

  test('with an I/O error stops all writing until the next start, but not reading', async () => {
    const storage = await openSqlite(temporaryFolder())
    const ledger = ledgerOn(storage)
    const { intent } = await record(ledger, sampleIntent())
    let tries = 0
    const failing = storage.write(async () => {
      tries += 1
      throw Object.assign(new Error('disk I/O error'), { errcode: 1034 })
    })
    expect(await failing.catch(faultOf)).toBe('damaged')
    const next = storage.write(async () => {
      tries += 1
    })
    expect(await next.catch(faultOf)).toBe('damaged')
    expect(tries).toBe(1)
    expect(await ledger.find(intent.id)).toMatchObject({ state: 'sending' })
    await storage.close()
  })
})

function mode(path: string): number {
  return statSync(path).mode & 0o777
}

function overwrite(path: string, from: number, length: number): void {
  const bytes = readFileSync(path)
  bytes.fill(0, from, from + length)
  writeFileSync(path, bytes)
}
