import { spawn, spawnSync } from 'node:child_process'
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
import { findFileProblem } from '../../../server/storage/ledger-file.ts'
import { HAS_POSTGRES, startPostgres } from '../../../server/testing/postgres-cluster.ts'
import { type FaultCase, needsRoot, runCommand } from '../fault.ts'
import { type FaultFixture, SUCCESS } from '../fixture.ts'

/** Mounts a small disk of its own. */
function mountSmallDisk({ folder, onClose }: FaultFixture, mb: number): string {
  const disk = folder()
  runCommand('mount', '-t', 'tmpfs', '-o', `size=${mb}m`, 'none', disk)
  onClose(() => runCommand('umount', '-l', disk))
  return disk
}

/** Fills a disk; returns the file to delete to free it again. */
function fillDisk(disk: string): string {
  const ballast = join(disk, 'ballast')
  const file = openSync(ballast, 'w')
  const block = Buffer.alloc(4096)
  try {
    while (fstatSync(file).size < 1e9) writeSync(file, block)
  } catch {
    // The disk is full.
  }
  // An open file would keep its space after it is deleted.
  closeSync(file)
  return ballast
}

/** Creates a folder with a ledger that holds one send. */
async function createUsedFolder(fixture: FaultFixture): Promise<string> {
  const DATA_DIR = fixture.folder()
  const console = await fixture.startConsole(await fixture.startUpstream(), { DATA_DIR })
  await console.send('om_before')
  await console.stop()
  // The naive console writes no ledger.
  if (!existsSync(join(DATA_DIR, 'ledger.db'))) writeFileSync(join(DATA_DIR, 'ledger.db'), 'none')
  return DATA_DIR
}

const hashOf = (path: string) =>
  existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'missing'

function damage(id: string, fault: string, corrupt: (ledger: string) => void): FaultCase {
  return {
    id,
    fault: `the ledger: ${fault}`,
    behaviour: 'refuses to start, names the file, does not change it',
    async run(fixture, check) {
      const DATA_DIR = await createUsedFolder(fixture)
      const ledger = join(DATA_DIR, 'ledger.db')
      corrupt(ledger)
      const before = hashOf(ledger)
      const stderr = await fixture.startRejected({
        DATA_DIR,
        EMULATOR: 'off',
        FEISHU_APP_ID: 'cli_faults',
        FEISHU_APP_SECRET: 'some-secret',
      })
      check('refused', stderr?.startsWith(`The ledger ${ledger} cannot be used: `) ?? false, true)
      check('untouched', hashOf(ledger), before)
    },
  }
}

const overwrite = (path: string, at: number, bytes: Buffer) => {
  const file = openSync(path, 'r+')
  writeSync(file, bytes, 0, bytes.length, at)
  closeSync(file)
}

