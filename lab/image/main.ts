/**
 * `npm run image-check`: carries out the steps of the Dockerfile by hand, without a Docker engine, and
 * uses the result as compose.yaml does: unprivileged, read-only, with its environment and secrets.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parse } from 'yaml'
import { freePort } from '../../server/testing/free-port.ts'
import { HAS_POSTGRES, startPostgres } from '../../server/testing/postgres-cluster.ts'
import { type Image, interpolate, isSentToBuild, readImage } from './dockerfile.ts'

const ROOT = join(import.meta.dirname, '../..')
/** The user `node` of the image, if this process may become it. */
const USER = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {}

const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-image-'))
chmodSync(folder, 0o755)
try {
  const image = readImage(ROOT)
  const files = buildByHand(image)
  console.log(`✓ built: ${readdirSync(files).join(' ')}`)
  checkFiles(files)
  await tryRefusal(image, files)
  const port = String(await freePort())
  const hosts = `localhost:${port},127.0.0.1:${port}`
  await tryConsole(image, files, { PORT: port, ALLOWED_HOSTS: hosts, INSECURE_NO_LOGIN: '1' })
  console.log(
    '✓ image: unprivileged, read-only, healthy, ends with SIGTERM; refuses to start without ALLOWED_HOSTS',
  )
  if (HAS_POSTGRES) await tryCompose(image, files)
  else console.log('– compose: skipped, PostgreSQL is not installed')
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  execFileSync('chmod', ['-R', 'u+w', folder])
  rmSync(folder, { recursive: true, force: true })
}

/** Carries out the stages in folders and returns the folder that is the last one's WORKDIR. */
function buildByHand({ stages }: Image): string {
  const roots = new Map<string | null, string>()
  let workdir = '/'
  for (const { name, steps } of stages) {
    const root = join(folder, name ?? 'image')
    roots.set(name, root)
    for (const step of steps) {
      if (step.kind === 'folder') {
        workdir = step.path
        mkdirSync(join(root, workdir), { recursive: true })
      } else if (step.kind === 'copy') {
        const target = join(root, step.target.startsWith('/') ? '' : workdir, step.target)
        const source = step.from === null ? ROOT : (roots.get(step.from) ?? '')
        copy(source, step.sources, target, step.from === null)
      } else if (name !== null) {
        // Only the build stage runs anything that does not concern users and rights.
        execFileSync('sh', ['-c', step.command], { cwd: join(root, workdir), stdio: 'inherit' })
      }
    }
  }
  return join(roots.get(null) ?? '', workdir)
}

/** Copies as COPY does: a folder's content into the target, a file into a target that ends with `/`. */
function copy(root: string, sources: string[], target: string, fromContext: boolean): void {
  for (const source of sources) {
    const name = source.split('/').at(-1) ?? ''
    const from = join(root, source)
    const isFolder = statSync(from).isDirectory()
    const into = isFolder || !/\/$/.test(target) ? target : join(target, name)
    if (!fromContext) {
      cpSync(from, into, { recursive: true })
      continue
    }
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', source], {
      cwd: root,
      encoding: 'utf8',
    })
    for (const file of listed
      .split('\n')
      .filter((one) => one !== '' && existsSync(join(root, one)) && isSentToBuild(root, one))) {
      const copied = isFolder ? join(into, file.slice(source.length + 1)) : into
      mkdirSync(dirname(copied), { recursive: true })
      cpSync(join(root, file), copied)
    }
  }
}

/** @throws Error if the image holds what it should not, or lacks what must go along */
function checkFiles(files: string): void {
  const empty = globSync('node_modules/@*', { cwd: files }).filter(
    (scope) => readdirSync(join(files, scope)).length === 0,
  )
  expect(empty.length === 0, `Empty folders: ${empty.join(' ')}`)
  const sources = globSync('{server,web,scripts}', { cwd: files })
  expect(sources.length === 0, `Sources: ${sources.join(' ')}`)
  for (const file of ['LICENSE', 'THIRD_PARTY_NOTICES.md', 'sbom.json']) {
    expect(statSync(join(files, file)).size > 1000, `${file} is missing`)
  }
  execFileSync('chmod', ['-R', 'a-w', files])
}

