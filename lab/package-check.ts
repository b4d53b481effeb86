/**
 * `npm run pack:check`: packs the package, installs it into an empty folder and uses it there, like a
 * user, with each Node that it supports.
 */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { startConsoleProcess } from '../server/testing/console-process.ts'
import { expect, tryConsole, tryList, trySignIn } from './package/try-console.ts'

const npm = promisify(execFile)
const OPTIONS = { shell: process.platform === 'win32', maxBuffer: 16 * 1024 * 1024 }

const ROOT = join(import.meta.dirname, '..')
const EXPECTED =
  /^(?:build\/(?:[\w-]+\.js|package\.json)|build\/(?:create-emulator|contract)\.d\.ts|sbom\.json|scripts\/bin\.mjs|schemas\/[\w-]+\.schema\.json|dist\/[\w./-]+|schemas\/[\w.-]+|package\.json|[A-Z_]+(?:\.md)?)$/
/** Packages that are bundled, or only build or test the console. */
const UNWANTED = ['vite', 'react', 'typescript', 'vitest', 'hono', 'undici', '@playwright/test']
const PACKAGE = '@follow-up-console/console'
const NODES = [22, 24]
const OLD_NODE = 20
const MAX_BYTES = 2_000_000
/** All commands; `start` is used for the console itself. */
const COMMANDS = [
  'push',
  'validate',
  'snippet',
  'import',
  'explain',
  'connect',
  'clicks',
  'mcp',
  'emulator',
  'start',
]

/** Uses the emulator as another project's tests do: its types, `createEmulator`, and `npx … emulator`. */
const CONSUMER = `
import { createEmulator, type Emulator, type EmulatorOptions, type Scenario } from '@follow-up-console/console/emulator'
import { explainCode, validateFollowUps } from '@follow-up-console/console/contract'

const seed: Scenario = {
  version: 1,
  apps: [{ app_id: 'cli_a123456789abcdef', name: 'Parcels' }],
  users: [{ open_id: 'ou_ann', name: 'Ann', language: 'en_us' }],
}
const options: EmulatorOptions = { seed, clock: 'frozen' }
const emulator: Emulator = await createEmulator(options)
const health = await fetch(emulator.url + '/_emulator/health')
const issues: { path: string }[] = validateFollowUps({ follow_ups: [{ content: '' }] })
console.log(JSON.stringify([await health.json(), issues.length, explainCode(230006)?.documented]))
await emulator.close()
// @ts-expect-error what is not public has no types
void emulator.world
`

const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-pack-'))
try {
  const { tarball, files, bytes } = await pack(ROOT, folder)
  const unexpected = files.filter((file) => !EXPECTED.test(file))
  expect(unexpected.length === 0, `Unexpected files in the package: ${unexpected.join(' ')}`)
  expect(bytes <= MAX_BYTES, `The package has ${bytes} bytes; the limit is ${MAX_BYTES}.`)
  for (const version of NODES) {
    const installed = join(folder, `node-${version}`)
    await install(tarball, installed, version)
    console.log(`✓ Node ${version}: ${await tryPackage(installed)}`)
  }
  const installed = join(folder, `node-${OLD_NODE}`)
  await install(tarball, installed, OLD_NODE)
  const { code, stderr } = await command(installed, ['--version'])
  expect(code === 2 && /^Node 22\.19 or newer is needed/.test(stderr), `Node 20: ${code} ${stderr}`)
  console.log(`✓ Node ${OLD_NODE}: says that it is too old and exits with 2`)
  console.log(`✓ ${files.length} files, ${Math.round(bytes / 1000)} kB packed`)
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/**
 * Uses an installed package as its users do.
 * @returns what was done, for the report
 * @throws Error at the first failure
 */
async function tryPackage(installed: string): Promise<string> {
  const modules = join(installed, 'node_modules')
  const unwanted = UNWANTED.filter((name) => existsSync(join(modules, name)))
  expect(unwanted.length === 0, `It installs ${unwanted.join(', ')}.`)
  await tryCommands(installed)

  const data = join(installed, 'data')
  const place = {
    folder: installed,
    main: join(modules, PACKAGE, 'scripts/bin.mjs'),
    node: nodeOf(installed),
  }
  const settings = { DATA_DIR: '', XDG_DATA_HOME: data }
  const running = await startConsoleProcess(settings, ['start'], place)
  try {
    await tryConsole(running)
    await tryList(running)
  } finally {
    await running.stop()
  }
  expect(running.stderr() === '', running.stderr())
  await trySignIn(place)
  const ledger = join(data, 'follow-up-console', 'ledger.db')
  expect(existsSync(ledger), 'The ledger is not in the data folder of the user.')
  await tryLibraries(installed)
  await tryEmulator(installed)
  await trySignal(installed)
  const packages = readdirSync(modules).filter((name) => !name.startsWith('.') && name !== 'node')
  return `${COMMANDS.length} commands, console, list, sign-in, libraries, emulator, npx and SIGTERM; ${packages.length} packages`
}

/** Builds and packs the package as `npm publish` does. */
async function pack(root: string, destination: string) {
  const args = ['pack', '--json', '--pack-destination', destination]
  const { stdout } = await npm('npm', args, { ...OPTIONS, cwd: root })
  // Output of the prepack script may come before the list.
  const [list] = JSON.parse(stdout.slice(stdout.indexOf('[\n')))
  const files: string[] = list.files.map(({ path }: { path: string }) => path)
  return { tarball: join(destination, list.filename), files, bytes: Number(list.size) }
}

/** Installs a tarball and one version of Node into an empty folder. */
async function install(tarball: string, folder: string, node: number): Promise<void> {
  mkdirSync(folder, { recursive: true })
  // The package `node` unpacks its binary in an install script.
  const manifest = { private: true, type: 'module', allowScripts: { node: true } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']
  await npm('npm', ['install', ...flags, tarball, `node@${node}`], { ...OPTIONS, cwd: folder })
}

function nodeOf(installed: string): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  return join(installed, 'node_modules/node/bin', name)
}

type Ended = { code: number; stdout: string; stderr: string }

/** Runs the installed command with the Node that is installed beside it. */
async function command(installed: string, args: readonly string[]): Promise<Ended> {
  const bin = join(installed, 'node_modules', PACKAGE, 'scripts/bin.mjs')
  const env = { PATH: process.env.PATH, LANG: 'en_US.UTF-8', SystemRoot: process.env.SystemRoot }
  const child = spawn(nodeOf(installed), [bin, ...args], { cwd: installed, env })
  const ended: Ended = { code: 0, stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text) => {
      ended[stream] += text
    })
  }
  child.stdin.end('{"follow_ups":[{"content":"OK"}]}')
  const [code] = await once(child, 'close')
  return { ...ended, code }
}

