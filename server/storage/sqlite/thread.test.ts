import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '../../feishu/clock.ts'
import { createLedger } from '../../ledger/create-ledger.ts'
import { record, sampleIntent } from '../../testing/sample-send.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { openSqlite } from '../open-sqlite.ts'
import { type Storage, StorageError, StorageStartError } from '../storage.ts'
import { createSqliteSession } from './session.ts'
import { startSqliteThread } from './thread.ts'

/** Opens a storage in a new folder inside a temporary one. */
async function open() {
  const folder = join(temporaryFolder(), 'data')
  const storage = await openSqlite(folder)
  onTestFinished(() => storage.close())
  return { folder, storage, ledger: createLedger(storage, systemClock) }
}

const faultOf = (error: unknown) => (error instanceof StorageError ? error.fault : String(error))
const ANSWERED = { outcome: 'answered', code: 0 } as const

/** A query that takes much longer than a send. */
const longQuery = (storage: Storage) =>
  storage.scan((db) =>
    sql`with recursive n (i) as (select 1 union all select i + 1 from n limit 2000000)
      select count(*) from n`.execute(db),
  )

const shortQuery = (storage: Storage) => storage.scan((db) => sql`select 1`.execute(db))

describe('a long query', () => {
  test('stops neither the event loop nor sends nor short reads', async () => {
    const { storage, ledger } = await open()
    await shortQuery(storage)
    const ended: string[] = []
    const scan = longQuery(storage).then(() => ended.push('scan'))
    let turns = 0
    const turn = setInterval(() => {
      turns += 1
    }, 1)
    for (let n = 0; n < 5; n += 1) {
      const { exchange } = await record(ledger, sampleIntent(), ANSWERED)
      expect(await ledger.find(exchange.id)).toEqual(exchange)
      ended.push('send')
    }
    await scan
    clearInterval(turn)
    // On the same thread, every send would wait for the scan.
    expect(ended[0]).toBe('send')
    expect(turns).toBeGreaterThan(20)
  })
})

describe('a scan', () => {
  test('gives way to a commit, but not for long', async () => {
    const { storage } = await open()
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const order: string[] = []
    const scan = (name: string) => storage.scan(async () => void order.push(name))
    await Promise.all([
      storage.write(async () => {}).then(() => order.push('committed')),
      scan('scanned'),
    ])
    expect(order).toEqual(['committed', 'scanned'])

    const held = Promise.withResolvers<void>()
    const writing = storage.write(() => held.promise)
    const late = scan('scanned beside a write')
    await vi.advanceTimersByTimeAsync(20)
    await late
    held.resolve()
    await writing
  })
})

describe('reads', () => {
  test('find what a write has committed, and never what is not committed yet', async () => {
    const { storage } = await open()
    const count = async (read: Storage['read']) =>
      (await read((db) => db.selectFrom('sweeps').select('n').execute())).length
    const counts: number[] = []
    await storage.write(async (tx) => {
      await tx.insertInto('sweeps').values({ upto: 1, removed: 1, at_ms: 1 }).execute()
      counts.push(await count(storage.read), await count(storage.scan))
    })
    counts.push(await count(storage.read), await count(storage.scan))
    expect(counts).toEqual([0, 0, 1, 1])
  })

  test('cannot write', async () => {
    const { storage } = await open()
    for (const read of [storage.read, storage.scan]) {
      const write = read((db) => sql`insert into sweeps values (1, 1, 1, 1)`.execute(db))
      expect(await write.catch(faultOf)).toBe('read_only')
    }
  })
})