/** R19 to R22, R25, R30 and R31: the disk and the database. */
export const STORAGE_FAULTS: readonly FaultCase[] = [
  {
    id: 'R19',
    fault: 'the disk is full, then has space again',
    behaviour: '503, nothing sent, reads work; recovers without a restart',
    missing: needsRoot('mount'),
    async run(fixture, check) {
      const disk = mountSmallDisk(fixture, 8)
      const upstream = await fixture.startUpstream()
      const console = await fixture.startConsole(upstream, { DATA_DIR: disk })
      await console.send('om_before')
      const calls = upstream.calls().length
      const ballast = fillDisk(disk)
      const result = await console.send('om_fault')
      check('refusal', [result.status, result.error], [503, 'not_recorded'])
      check('no call', upstream.calls().length - calls, 0)
      check('reads', await console.states(), ['om_before answered'])
      check('health', await console.health(), 503)
      rmSync(ballast)
      check('sends again', await console.sendsAgain('om_after'), true)
      await setTimeout(1_100)
      check('health after', await console.health(), 200)
      check('intact', findFileProblem(join(disk, 'ledger.db'), { check: 'every page' }), null)
    },
  },
  {
    id: 'R20',
    fault: 'fsync fails',
    behaviour: 'nothing sent, nothing written before a restart',
    missing: needsRoot('strace'),
    async run(fixture, check) {
      const DATA_DIR = fixture.folder()
      const upstream = await fixture.startUpstream()
      const console = await fixture.startConsole(upstream, { DATA_DIR })
      await console.send('om_before')
      const calls = upstream.calls().length
      const inject = 'inject=fsync,fdatasync:error=EIO'
      const args = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', inject]
      const strace = spawn('strace', [...args, '-p', String(console.pid)], { stdio: 'ignore' })
      await setTimeout(1_000)
      const result = await console.send('om_fault')
      check('refusal', [result.status, result.error], [503, 'not_recorded'])
      strace.kill('SIGINT')
      await new Promise((resolve) => strace.once('exit', resolve))
      const later = await console.send('om_later')
      check('keeps rejecting', [later.status, later.error], [503, 'not_recorded'])
      check('no call', upstream.calls().length - calls, 0)
      check('health', await console.health(), 503)
      await console.stop()
      check('intact', findFileProblem(join(DATA_DIR, 'ledger.db'), { check: 'every page' }), null)
      const again = await fixture.startConsole(upstream, { DATA_DIR })
      check('after a restart', (await again.send('om_after')).code, 0)
    },
  },
  {
    id: 'R21',
    fault: 'the data folder cannot be written',
    behaviour: 'refuses to start, in one line',
    missing: needsRoot('mount'),
    async run(fixture, check) {
      const disk = mountSmallDisk(fixture, 2)
      runCommand('mount', '-o', 'remount,ro', disk)
      const stderr = await fixture.startRejected({ DATA_DIR: disk })
      const line = /^The data folder .* cannot be written \(EROFS\): .*\n$/
      check('refused', line.test(stderr ?? ''), true)
    },
  },
  damage('R22a', 'its header is zeroed', (path) => overwrite(path, 0, Buffer.alloc(100))),
  damage('R22b', 'truncated', (path) => truncateSync(path, 5_000)),
  damage('R22c', 'a page overwritten', (path) =>
    overwrite(path, 4096 * 2, Buffer.alloc(4096, 0xa5)),
  ),
  damage('R22d', 'empty', (path) => truncateSync(path, 0)),
  damage('R22e', 'a text file', (path) => writeFileSync(path, 'hello\n')),
  damage('R22f', 'missing, but its log exists', (path) => {
    rmSync(path)
    writeFileSync(`${path}-wal`, 'x')
  }),
  {
    id: 'R25',
    fault: 'a backup during sends',
    behaviour: 'an intact copy with all earlier sends',
    async run(fixture, check) {
      const DATA_DIR = fixture.folder()
      const upstream = await fixture.startUpstream()
      const console = await fixture.startConsole(upstream, { DATA_DIR })
      await console.send('om_before')
      const sending = Promise.all(
        Array.from({ length: 20 }, (_, i) => console.send(`om_during${i}`)),
      )
      const copy = join(fixture.folder(), 'copy.db')
      const script = join(import.meta.dirname, '../../../scripts/ledger-file.ts')
      const { status } = spawnSync(process.execPath, [script, 'backup', copy], {
        env: { ...process.env, DATA_DIR },
      })
      await sending
      check('copied', status, 0)
      check('intact', findFileProblem(copy, { check: 'every page' }), null)
      const folder = fixture.folder()
      mkdirSync(folder, { recursive: true })
      if (existsSync(copy)) writeFileSync(join(folder, 'ledger.db'), readFileSync(copy))
      const restored = await fixture.startConsole(upstream, { DATA_DIR: folder })
      check('holds', (await restored.states()).includes('om_before answered'), true)
    },
  },
  {
    id: 'R30',
    fault: 'the disk fills up while a call is out',
    behaviour: 'reported as not recorded, kept, written when there is space',
    missing: needsRoot('mount'),
    async run(fixture, check) {
      const disk = mountSmallDisk(fixture, 8)
      const upstream = await fixture.startUpstream()
      const console = await fixture.startConsole(upstream, {
        DATA_DIR: disk,
        UPSTREAM_DEADLINE_MS: '10000',
      })
      const { promise: until, resolve: respond } = Promise.withResolvers<void>()
      upstream.behave({ ...SUCCESS, until })
      const sending = console.send('om_fault')
      await upstream.called()
      const ballast = fillDisk(disk)
      respond()
      const result = await sending
      check('response', [result.status, result.code, result.recorded], [200, 0, false])
      const next = await console.send('om_next')
      check('rejects meanwhile', [next.status, next.error], [503, 'not_recorded'])
      rmSync(ballast)
      upstream.behave(SUCCESS)
      check('sends again', await console.sendsAgain('om_after'), true)
      check('written', await console.stateOf(result.id), 'answered')
      check('one call', upstream.calls().filter(({ path }) => path.includes('om_fault')).length, 1)
    },
  },
  {
    id: 'R31',
    fault: 'PostgreSQL stops and starts again',
    behaviour: '503, nothing sent; recovers without a restart',
    missing: () => (HAS_POSTGRES ? null : 'not installed: postgresql'),
    async run(fixture, check) {
      const cluster = await startPostgres()
      let up = true
      fixture.onClose(() => {
        if (!up) cluster.start()
        cluster.close()
      })
      const upstream = await fixture.startUpstream()
      const DATABASE_URL = await cluster.newDatabase()
      const console = await fixture.startConsole(upstream, { DATABASE_URL })
      await console.send('om_before')
      const calls = upstream.calls().length
      up = false
      cluster.stop()
      const result = await console.send('om_fault')
      check('refusal', [result.status, result.error], [503, 'not_recorded'])
      check('no call', upstream.calls().length - calls, 0)
      check('health', await console.health(), 503)
      cluster.start()
      up = true
      check('sends again', await console.sendsAgain('om_after'), true)
      await setTimeout(1_100)
      check('health after', await console.health(), 200)
    },
  },
]
