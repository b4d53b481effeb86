import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileFlaw } from '../../server/storage/file-flaw.ts'
import { HAS_POSTGRES, startPostgres } from '../../server/testing/postgres-cluster.ts'
import { must, needsRoot } from './machine.ts'
import type { Row } from './row.ts'
import { type Stand, SUCCESS } from './stand.ts'

/** A small disk of its own. */
function smallDisk({ folder, later }: Stand, mb: number): string {
  const place = folder()
  must('mount', '-t', 'tmpfs', '-o', `size=${mb}m`, 'none', place)
  later(() => must('umount', '-l', place))
  return place
}

/** Takes all the room there is. */
function fill(place: string): string {
  const ballast = join(place, 'ballast')
  const file = openSync(ballast, 'w')
  const block = Buffer.alloc(4096)
  try {
    while (fstatSync(file).size < 1e9) writeSync(file, block)
  } catch {
    // Full.
  }
  // Held open it would keep its room when it is removed.
  closeSync(file)
  return ballast
}

/** A folder with a ledger in which there is one send. */
async function usedFolder(stand: Stand): Promise<string> {
  const DATA_DIR = stand.folder()
  const house = await stand.house(await stand.upstream(), { DATA_DIR })
  await house.send('om_before')
  await house.stop()
  // What does everything wrong has made none.
  if (!existsSync(join(DATA_DIR, 'ledger.db'))) writeFileSync(join(DATA_DIR, 'ledger.db'), 'none')
  return DATA_DIR
}

const hashOf = (path: string) =>
  existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'missing'

function damage(id: string, fault: string, spoil: (ledger: string) => void): Row {
  return {
    id,
    fault: `the ledger: ${fault}`,
    behaviour: 'refuses to start, names the file, leaves it as it is',
    async run(stand, check) {
      const DATA_DIR = await usedFolder(stand)
      const ledger = join(DATA_DIR, 'ledger.db')
      spoil(ledger)
      const before = hashOf(ledger)
      const said = await stand.refused({
        DATA_DIR,
        EMULATOR: 'off',
        FEISHU_APP_ID: 'cli_faults',
        FEISHU_APP_SECRET: 'some-secret',
      })
      check('refused', said?.startsWith(`The ledger ${ledger} cannot be used: `) ?? false, true)
      check('untouched', hashOf(ledger), before)
    },
  }
}

const overwrite = (path: string, at: number, bytes: Buffer) => {
  const file = openSync(path, 'r+')
  writeSync(file, bytes, 0, bytes.length, at)
  closeSync(file)
}