describe('a checkpoint', () => {
  test('is made after a hundred commits, without waiting for the end', async () => {
    const { folder, storage } = await open()
    for (let n = 1; n <= 100; n += 1) {
      const row = { upto: n, removed: 1, at_ms: 1 }
      await storage.write((tx) => tx.insertInto('sweeps').values(row).execute())
    }
    // A copy without the write-ahead log has only what was copied out of it.
    const copy = join(temporaryFolder(), 'copy.db')
    await vi.waitFor(
      () => {
        copyFileSync(join(folder, 'ledger.db'), copy)
        const database = new DatabaseSync(copy, { readOnly: true })
        const row = database.prepare('select count(*) as count from sweeps').get()
        database.close()
        expect(row?.count).toBe(100)
      },
      { timeout: 30_000, interval: 20 },
    )
  })

  test('does not create a ledger that was removed', async () => {
    const { folder, storage } = await open()
    const thread = startSqliteThread({ folder, role: 'scanner' })
    await thread.opened
    await storage.close()
    rmSync(join(folder, 'ledger.db'))
    await expect(thread.checkpoint()).rejects.toThrow('unable to open database file')
    expect(existsSync(join(folder, 'ledger.db'))).toBe(false)
    await thread.close()
  })
})

describe('a thread that ends', () => {
  test.each(['writer', 'scanner'])('stops all writing, not the process: the %s', async (which) => {
    const threads: Worker[] = []
    const collect = (worker: Worker) => threads.push(worker)
    process.on('worker', collect)
    const { storage, ledger } = await open()
    await shortQuery(storage)
    process.off('worker', collect)
    expect(threads).toHaveLength(2)
    await threads[which === 'writer' ? 0 : 1]?.terminate()
    expect(await shortQuery(storage).then(() => 'answers', faultOf)).toBe(
      which === 'writer' ? 'answers' : 'damaged',
    )
    expect(await ledger.begin(sampleIntent()).catch(faultOf)).toBe('damaged')
    expect(await storage.probe().catch(faultOf)).toBe('damaged')
  })

  test('fails what was under way', async () => {
    const threads: Worker[] = []
    process.once('worker', (worker: Worker) => threads.push(worker))
    const { storage } = await open()
    const writes = [1, 2].map(() => storage.probe().catch(faultOf))
    await threads[0]?.terminate()
    expect(await Promise.all(writes)).toEqual(['damaged', 'damaged'])
  })
})

