import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { freePort } from './free-port.ts'

export type PostgresCluster = {
  /** Creates an empty database, or a copy of another one, and returns its URL. */
  newDatabase(template?: string): Promise<string>
  /** Kills the server and starts it again. */
  restart(): void
  /** Kills the server. */
  stop(): void
  start(): void
  close(): void
}

const [BIN = ''] = [
  ...globSync('/usr/lib/postgresql/*/bin').sort().reverse(),
  ...(process.env.PATH ?? '').split(':'),
].filter((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))

/** Whether PostgreSQL is installed on this machine. */
export const HAS_POSTGRES = BIN !== '' && (process.getuid?.() !== 0 || postgresUser() !== null)

/** Starts a PostgreSQL server in a new folder, which `close` removes. */
export async function startPostgres({
  maxConnections = 60,
  folder = mkdtempSync(join(tmpdir(), 'follow-up-console-pg-')),
} = {}): Promise<PostgresCluster> {
  const data = join(folder, 'data')
  // PostgreSQL refuses to run as root.
  const owner = process.getuid?.() === 0 ? postgresUser() : null
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const options = { ...owner, cwd: folder }

  await promisify(execFile)(
    join(BIN, 'initdb'),
    ['-D', data, '-U', 'console', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C'],
    options,
  )
  const port = await freePort()
  const server = `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder} -c fsync=off -c max_connections=${maxConnections}`
  const ctl = (...args: string[]) =>
    execFileSync(join(BIN, 'pg_ctl'), ['-D', data, '-w', ...args], { ...options, stdio: 'ignore' })
  const start = () => ctl('-o', server, '-l', join(folder, 'log'), 'start')
  const stop = () => ctl('-m', 'immediate', 'stop')
  start()

  const url = (database: string) => `postgres://console@127.0.0.1:${port}/${database}`
  let databases = 0
  return {
    async newDatabase(template = 'template1') {
      databases += 1
      const name = `test${databases}`
      await query(url('postgres'), `create database ${name} template ${template}`)
      return url(name)
    },
    stop,
    start,
    restart() {
      stop()
      start()
    },
    close() {
      stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Runs statements on a connection of their own. */
export async function query(url: string, statements: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  await client.query(statements)
  await client.end()
}

/** The user that Debian's package makes for the server. */
function postgresUser(): { uid: number; gid: number } | null {
  const id = (flag: string) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout
  const [uid, gid] = [Number.parseInt(id('-u'), 10), Number.parseInt(id('-g'), 10)]
  return Number.isNaN(uid) || Number.isNaN(gid) ? null : { uid, gid }
}