/** @throws Error if a command of the package is missing or does not report invalid usage */
async function tryCommands(installed: string): Promise<void> {
  const help = await command(installed, [])
  expect(help.code === 0 && help.stdout.includes('follow-up-console COMMAND'), 'no help')
  const version = await command(installed, ['--version'])
  expect(version.code === 0 && /^\d+\.\d+\.\d+\n$/.test(version.stdout), 'no version')
  for (const name of COMMANDS) {
    expect(help.stdout.includes(`\n  ${name} `), `the help does not name ${name}`)
    const own = await command(installed, [name, '--help'])
    expect(own.code === 0 && own.stdout.startsWith(`follow-up-console ${name}`), `${name} --help`)
    const invalid = await command(installed, [name, '--bogus'])
    expect(invalid.code === 2, `${name} --bogus exits with ${invalid.code}: ${invalid.stderr}`)
  }
  const valid = await command(installed, ['validate', '--file', '-'])
  expect(valid.code === 0, `validate: ${valid.stderr}`)
  const imported = await command(installed, ['import', '--json'])
  expect(imported.code === 0 && JSON.parse(imported.stdout).follow_ups.length === 1, 'import')
  const explained = await command(installed, ['explain', '--code', '230006'])
  expect(explained.code === 0 && explained.stdout.startsWith('230006'), 'explain')
}

/**
 * Compiles and runs a program that uses `./emulator` and `./contract`.
 * @throws Error at the first failure
 */
async function tryLibraries(installed: string): Promise<void> {
  writeFileSync(join(installed, 'consumer.mts'), CONSUMER)
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  const strict = '--strict --module nodenext --target es2024 --skipLibCheck false'.split(' ')
  const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')]
  const inFolder = { ...OPTIONS, cwd: installed, shell: false }
  await npm(process.execPath, [tsc, 'consumer.mts', ...strict, ...types], inFolder)
  const { stdout, stderr } = await npm(nodeOf(installed), ['consumer.mjs'], inFolder)
  expect(stdout === '[{"status":"ok"},1,true]\n' && stderr === '', `libraries: ${stdout}${stderr}`)
}

/**
 * Starts the emulator alone and sends a push to it by the command line.
 * @throws Error at the first failure
 */
async function tryEmulator(installed: string): Promise<void> {
  const bin = join(installed, 'node_modules', PACKAGE, 'scripts/bin.mjs')
  const child = spawn(nodeOf(installed), [bin, 'emulator', '--port', '0', '--json'])
  try {
    const [line] = await once(child.stdout, 'data', { signal: AbortSignal.timeout(10_000) })
    const { url } = JSON.parse(String(line))
    const health = await fetch(`${url}/_emulator/health`)
    expect(health.status === 200, `/_emulator/health returned ${health.status}`)
    const args = ['push', '--message-id', 'om_none', '--file', '-', '--base-url', url]
    const push = await command(installed, args)
    const rejected = push.code === 1 && push.stdout.includes('om_none')
    expect(rejected, `push exits with ${push.code}: ${push.stdout}${push.stderr}`)
  } finally {
    child.kill()
  }
}

/**
 * Starts the console by npx and ends npx by SIGTERM; Windows has no signals.
 * @throws Error if the console goes on
 */
async function trySignal(installed: string): Promise<void> {
  if (process.platform === 'win32') return
  const env = { ...process.env, PORT: '0', EMULATOR_PORT: '0', DATA_DIR: join(installed, 'npx') }
  const npx = spawn('npx', ['follow-up-console', 'start'], { cwd: installed, env })
  const [line] = await once(npx.stdout, 'data', { signal: AbortSignal.timeout(20_000) })
  const [url = ''] = /http:\S+/.exec(String(line)) ?? []
  npx.kill('SIGTERM')
  const isUp = () =>
    fetch(`${url}/api/health`).then(
      () => true,
      () => false,
    )
  for (let tries = 0; (await isUp()) && tries < 50; tries++) await wait(200)
  expect(!(await isUp()), 'The console goes on after npx got SIGTERM.')
}
