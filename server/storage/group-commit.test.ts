import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectionOf } from '../testing/memory-storage.ts'
import { createGroupCommit } from './group-commit.ts'
import { writingKysely } from './sqlite/dialect.ts'
import type { SqliteConnection } from './sqlite/thread.ts'
import { endsTransaction } from './sqlite-error.ts'

let folder: string
let database: DatabaseSync
let reader: DatabaseSync
let commits: number
let write: ReturnType<typeof createGroupCommit>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'group-commit-'))
  const path = join(folder, 'test.db')
  database = new DatabaseSync(path)
  database.exec('pragma journal_mode = wal; create table notes (n integer primary key)')
  reader = new DatabaseSync(path, { readOnly: true })
  commits = 0
  const connection = connectionOf(database)
  const counted: SqliteConnection = {
    ...connection,
    async step(step) {
      await connection.step(step)
      if (step === 'commit') commits += 1
    },
  }
  write = createGroupCommit(writingKysely(counted), counted, endsTransaction)
})

afterEach(() => {
  reader.close()
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What another connection reads. */
const committed = () =>
  reader
    .prepare('select n from notes order by n')
    .all()
    .map(({ n }) => n)

const note = (n: number) =>
  write(async (tx) => {
    await sql`insert into notes values (${n})`.execute(tx)
    return n
  })

describe('concurrent writes', () => {
  test('share one commit, and each returns its own value', async () => {
    expect(await Promise.all([note(1), note(2), note(3)])).toEqual([1, 2, 3])
    expect(commits).toBe(1)
    expect(committed()).toEqual([1, 2, 3])
  })

  test('resolve only after the commit', async () => {
    const seen: unknown[][] = []
    await Promise.all([1, 2, 3].map((n) => note(n).then(() => seen.push(committed()))))
    expect(seen).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ])
  })

  test('roll back a failed write alone', async () => {
    const failing = write(async (tx) => {
      await sql`insert into notes values (10)`.execute(tx)
      throw new Error('failed')
    })
    const twice = note(1)
    const results = await Promise.allSettled([note(1), failing, twice, note(2)])
    expect(results.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    expect(committed()).toEqual([1, 2])
  })

  test('all fail if the database ends the transaction', async () => {
    const breaking = write(async (tx) => {
      await sql`insert into nowhere values (1)`.execute(tx)
    })
    const results = await Promise.allSettled([note(1), breaking, note(2)])
    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
    expect(committed()).toEqual([])
    expect(await note(3)).toBe(3)
    expect(committed()).toEqual([3])
  })

  test('all fail if the commit fails', async () => {
    database.exec(
      `pragma foreign_keys = on;
       create table parts (n references notes (n) deferrable initially deferred)`,
    )
    const orphan = write(async (tx) => {
      await sql`insert into parts values (7)`.execute(tx)
    })
    const results = await Promise.allSettled([note(1), orphan])
    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
    expect(committed()).toEqual([])
    expect(await note(2)).toBe(2)
  })

  test('are committed in groups of limited size, in order', async () => {
    const all = Array.from({ length: 150 }, (_, n) => n)
    const order: number[] = []
    await Promise.all(all.map((n) => note(n).then((done) => order.push(done))))
    expect(order).toEqual(all)
    expect(commits).toBe(3)
    expect(committed()).toEqual(all)
  })
})
