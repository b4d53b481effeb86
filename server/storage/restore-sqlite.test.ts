import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { everyExchange } from '../exports/export-exchanges.ts'
import { systemClock } from '../feishu/clock.ts'
import { createLedger } from '../ledger/create-ledger.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { storageOn } from '../testing/memory-storage.ts'
import { record, sampleIntent } from '../testing/sample-send.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openLedgerFile } from './ledger-file.ts'
import { openSqlite } from './open-sqlite.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

function run(script: 'backup' | 'restore', folder: string, ...args: string[]) {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const env = { PATH, NODE_COMPILE_CACHE, DATA_DIR: folder }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'scripts/ledger-file.ts'), script, ...args],
    { env, encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

async function ledgerIn(folder: string) {
  const storage = await openSqlite(folder)
  return { storage, ledger: createLedger(storage, systemClock) }
}

const answered = (ledger: Ledger) =>
  record(ledger, sampleIntent(), { outcome: 'answered', code: 0 })

async function idsIn(folder: string): Promise<string[]> {
  const storage = storageOn(openLedgerFile(folder))
  const ledger = createLedger(storage, systemClock)
  await ledger.recover()
  const lines: string[] = []
  for await (const { id, state } of everyExchange(ledger, {})) lines.unshift(`${id} ${state}`)
  await storage.close()
  return lines
}

describe('a backup', () => {
  test('taken while the console sends restores a consistent state', async () => {
    const folder = temporaryFolder()
    const backup = join(temporaryFolder(), 'ledger.backup')
    const { storage, ledger } = await ledgerIn(folder)
    const first = await answered(ledger)

    const { PATH, NODE_COMPILE_CACHE } = process.env
    const env = { PATH, NODE_COMPILE_CACHE, DATA_DIR: folder }
    const taking = spawn(
      process.execPath,
      [join(ROOT, 'scripts/ledger-file.ts'), 'backup', backup],
      { env },
    )
    const taken = once(taking, 'exit')
    const sent = [first]
    while (taking.exitCode === null) {
      sent.push(await answered(ledger))
      await setImmediate()
    }
    expect((await taken)[0]).toBe(0)
    expect(sent.length, 'one before and one during the backup').toBeGreaterThan(1)
    await storage.close()
    expect(statSync(backup).mode & 0o777).toBe(0o600)

    const elsewhere = temporaryFolder()
    expect(run('restore', elsewhere, backup)).toMatchObject({ status: 0, stderr: '' })
    const found = await idsIn(elsewhere)
    // The first sends without a gap; the last one may have been running.
    const all = sent.map(({ intent }) => intent.id)
    expect(found.length).toBeGreaterThan(0)
    expect(found.map((line) => line.split(' ')[0])).toEqual(all.slice(0, found.length))
    const ended = found.filter((line) => line.endsWith('answered'))
    expect(ended.length).toBeGreaterThanOrEqual(found.length - 1)
    expect(statSync(join(elsewhere, 'ledger.db')).mode & 0o777).toBe(0o600)
  })

  test('does not overwrite an existing file', async () => {
    const folder = temporaryFolder()
    await (await openSqlite(folder)).close()
    const file = join(temporaryFolder(), 'precious')
    writeFileSync(file, 'precious')
    const { status, stderr } = run('backup', folder, file)
    expect(status).toBe(1)
    expect(stderr).toMatch(/was not written: EEXIST/)
    expect(readFileSync(file, 'utf8')).toBe('precious')
  })

  test('needs a ledger and one file name', () => {
    const folder = temporaryFolder()
    expect(run('backup', folder, join(folder, 'x')).stderr).toMatch(/there is no such file/)
    expect(run('backup', folder)).toMatchObject({
      status: 2,
      stderr: 'Usage: npm run backup -- FILE\n',
    })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a restore', () => {
  async function backedUp() {
    const folder = temporaryFolder()
    const { storage, ledger } = await ledgerIn(folder)
    await answered(ledger)
    const backup = join(temporaryFolder(), 'backup')
    expect(run('backup', folder, backup).status).toBe(0)
    return { folder, storage, ledger, backup }
  }

  test('is rejected while a console is running', async () => {
    const { folder, storage, ledger, backup } = await backedUp()
    expect(run('restore', folder, backup).stderr).toMatch(/in use by another console/)
    await answered(ledger)
    await storage.close()
    expect(await idsIn(folder)).toHaveLength(2)
  })

  test('keeps the existing ledger, even if it is damaged', async () => {
    const { folder, storage, ledger, backup } = await backedUp()
    await answered(ledger)
    await storage.close()
    truncateSync(join(folder, 'ledger.db'), 5000)
    const { status, stdout } = run('restore', folder, backup)
    expect(status).toBe(0)
    expect(await idsIn(folder)).toHaveLength(1)
    const before = /What was there before is in (.*)\.\n/.exec(stdout)?.[1] ?? ''
    expect(statSync(join(before, 'ledger.db')).size).toBe(5000)
  })

  test.each([
    ['a text', (path: string) => writeFileSync(path, 'a text, not a database'), /not a database/],
    ['half a file', (path: string) => truncateSync(path, 8192), /damaged|malformed/],
    ['nothing', () => {}, /no such file/],
    [
      'the database of another program',
      (path: string) => new DatabaseSync(path).exec('create table if not exists x (y)'),
      /another program/,
    ],
  ])('of %s is rejected, and the ledger stays', async (name, damage, why) => {
    const { folder, storage, backup } = await backedUp()
    await storage.close()
    const file = name === 'half a file' ? backup : join(temporaryFolder(), 'other')
    damage(file)
    const { status, stderr } = run('restore', folder, file)
    expect(status).toBe(1)
    expect(stderr).toMatch(why)
    expect(await idsIn(folder)).toHaveLength(1)
    expect(existsSync(join(folder, 'backups'))).toBe(false)
  })
})
