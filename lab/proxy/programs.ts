import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { SELF_SIGNED } from '../../server/testing/self-signed.ts'

/** Whether a program is installed. */
export function isInstalled(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).error === undefined
}

export type RunningProgram = { port: number; log: () => string; stop: () => Promise<void> }

/** Starts a program that listens on a port, and waits until it does. */
export async function startProgram(
  command: readonly [string, ...string[]],
  { folder, port, env = {} }: { folder: string; port: number; env?: Record<string, string> },
): Promise<RunningProgram> {
  const [program, ...args] = command
  const child = spawn(program, args, { cwd: folder, env: { ...process.env, HOME: folder, ...env } })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      log += text
    })
  }
  for (let tries = 0; !(await listens(port)); tries += 1) {
    if (tries > 100 || child.exitCode !== null) {
      child.kill('SIGKILL')
      throw new Error(`${program} did not start:\n${log}`)
    }
    await wait(100)
  }
  return { port, log: () => log, stop: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await once(child, 'exit')
  clearTimeout(late)
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** Writes the certificate of the check, and returns the paths of both files. */
export function writeCertificate(folder: string): { crt: string; key: string } {
  mkdirSync(folder, { recursive: true })
  const crt = join(folder, 'console.crt')
  const key = join(folder, 'console.key')
  writeFileSync(crt, SELF_SIGNED.cert)
  writeFileSync(key, SELF_SIGNED.key, { mode: 0o600 })
  return { crt, key }
}

/** Starts nginx with a configuration of its http block, in a folder of its own. */
export function startNginx(
  http: string,
  { folder, port }: { folder: string; port: number },
): Promise<RunningProgram> {
  mkdirSync(join(folder, 'logs'), { recursive: true })
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join('\n  ')
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1;
pid ${folder}/nginx.pid;
events {}
http {
  log_format ids '$request_id $status $request_uri';
  access_log ${folder}/logs/access.log ids;
  ${temporary}
${http}
}
`,
  )
  const main = `daemon off; ${process.getuid?.() === 0 ? 'user root; ' : ''}error_log ${folder}/logs/error.log;`
  return startProgram(['nginx', '-p', folder, '-c', join(folder, 'nginx.conf'), '-g', main], {
    folder,
    port,
  })
}