describe('the ledger in the folder', () => {
  const inFolder = (...names: string[]) => ({
    move: (folder: string) => {
      for (const name of names) rmSync(join(folder, name))
    },
  })
  const damages: [name: string, { move: (folder: string) => void }][] = [
    ['its file', inFolder('ledger.db')],
    ['its write-ahead log', inFolder('ledger.db-wal')],
    ['its index', inFolder('ledger.db-shm')],
    ['its lock', inFolder('ledger.lock')],
    ['all of its files', inFolder('ledger.db', 'ledger.db-wal', 'ledger.db-shm')],
    ['the folder', { move: (folder) => rmSync(folder, { recursive: true }) }],
    [
      'the folder, and another ledger is put there',
      {
        move: (folder) => {
          rmSync(folder, { recursive: true })
          mkdirSync(folder)
          for (const name of ['', '-wal', '-shm'])
            writeFileSync(join(folder, `ledger.db${name}`), '')
          writeFileSync(join(folder, 'ledger.lock'), '')
        },
      },
    ],
  ]

  test.each(damages)('is missed when one removes %s: nothing is recorded', async (_, { move }) => {
    const { folder, storage, ledger } = await open()
    const { intent } = await record(ledger, sampleIntent())
    await storage.check()
    move(folder)
    expect(await storage.check().catch(faultOf)).toBe('moved')
    expect(await ledger.begin(sampleIntent()).catch(faultOf)).toBe('moved')
    expect(await storage.probe().catch(faultOf)).toBe('moved')
    expect(await ledger.find(intent.id)).toMatchObject({ state: 'sending' })
  })

  test('is used again when its folder is moved back', async () => {
    const { folder, storage, ledger } = await open()
    renameSync(folder, `${folder}-elsewhere`)
    expect(await ledger.begin(sampleIntent()).catch(faultOf)).toBe('moved')
    renameSync(`${folder}-elsewhere`, folder)
    await storage.check()
    await record(ledger, sampleIntent(), ANSWERED)
  })

  test('counts as written only if it is still there after the commit', async () => {
    const { folder, storage } = await open()
    const write = storage.write(async (tx) => {
      await tx.insertInto('sweeps').values({ upto: 1, removed: 1, at_ms: 1 }).execute()
      rmSync(join(folder, 'ledger.db'))
    })
    expect(await write.catch(faultOf)).toBe('moved')
  })

  test('is never opened a second time, whatever was done to the lock', async () => {
    const { folder, storage } = await open()
    const opener = fileURLToPath(new URL('../../testing/hold-folder.ts', import.meta.url))
    const start = (where: string) => spawnSync(process.execPath, [opener, where]).stdout.toString()
    rmSync(join(folder, 'ledger.lock'))
    // Each waits 5 s for the other program; the second one finds the lock file of the first.
    expect(start(folder)).toMatch(/^The ledger .* is open in another program/)
    const elsewhere = `${folder}-elsewhere`
    renameSync(folder, elsewhere)
    expect(start(elsewhere)).toMatch(/^The ledger .* is open in another program/)
    await storage.close()
    expect(start(elsewhere)).toBe('')
  })

  test('can be backed up while it is open', async () => {
    const { folder, ledger } = await open()
    await record(ledger, sampleIntent(), ANSWERED)
    const script = fileURLToPath(new URL('../../../scripts/ledger-file.ts', import.meta.url))
    const copy = join(temporaryFolder(), 'copy.db')
    const env = { ...process.env, DATA_DIR: folder }
    const { status } = spawnSync(process.execPath, [script, 'backup', copy], { env })
    expect([status, existsSync(copy)]).toEqual([0, true])
    await record(ledger, sampleIntent(), ANSWERED)
  })

  test('reports when it was last written before it was opened', async () => {
    const folder = temporaryFolder()
    const first = await openSqlite(folder)
    expect(first.changedAtMs).toBeNull()
    await first.close()
    const before = Date.now()
    const second = await openSqlite(folder)
    expect(second.changedAtMs).toBeLessThanOrEqual(before)
    expect(second.changedAtMs).toBeGreaterThan(before - 60_000)
    await second.close()
  })
})

describe('a session', () => {
  function openSession(check = () => {}) {
    const database = new DatabaseSync(':memory:')
    onTestFinished(() => database.close())
    database.exec('create table notes (n integer primary key)')
    const session = createSqliteSession(database, check)
    const insert = (n: number) => session.run({ text: 'insert into notes values (?)', values: [n] })
    const rows = () => database.prepare('select n from notes').all().length
    return { session, insert, rows }
  }

  test('runs no write outside of a transaction', () => {
    const { session, insert, rows } = openSession()
    expect(() => insert(1)).toThrow('needs a transaction')
    expect(() => session.step('savepoint work')).not.toThrow()
    session.step('rollback')
    expect(rows()).toBe(0)
  })

  test('remembers the error of a step until the next transaction', () => {
    let fails = true
    const { session, insert, rows } = openSession(() => {
      if (fails) throw new StorageError('moved', 'ledger.db')
    })
    expect(() => session.step('begin immediate')).toThrow('moved')
    expect(() => session.step('savepoint work')).toThrow('moved')
    expect(() => insert(1)).toThrow('moved')
    expect(() => session.step('commit')).toThrow('moved')
    session.step('rollback')
    fails = false
    session.step('begin immediate')
    insert(2)
    session.step('commit')
    expect(rows()).toBe(1)
  })

  test('continues a transaction after a failed statement, without its savepoint', () => {
    const { session, insert, rows } = openSession()
    session.step('begin immediate')
    insert(1)
    session.step('savepoint work')
    expect(() => insert(1)).toThrow(/UNIQUE/)
    session.step('rollback to work')
    session.step('release work')
    insert(2)
    session.step('commit')
    expect(rows()).toBe(2)
  })
})

test('a ledger that cannot be opened is reported as such', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'ledger.db'), 'not a database')
  await expect(openSqlite(folder)).rejects.toThrow(StorageStartError)
})
