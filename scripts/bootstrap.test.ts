import { type ChildProcess, spawn } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

/** A fake npm that logs each call and creates the files that npm creates. */
const NPM = `
  const { appendFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs')
  appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n')
  setTimeout(() => {
    if (existsSync('offline')) process.exit(7)
    mkdirSync('node_modules', { recursive: true })
    writeFileSync('node_modules/.package-lock.json', '{}')
  }, 100)
`
const APP = `
  console.log('app', ...process.argv.slice(2))
  process.exitCode = 3
`
/** Prints that it is ready and runs until it is stopped. */
const SERVER = `
  process.on('SIGTERM', () => { console.log('tidied up'); process.exit(5) })
  setInterval(() => {}, 1000)
  console.log('ready')
`

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bootstrap-'))
  mkdirSync(join(root, 'scripts'))
  for (const file of globSync('*.mjs', { cwd: import.meta.dirname })) {
    copyFileSync(join(import.meta.dirname, file), join(root, 'scripts', file))
  }
  write('package.json', '{}')
  write('package-lock.json', '{"first":true}')
  write('npm/npm-cli.js', NPM)
  write('app.mjs', APP)
  write('server.mjs', SERVER)
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(file: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text, { mode })
}

function npmCalls(): string[] {
  if (!existsSync(join(root, 'npm-calls'))) return []
  return readFileSync(join(root, 'npm-calls'), 'utf8').trim().split('\n')
}

function launch(command: string, args: string[]): { child: ChildProcess; output: () => string } {
  const npm_execpath = join(root, 'npm/npm-cli.js')
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, npm_execpath, npm_node_execpath: process.execPath },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  return { child, output: () => output }
}

function closed(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve))
}

async function start(...args: string[]) {
  const { child, output } = launch(process.execPath, ['scripts/bootstrap.mjs', ...args])
  const code = await closed(child)
  return { code, output: output() }
}

describe('dependencies', () => {
  test('are installed at the first start only', async () => {
    const first = await start('app.mjs', 'one')
    expect(first).toMatchObject({ code: 3, output: expect.stringMatching(/Install.*app one\n$/s) })
    const second = await start('app.mjs', 'two')
    expect(second).toEqual({ code: 3, output: 'app two\n' })
    expect(npmCalls()).toEqual([expect.stringMatching(/^ci --include=dev /)])
  })

  test('are installed again when the lock file has changed', async () => {
    await start('app.mjs')
    write('package-lock.json', '{"second":true}')
    await start('app.mjs')
    expect(npmCalls()).toHaveLength(2)
  })

  test('are not installed if they were installed by hand after the last change', async () => {
    write('node_modules/.package-lock.json', '{}')
    utimesSync(join(root, 'package-lock.json'), 1000, 1000)
    expect(await start('app.mjs')).toEqual({ code: 3, output: 'app\n' })
    expect(npmCalls()).toEqual([])
  })

  test('are installed if the lock file is newer than an installation by hand', async () => {
    write('node_modules/.package-lock.json', '{}')
    utimesSync(join(root, 'node_modules/.package-lock.json'), 1000, 1000)
    await start('app.mjs')
    expect(npmCalls()).toHaveLength(1)
  })

  test('are installed once by two concurrent starts', async () => {
    const both = await Promise.all([start('app.mjs'), start('app.mjs')])
    expect(both.map(({ code }) => code)).toEqual([3, 3])
    expect(npmCalls()).toHaveLength(1)
  })

  test('are installed although a crashed start left its lock', async () => {
    const { child } = launch(process.execPath, ['--version'])
    await closed(child)
    write('.cache/install.lock', String(child.pid))
    expect(await start('app.mjs')).toMatchObject({ code: 3 })
    expect(existsSync(join(root, '.cache/install.lock'))).toBe(false)
  })

  test('that cannot be installed give one clear line and exit code 1, and are tried again', async () => {
    write('offline', '')
    const { code, output } = await start('app.mjs')
    expect(code).toBe(1)
    expect(output).toMatch(/^Installing .*\nThe dependencies could not be installed.*\n$/)
    rmSync(join(root, 'offline'))
    expect(await start('app.mjs')).toMatchObject({ code: 3 })
  })
})

describe.skipIf(process.platform === 'win32')('on a POSIX system', () => {
  const ownNode = 'node_modules/node/bin/node'

  beforeEach(() => start('app.mjs'))

  test('the Node of the npm package runs the project', async () => {
    write(ownNode, '#!/bin/sh\n[ "$1" = --version ] && echo v24.1.0 || echo "own $*"\n', 0o755)
    expect(await start('app.mjs')).toEqual({ code: 0, output: 'own app.mjs\n' })
  })

  test('a Node of the npm package that does not run here is ignored', async () => {
    write(ownNode, 'for another kind of machine', 0o755)
    expect(await start('app.mjs')).toEqual({ code: 3, output: 'app\n' })
  })

  test('a signal reaches the project, and its exit code is returned', async () => {
    const { child, output } = launch(process.execPath, ['scripts/bootstrap.mjs', 'server.mjs'])
    await expect.poll(output).toBe('ready\n')
    child.kill('SIGTERM')
    expect(await closed(child)).toBe(5)
    expect(output()).toBe('ready\ntidied up\n')
  })

  test('the project stops if npm’s shell is killed without forwarding the signal', async () => {
    const line = `"${process.execPath}" scripts/bootstrap.mjs server.mjs; true`
    const { child, output } = launch('sh', ['-c', line])
    await expect.poll(output).toBe('ready\n')
    child.kill('SIGTERM')
    await expect.poll(output).toBe('ready\ntidied up\n')
  })
})
