import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ScenarioInput } from '#contract/emulator/scenario'
import { emulatorStateSchema } from '#contract/emulator/state'
import { HELP, parseCommandLine, UsageError } from './command-line.ts'
import { readSeed } from './control/scenario-load.ts'

const MAIN = new URL('main.ts', import.meta.url).pathname

/** Starting a process is slow on a busy machine. */

const SEED: ScenarioInput = {
  version: 1,
  apps: [{ app_id: 'cli_mine', app_secret: 'mine', name: 'Mine' }],
  users: [{ open_id: 'ou_me', name: 'Me', language: 'en_us' }],
}

function writeSeed(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'seed-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'seed.json')
  writeFileSync(file, text)
  return file
}

function run(...args: string[]) {
  const process_ = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env } })
  onTestFinished(() => void process_.kill('SIGKILL'))
  return { process_, output: collect(process_) }
}

/** Returns the output of a process and its exit code. */
function collect(child: ChildProcess) {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  return new Promise<{ stdout: string; stderr: string; code: number | null }>((resolve) => {
    child.on('close', (code) => resolve({ stdout, stderr, code }))
  })
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => child.stdout?.once('data', (chunk) => resolve(String(chunk))))
}

test('runs alone from a seed file until it gets a signal', async () => {
  const file = writeSeed(JSON.stringify(SEED))
  const { process_, output } = run('--port', '0', '--seed', file, '--clock', 'frozen')
  const url = /http:\S+/.exec(await firstLine(process_))?.[0]
  const response = await fetch(`${url}/_emulator/state`)
  const state = emulatorStateSchema.parse(await response.json())
  expect(state).toMatchObject({
    clock: { mode: 'frozen' },
    default_app_id: 'cli_mine',
    default_receiver: { receive_id: 'ou_me' },
    users: [{ name: 'Me', language: 'en_us' }],
  })
  process_.kill('SIGTERM')
  expect(await output).toMatchObject({ code: 0, stderr: '' })
})

test('--help lists the options', async () => {
  const ended = await run('--help').output
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  expect(ended.stdout).toContain(HELP.trim())
})

test('reports the paths of an invalid seed file', async () => {
  const file = writeSeed(JSON.stringify({ ...SEED, users: [{ open_id: 'me', name: '' }] }))
  const ended = await run('--port', '0', '--seed', file).output
  expect(ended).toEqual({
    code: 2,
    stdout: '',
    stderr: `${file}: users.0.open_id: Enter an ID that starts with ou_.\n${file}: users.0.name: At least 1 character.\n`,
  })
})

test.each([
  [['--prot', '1'], /^Unknown option '--prot'[^\n]*$/],
  [['--port', 'x'], /^The port must be 0 to 65535, not "x"\.$/],
  [['--clock', 'fast'], /^The clock must be real or frozen, not "fast"\.$/],
  [['--host', '0.0.0.0'], /^The host must be a loopback address, [^\n]*, not "0\.0\.0\.0"\.$/],
  [['--seed', '/nowhere/seed.json'], /^\/nowhere\/seed\.json: ENOENT[^\n]*$/],
])('rejects %j with one line', (args, message) => {
  expect(() => parseCommandLine(args, {})).toThrow(UsageError)
  expect(() => parseCommandLine(args, {})).toThrow(message)
})

test('reports a seed file that is not JSON in one line', () => {
  const file = writeSeed('{"version": 1,\n')
  expect(() => parseCommandLine(['--seed', file], {})).toThrow(/^[^\n]+seed\.json: [^\n]+$/)
})

describe('a seed is validated', () => {
  const [app] = SEED.apps
  test.each([
    [{ version: 2 }, 'version: Use one of: 1.'],
    [{ apps: [app, app] }, 'apps.1.app_id: cli_mine appears twice.'],
    [{ chats: 'none' }, 'chats: Wrong type: must be an array.'],
    [
      { assumptions: { age_boundary: 'maybe' } },
      'assumptions.age_boundary: Use one of: allowed, refused.',
    ],
  ])('%j', (change, message) => {
    expect(() => readSeed({ ...SEED, ...change })).toThrow(message)
  })
})

test('reports a taken port in one line', async () => {
  const { process_ } = run('--port', '0')
  const port = /:(\d+)\s/.exec(await firstLine(process_))?.[1] ?? ''
  const ended = await run('--port', port).output
  expect(ended.code).toBe(1)
  expect(ended.stderr).toMatch(/^listen EADDRINUSE.*\n$/)
})

test('takes hosts from the command line and the environment', () => {
  const env = {
    EMULATOR_HOST: '0.0.0.0',
    EMULATOR_ALLOWED_HOSTS: 'emulator:4311, host.docker.internal:4311',
    EMULATOR_EVENT_HOSTS: 'bot',
  }
  expect(parseCommandLine([], env)).toMatchObject({
    host: '0.0.0.0',
    allowedHosts: ['emulator:4311', 'host.docker.internal:4311'],
    allowedEventHosts: ['bot'],
  })
  expect(parseCommandLine(['--host', '::1'], env)).toMatchObject({ host: '::1' })
  expect(parseCommandLine([], {})).toMatchObject({ host: '127.0.0.1', allowedHosts: [] })
  for (const wrong of [
    { EMULATOR_HOST: '0.0.0.0' },
    { EMULATOR_ALLOWED_HOSTS: '*' },
    { EMULATOR_EVENT_HOSTS: 'bot:80' },
  ]) {
    expect(() => parseCommandLine([], wrong)).toThrow(UsageError)
  }
})

test('takes the port from the command line, then the environment, then 4311', () => {
  expect(parseCommandLine(['--port', '1'], { EMULATOR_PORT: '2' })).toMatchObject({ port: 1 })
  expect(parseCommandLine([], { EMULATOR_PORT: '2' })).toMatchObject({ port: 2 })
  expect(parseCommandLine([], {})).toMatchObject({ port: 4311, clock: 'real' })
  expect(() => parseCommandLine([], { EMULATOR_PORT: '65536' })).toThrow(/not "65536"/)
  expect(HELP).toContain('EMULATOR_PORT')
})
