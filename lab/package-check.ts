/**
 * `npm run pack:check`: packs the package, installs it into an empty folder and uses it there, like a
 * user of npx.
 */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { exchangeSchema } from '#contract/exchange'
import { type ConsoleProcess, startConsoleProcess } from '../server/testing/console-process.ts'

const npm = promisify(execFile)
const OPTIONS = { shell: process.platform === 'win32', maxBuffer: 16 * 1024 * 1024 }

const ROOT = join(import.meta.dirname, '..')
const EXPECTED =
  /^(?:build\/[\w-]+\.js|build\/create-emulator\.d\.ts|scripts\/bin\.mjs|schemas\/[\w-]+\.schema\.json|dist\/[\w./-]+|schemas\/[\w.-]+|package\.json|[A-Z]+(?:\.md)?)$/
/** Packages that only build or test the console. */
const UNWANTED = ['vite', 'react', 'typescript', 'vitest', 'node', '@playwright/test']

/** Uses the emulator as another project's tests do: its types, `createEmulator`, and `npx … emulator`. */
const CONSUMER = `
import { createEmulator, type Emulator, type EmulatorOptions, type Scenario } from 'follow-up-console/emulator'

const seed: Scenario = {
  version: 1,
  apps: [{ app_id: 'cli_a123456789abcdef', name: 'Parcels' }],
  users: [{ open_id: 'ou_ann', name: 'Ann', language: 'en_us' }],
}
const options: EmulatorOptions = { seed, clock: 'frozen' }
const emulator: Emulator = await createEmulator(options)
const health = await fetch(emulator.url + '/_emulator/health')
console.log(JSON.stringify(await health.json()))
await emulator.close()
// @ts-expect-error what is not public has no types
void emulator.world
`

const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-pack-'))
try {
  const { tarball, files } = await pack(ROOT, folder)
  const unexpected = files.filter((file) => !EXPECTED.test(file))
  if (unexpected.length > 0)
    throw new Error(`Unexpected files in the package: ${unexpected.join(' ')}`)

  const installed = join(folder, 'installed')
  await install(tarball, installed)
  const modules = join(installed, 'node_modules')
  const unwanted = UNWANTED.filter((name) => existsSync(join(modules, name)))
  if (unwanted.length > 0) throw new Error(`It installs ${unwanted.join(', ')}.`)

  const data = join(folder, 'data')
  const main = join(modules, '.bin', 'follow-up-console')
  const running = await startConsoleProcess({ DATA_DIR: '', XDG_DATA_HOME: data }, [], {
    folder: installed,
    main,
  })
  try {
    await tryConsole(running)
  } finally {
    await running.stop()
  }
  if (running.stderr() !== '') throw new Error(running.stderr())
  if (!existsSync(join(data, 'follow-up-console', 'ledger.db'))) {
    throw new Error('The ledger is not in the data folder of the user.')
  }
  await tryEmulator(installed)
  const packages = readdirSync(modules).filter((name) => !name.startsWith('.'))
  console.log(
    `✓ ${files.length} files, ${packages.length} packages in node_modules; installed, started, sent, stopped`,
  )
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Builds and packs the package as `npm publish` does. */
async function pack(
  root: string,
  destination: string,
): Promise<{ tarball: string; files: string[] }> {
  const args = ['pack', '--json', '--pack-destination', destination]
  const { stdout } = await npm('npm', args, { ...OPTIONS, cwd: root })
  // Output of the prepack script may come before the list.
  const [list] = JSON.parse(stdout.slice(stdout.indexOf('[\n')))
  const files = list.files.map(({ path }: { path: string }) => path)
  return { tarball: join(destination, list.filename), files }
}

/** Installs a tarball into an empty folder. */
async function install(tarball: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const args = ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball]
  await npm('npm', args, { ...OPTIONS, cwd: folder })
}

/**
 * Loads the page of a console and pushes to its emulator.
 * @throws Error at the first failure
 */
async function tryConsole({ url }: ConsoleProcess): Promise<void> {
  const health = await fetch(`${url}/api/health`)
  expect(health.status === 200, `/api/health returned ${health.status}`)

  const page = await (await fetch(url)).text()
  // A prerendered page names its script in a link, which appearance.js loads.
  const [, script] = /(?:src|href)="(\/assets\/[^"]+\.js)"/.exec(page) ?? []
  expect(script !== undefined, 'the page has no script')
  const asset = await fetch(`${url}${script}`)
  expect(asset.status === 200, `${script} returned ${asset.status}`)

  const message = await send(`${url}/api/messages`, {
    receive_id_type: 'open_id',
    receive_id: await firstUser(url),
    text: 'hello',
  })
  const push = await send(`${url}/api/messages/${message.message_id}/push_follow_up`, {
    follow_ups: [{ content: '查看进度' }],
  })
  expect(
    push.outcome === 'answered' && push.code === 0,
    `the outcome of the push is ${push.outcome}`,
  )
}

/**
 * Compiles and runs a program that uses `./emulator`, then starts the command.
 * @throws Error at the first failure
 */
async function tryEmulator(installed: string): Promise<void> {
  writeFileSync(join(installed, 'consumer.mts'), CONSUMER)
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  const strict = '--strict --module nodenext --target es2024 --skipLibCheck false'.split(' ')
  const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')]
  const inFolder = { ...OPTIONS, cwd: installed, shell: false }
  await npm(process.execPath, [tsc, 'consumer.mts', ...strict, ...types], inFolder)
  const { stdout, stderr } = await npm(process.execPath, ['consumer.mjs'], inFolder)
  expect(stdout === '{"status":"ok"}\n' && stderr === '', `./emulator: ${stdout}${stderr}`)

  const command = join(installed, 'node_modules/follow-up-console/scripts/bin.mjs')
  const child = spawn(process.execPath, [command, 'emulator', '--port', '0', '--json'])
  try {
    const [line] = await once(child.stdout, 'data', { signal: AbortSignal.timeout(10_000) })
    const health = await fetch(`${JSON.parse(String(line)).url}/_emulator/health`)
    expect(health.status === 200, `/_emulator/health returned ${health.status}`)
  } finally {
    child.kill()
  }
}

async function firstUser(url: string): Promise<string> {
  const state = await (await fetch(`${url}/api/emulator/state?profile=emulator`)).text()
  return /"open_id":"(ou_[^"]+)"/.exec(state)?.[1] ?? ''
}

async function send(url: string, body: object) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return exchangeSchema.parse(await response.json())
}

function expect(condition: boolean, message: string): void {
  if (!condition) throw new Error(message)
}