/** R19 to R22, R25 and R30: the disk and the database. */
export const STORAGE_ROWS: readonly Row[] = [
  {
    id: 'R19',
    fault: 'the disk is full, then it is not',
    behaviour: '503, nothing sent, reads work; recovers without a restart',
    missing: needsRoot('mount'),
    async run(stand, check) {
      const place = smallDisk(stand, 8)
      const upstream = await stand.upstream()
      const house = await stand.house(upstream, { DATA_DIR: place })
      await house.send('om_before')
      const calls = upstream.calls().length
      const ballast = fill(place)
      const answer = await house.send('om_fault')
      check('refusal', [answer.status, answer.error], [503, 'not_recorded'])
      check('no call', upstream.calls().length - calls, 0)
      check('reads', await house.states(), ['om_before answered'])
      check('health', await house.health(), 503)
      rmSync(ballast)
      check('sends again', await house.sendsAgain('om_after'), true)
      await setTimeout(1_100)
      check('health after', await house.health(), 200)
      check('sound', fileFlaw(join(place, 'ledger.db'), { check: 'every page' }), null)
    },
  },
  {
    id: 'R20',
    fault: 'fsync fails',
    behaviour: 'nothing sent, nothing written any more before a restart',
    missing: needsRoot('strace'),
    async run(stand, check) {
      const DATA_DIR = stand.folder()
      const upstream = await stand.upstream()
      const house = await stand.house(upstream, { DATA_DIR })
      await house.send('om_before')
      const calls = upstream.calls().length
      const { spawn } = await import('node:child_process')
      const inject = 'inject=fsync,fdatasync:error=EIO'
      const args = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', inject]
      const strace = spawn('strace', [...args, '-p', String(house.pid)], { stdio: 'ignore' })
      await setTimeout(1_000)
      const answer = await house.send('om_fault')
      check('refusal', [answer.status, answer.error], [503, 'not_recorded'])
      strace.kill('SIGINT')
      await new Promise((resolve) => strace.once('exit', resolve))
      const later = await house.send('om_later')
      check('stays closed', [later.status, later.error], [503, 'not_recorded'])
      check('no call', upstream.calls().length - calls, 0)
      check('health', await house.health(), 503)
      await house.stop()
      check('sound', fileFlaw(join(DATA_DIR, 'ledger.db'), { check: 'every page' }), null)
      const again = await stand.house(upstream, { DATA_DIR })
      check('after a restart', (await again.send('om_after')).code, 0)
    },
  },
  {
    id: 'R21',
    fault: 'the data folder cannot be written',
    behaviour: 'refuses to start, in one line',
    missing: needsRoot('mount'),
    async run(stand, check) {
      const place = smallDisk(stand, 2)
      must('mount', '-o', 'remount,ro', place)
      const said = await stand.refused({ DATA_DIR: place })
      check(
        'refused',
        /^The data folder .* cannot be written \(EROFS\): .*\n$/.test(said ?? ''),
        true,
      )
    },
  },
  damage('R22a', 'its header is zeroed', (path) => overwrite(path, 0, Buffer.alloc(100))),
  damage('R22b', 'cut off', (path) => truncateSync(path, 5_000)),
  damage('R22c', 'a page of noise', (path) => overwrite(path, 4096 * 2, Buffer.alloc(4096, 0xa5))),
  damage('R22d', 'empty', (path) => truncateSync(path, 0)),
  damage('R22e', 'a text', (path) => writeFileSync(path, 'hello\n')),
  damage('R22f', 'missing beside its log', (path) => {
    rmSync(path)
    writeFileSync(`${path}-wal`, 'x')
  }),
  {
    id: 'R25',
    fault: 'a backup while sends are made',
    behaviour: 'a sound copy that holds what was there',
    async run(stand, check) {
      const DATA_DIR = stand.folder()
      const upstream = await stand.upstream()
      const house = await stand.house(upstream, { DATA_DIR })
      await house.send('om_before')
      const sending = Promise.all(Array.from({ length: 20 }, (_, i) => house.send(`om_during${i}`)))
      const copy = join(stand.folder(), 'copy.db')
      const { spawnSync } = await import('node:child_process')
      const backup = join(import.meta.dirname, '../backup.ts')
      const { status } = spawnSync(process.execPath, [backup, copy], {
        env: { ...process.env, DATA_DIR },
      })
      await sending
      check('copied', status, 0)
      check('sound', existsSync(copy) && fileFlaw(copy, { check: 'every page' }) === null, true)
      const folder = stand.folder()
      mkdirSync(folder, { recursive: true })
      if (existsSync(copy)) writeFileSync(join(folder, 'ledger.db'), readFileSync(copy))
      const restored = await stand.house(upstream, { DATA_DIR: folder })
      check('holds', (await restored.states()).includes('om_before answered'), true)
    },
  },
  {
    id: 'R30',
    fault: 'the disk fills up while a call is out',
    behaviour: 'told as not recorded, kept, written when there is room',
    missing: needsRoot('mount'),
    async run(stand, check) {
      const place = smallDisk(stand, 8)
      const upstream = await stand.upstream()
      const house = await stand.house(upstream, { DATA_DIR: place, UPSTREAM_DEADLINE_MS: '10000' })
      const { promise: until, resolve: answer } = Promise.withResolvers<void>()
      upstream.behave({ ...SUCCESS, until })
      const sending = house.send('om_fault')
      for (let i = 0; i < 40 && upstream.calls().length === 0; i += 1) await setTimeout(50)
      const ballast = fill(place)
      answer()
      const told = await sending
      check('told', [told.status, told.code, told.recorded], [200, 0, false])
      const next = await house.send('om_next')
      check('closed meanwhile', [next.status, next.error], [503, 'not_recorded'])
      rmSync(ballast)
      upstream.behave(SUCCESS)
      check('sends again', await house.sendsAgain('om_after'), true)
      check('written', await house.stateOf(told.id), 'answered')
      check('one call', upstream.calls().filter(({ path }) => path.includes('om_fault')).length, 1)
    },
  },
  {
    id: 'R31',
    fault: 'PostgreSQL goes away and comes back',
    behaviour: '503, nothing sent; recovers without a restart',
    missing: () => (HAS_POSTGRES ? null : 'not installed: postgresql'),
    async run(stand, check) {
      const cluster = await startPostgres()
      let up = true
      stand.later(() => {
        if (!up) cluster.start()
        cluster.close()
      })
      const upstream = await stand.upstream()
      const DATABASE_URL = await cluster.newDatabase()
      const house = await stand.house(upstream, { DATABASE_URL })
      await house.send('om_before')
      const calls = upstream.calls().length
      up = false
      cluster.stop()
      const answer = await house.send('om_fault')
      check('refusal', [answer.status, answer.error], [503, 'not_recorded'])
      check('no call', upstream.calls().length - calls, 0)
      check('health', await house.health(), 503)
      cluster.start()
      up = true
      check('sends again', await house.sendsAgain('om_after'), true)
      await setTimeout(1_100)
      check('health after', await house.health(), 200)
    },
  },
]