type Settings = Readonly<Record<string, string>>

/** Starts the image's own command as its user; `volume` stands for the folder of VOLUME. */
function start({ env, entrypoint, command }: Image, files: string, settings: Settings) {
  const volume = mkdtempSync(join(folder, 'volume-'))
  if (USER.uid !== undefined) chownSync(volume, USER.uid, USER.gid)
  const data = 'DATA_DIR' in settings ? {} : { DATA_DIR: volume }
  const [, ...args] = [...entrypoint, ...command]
  const child = spawn(process.execPath, args, {
    cwd: files,
    env: { PATH: process.env.PATH, ...env, EMULATOR_PORT: '0', ...data, ...settings },
    ...USER,
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  return { child, stderr: () => stderr }
}

/** @throws Error if the image starts with settings that must stop it */
async function tryRefusal(image: Image, files: string): Promise<void> {
  const { child, stderr } = start(image, files, {})
  const [code] = await once(child, 'exit')
  expect(code === 2 && stderr().includes('ALLOWED_HOSTS'), `without settings: ${code} ${stderr()}`)
}

/** @throws Error if the health check, a send or the stop fails */
async function tryConsole(image: Image, files: string, settings: Settings): Promise<void> {
  const { child, stderr } = start(image, files, settings)
  const health = () => {
    const [, ...args] = image.healthcheck
    const check = spawn(process.execPath, args, { env: { ...image.env, ...settings } })
    return once(check, 'exit').then(([code]) => code === 0)
  }
  let isHealthy = false
  for (let tries = 0; tries < 100 && !isHealthy && child.exitCode === null; tries++) {
    isHealthy = await health()
    if (!isHealthy) await wait(200)
  }
  expect(isHealthy, `The health check fails.\n${stderr()}`)
  const url = `http://127.0.0.1:${settings.PORT}`
  const sent = await fetch(`${url}/api/messages?profile=emulator`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ receive_id_type: 'email', receive_id: 'none@example.com', text: 'a' }),
  })
  const { recorded } = (await sent.json()) as { recorded?: boolean }
  expect(sent.status === 200 && recorded === true, `A send returned ${sent.status}.`)
  child.kill(image.stopSignal as NodeJS.Signals)
  const [code] = await once(child, 'exit', { signal: AbortSignal.timeout(25_000) })
  expect(code === 0, `It ended with ${code}.\n${stderr()}`)
}

type Service = { environment: Record<string, string>; secrets: string[]; ports: string[] }

/** Runs the image with the environment and secrets of compose.yaml on a PostgreSQL of this machine. */
async function tryCompose(image: Image, files: string): Promise<void> {
  const compose = parse(readFileSync(join(ROOT, 'compose.yaml'), 'utf8'))
  const { environment, secrets }: Service = compose.services.console
  const postgres = await startPostgres()
  try {
    const database = await postgres.newDatabase()
    const port = String(await freePort())
    const settings: Record<string, string> = { PORT: port }
    for (const [name, value] of Object.entries(environment)) {
      settings[name] = interpolate(value, { ALLOWED_HOSTS: `127.0.0.1:${port}` })
    }
    for (const secret of secrets) {
      const file = join(folder, secret)
      const value =
        secret === 'console_key' ? Buffer.alloc(32, 7).toString('base64') : 'any-password'
      writeFileSync(file, `${value}\n`, { mode: 0o644 })
      for (const [name, path] of Object.entries(settings)) {
        if (path === `/run/secrets/${secret}`) settings[name] = file
      }
    }
    settings.DATABASE_URL = database
    settings.EMULATOR_PORT = '0'
    settings.EMULATOR_HOST = '127.0.0.1'
    await tryConsole(image, files, settings)
    console.log(
      `✓ compose: ${Object.keys(environment).length} variables, ${secrets.length} secrets`,
    )
  } finally {
    postgres.close()
  }
}

function expect(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message)
}
