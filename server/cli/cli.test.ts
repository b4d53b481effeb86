import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { exchangeSchema } from '#contract/exchange'
import type { SNIPPET_CLIENTS } from '#snippets/clients'
import { createEmulator } from '../emulator/emulator.ts'
import { builtConsole } from '../testing/console-process.ts'
import { startFaultServer } from '../testing/fault-server.ts'
import { startProxy } from '../testing/proxy-server.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { chooseLocale } from './command.ts'
import { run } from './run.ts'

/** The command of the package, which takes a fifth of the CPU time of the sources. */
const BUILT = join(await builtConsole(), '../follow-up-console.js')
/** The command of a clone. */
const BIN = fileURLToPath(new URL('../../scripts/bin.mjs', import.meta.url))
const SECRET = 'emulator-secret'
const BODY = { follow_ups: [{ content: '查看进度 "😀"' }] }

type Ended = { stdout: string; stderr: string; code: number | null }

/** Runs a command line in this process, with nothing of this machine's settings. */
async function cli(args: readonly string[], { env = {}, input = '' } = {}): Promise<Ended> {
  const settings: Record<string, string> = { LANG: 'en_US.UTF-8', ...env }
  const locale = chooseLocale(args, settings)
  if (locale === null) throw new Error('no such language')
  const [printed, complaints]: [string[], string[]] = [[], []]
  const code = await run(args, {
    env: settings,
    locale,
    print: (text) => void printed.push(`${text}\n`),
    complain: (text) => void complaints.push(`${text}\n`),
    readInput: async () => Buffer.from(input),
  })
  return { stdout: printed.join(''), stderr: complaints.join(''), code }
}

/** Runs a command line as a process of its own. */
function spawned(bin: string, args: readonly string[], input = ''): Promise<Ended> {
  const { SystemRoot, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, [bin, ...args], { env: { SystemRoot, NODE_COMPILE_CACHE } })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text) => {
      ended[name] += text
    })
  }
  // A command that does not read its input may end before it was written.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...ended, code })))
}

function file(content: unknown): string {
  const path = join(temporaryFolder(), 'bubbles.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const APP = { FEISHU_APP_ID: 'cli_0123456789abcdef', FEISHU_APP_SECRET: SECRET }

async function withMessage() {
  const emulator = await createEmulator()
  onTestFinished(() => emulator.close())
  const state = await (await fetch(`${emulator.url}/_emulator/state`)).json()
  const answer = await fetch(`${emulator.url}/_emulator/bots/cli_0123456789abcdef/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ open_id: state.users[0].open_id, text: 'hi' }),
  })
  const { message } = await answer.json()
  return { emulator, id: String(message.message_id) }
}

describe('push', () => {
  test('asks before a push of a production app: exit 10 and the command that confirms', async () => {
    const bubbles = file(BODY)
    const args = ['push', '--message-id', 'om_dc13264520392913993dd051dba21dcf', '--file', bubbles]
    const env = { ...APP, FEISHU_ENVIRONMENT: 'production' }
    const asked = await cli([...args, '--json'], { env })
    expect(asked).toMatchObject({ code: 10, stderr: '' })
    expect(JSON.parse(asked.stdout)).toEqual({
      error: 'confirmation_required',
      risk: 'production',
      fix_command: `follow-up-console ${args.join(' ')} --json --confirm-production`,
    })
    // An emulator reaches no real user, so it does not ask.
    const { emulator, id } = await withMessage()
    const own = ['push', '--message-id', id, '--file', bubbles, '--base-url', emulator.url]
    expect(await cli(own, { env })).toMatchObject({ code: 0 })
  })

  test('exits with 0, then with 1 and the meaning in both languages for a second push', async () => {
    const { emulator, id } = await withMessage()
    const args = ['push', '--message-id', id, '--file', file(BODY), '--base-url', emulator.url]
    const first = await cli(args, { env: APP })
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.stdout).toMatch(/^Accepted\n {2}code: 0\n/)

    const second = await cli(args, { env: APP })
    expect(second.code).toBe(1)
    expect(second.stdout).toMatch(
      /code: 230008\n {2}msg: \S[\s\S]* {2}log_id: \w+\n[\s\S]* {2}meaning: \S/,
    )
    const chinese = await cli(args, { env: { ...APP, LANG: '', LC_ALL: 'zh_CN.UTF-8' } })
    expect(chinese.code).toBe(1)
    expect(chinese.stdout).toMatch(/被拒绝[\s\S]*含义: .*气泡[\s\S]*建议: \S/)
    const json = await cli([...args, '--json'], { env: APP })
    expect(json.code).toBe(1)
    expect(exchangeSchema.parse(JSON.parse(json.stdout))).toMatchObject({ code: 230008 })
    for (const { stdout, stderr } of [first, second, chinese, json]) {
      expect(stdout + stderr).not.toContain(SECRET)
      expect(stdout + stderr).not.toMatch(/Bearer t-[\w-]{6,}/)
    }
  })

  test('uses a given token and never prints it', async () => {
    const { emulator, id } = await withMessage()
    const token = 't-this-token-is-nobodys-0123456789'
    const args = ['push', '--message-id', id, '--file', '-', '--base-url', emulator.url, '--json']
    const env = { FEISHU_TENANT_ACCESS_TOKEN: token }
    const { code, stdout, stderr } = await cli(args, {
      env,
      input: JSON.stringify(BODY.follow_ups),
    })
    expect(code).toBe(1)
    const exchange = exchangeSchema.parse(JSON.parse(stdout))
    // There is no ledger on the command line.
    expect(exchange).toMatchObject({ outcome: 'answered', code: 99991663, recorded: false })
    expect(exchange.attempts).toHaveLength(1)
    expect(stdout + stderr).not.toContain(token)
  })

  test('exits with 3 if the platform refuses a token', async () => {
    const { emulator, id } = await withMessage()
    const args = ['push', '--message-id', id, '--file', file(BODY), '--base-url', emulator.url]
    const env = { ...APP, FEISHU_APP_SECRET: 'wrong-secret-of-somebody' }
    const { code, stdout } = await cli(args, { env })
    expect({ code, stdout }).toEqual({ code: 3, stdout: expect.stringContaining('Not sent') })
    expect(stdout).not.toContain('wrong-secret')
  })

  test('exits with 3 without a connection', async () => {
    const server = await startFaultServer(() => ({ parts: [], end: 'reset' }))
    await server.close()
    const args = ['push', '--message-id', 'om_1', '--file', file(BODY), '--base-url', server.url]
    const { code, stdout } = await cli([...args, '--lang', 'zh'], { env: APP })
    expect({ code, stdout }).toEqual({ code: 3, stdout: expect.stringContaining('未发送') })
  })

  test('exits with 4 after a lost response, without a second call', async () => {
    const server = await startFaultServer(() => ({ parts: [], end: 'reset' }))
    onTestFinished(() => server.close())
    const args = ['push', '--message-id', 'om_1', '--file', file(BODY), '--base-url', server.url]
    const env = { FEISHU_TENANT_ACCESS_TOKEN: 't-0123456789' }
    const { code, stdout } = await cli(args, { env })
    expect({ code, stdout }).toEqual({ code: 4, stdout: expect.stringContaining('unknown') })
    expect(server.requests).toHaveLength(1)
  })

  test('--dry-run prints the request without its credential and sends nothing', async () => {
    const server = await startFaultServer(() => ({ parts: [], end: 'reset' }))
    onTestFinished(() => server.close())
    const args = ['push', '--message-id', 'om_1', '--file', file(BODY), '--base-url', server.url]
    const { code, stdout } = await cli([...args, '--dry-run', '--json'], { env: APP })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      dry_run: true,
      request: {
        method: 'POST',
        url: `${server.url}/open-apis/im/v1/messages/om_1/push_follow_up`,
        headers: { authorization: 'Bearer (redacted)', 'content-type': expect.anything() },
        body: JSON.stringify(BODY),
      },
    })
    expect(stdout).not.toContain(SECRET)
    expect(server.connections()).toBe(0)
  })

  test.each([
    ['another host', ['--base-url', 'https://evil.example']],
    ['a host that only begins like one', ['--base-url', 'https://open.feishu.cn.evil.example']],
    ['two places', ['--base-url', 'http://127.0.0.1:1', '--profile', 'lark']],
    ['no such profile', ['--profile', 'constructor']],
    ['an unknown option', ['--retry', '3']],
    ['no credentials', []],
    ['an invalid proxy', [], { ...APP, HTTPS_PROXY: 'socks5://user:hunter2@proxy.test' }],
  ])('exits with 2 before anything is sent: %s', async (_, more, env?: Record<string, string>) => {
    const args = ['push', '--message-id', 'om_1', '--file', file(BODY), ...more]
    const { code, stdout, stderr } = await cli(args, env && { env })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).not.toBe('')
    expect(stderr).not.toContain('hunter2')
  })

  test('goes through the proxy of the environment', async () => {
    const proxy = await startProxy({ status: 403 })
    onTestFinished(() => proxy.close())
    const args = ['push', '--message-id', 'om_1', '--file', file(BODY), '--profile', 'feishu']
    const { code, stdout } = await cli([...args, '--json'], {
      env: { ...APP, HTTPS_PROXY: proxy.url },
    })
    expect(code).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'not_sent',
      failure: { kind: 'proxy', detail: 'PROXY_403' },
    })
    expect(proxy.tunnels).toEqual(['open.feishu.cn:443'])
  })
})

describe('validate', () => {
  test('exits with 2 and a path for each issue of an invalid file', async () => {
    const bad = file({ follow_ups: [{ content: '' }, { content: 'x', colour: 1 }] })
    const text = await cli(['validate', '--file', bad, '--lang=zh'])
    expect(text.code).toBe(2)
    expect(text.stderr).toMatch(/follow_ups\.0\.content {2}请填写[\s\S]*follow_ups\.1\.colour/)
    const json = await cli(['validate', '--file', bad, '--json'])
    expect(json.code).toBe(2)
    expect(JSON.parse(json.stdout).issues.map(({ path }: { path: string }) => path)).toEqual([
      'follow_ups.0.content',
      'follow_ups.1.colour',
    ])
  })

  test('exits with 0 for a valid file, with 2 if the file is missing or not JSON', async () => {
    expect(await cli(['validate', '--file', file(BODY)])).toMatchObject({ code: 0 })
    expect(await cli(['validate', '--file', '/nowhere/at/all'])).toMatchObject({ code: 2 })
    expect(await cli(['validate', '--file', '-'], { input: '{' })).toMatchObject({ code: 2 })
  })
})

describe('snippet and import', () => {
  test('import reads what snippet prints', async () => {
    const bubbles = file(BODY)
    for (const client of ['curl', 'go', 'php'] satisfies (keyof typeof SNIPPET_CLIENTS)[]) {
      const args = ['--client', client, '--message-id', 'om_1', '--file', bubbles]
      const printed = await cli(['snippet', ...args])
      expect(printed.code).toBe(0)
      const read = await cli(['import', '--json'], { input: printed.stdout })
      expect(read.code).toBe(0)
      expect(JSON.parse(read.stdout)).toMatchObject({
        message_id: 'om_1',
        follow_ups: BODY.follow_ups,
        not_understood: [],
      })
    }
  })

  test('snippet --receive prints the program that receives the click', async () => {
    const bubbles = file(BODY)
    const args = ['--message-id', 'om_1', '--file', bubbles, '--receive']
    const printed = await cli(['snippet', '--client', 'python', ...args])
    expect(printed.code).toBe(0)
    expect(printed.stdout).toContain('register_p2_im_message_receive_v1')
    const unsupported = await cli(['snippet', '--client', 'curl', ...args])
    expect(unsupported.code).toBe(2)
    expect(unsupported.stderr).toContain('node, python, go, java, php, csharp, typescript')
  })

  test('import reports what it ignored and removes the token', async () => {
    const token = 't-0123456789abcdef0123456789'
    const url = 'https://open.feishu.cn/open-apis/im/v1/messages/om_1/push_follow_up?x=1'
    const input = `curl '${url}' -H 'Authorization: Bearer ${token}' --json '${JSON.stringify(BODY)}'`
    const text = await cli(['import', '--lang', 'zh'], { input })
    expect(text.stdout).toMatch(/om_1[\s\S]*未导入：\n {2}\?x {2}[\s\S]*已移除 token/)
    expect(text.stdout).not.toContain(token)
    expect(await cli(['import'], { input: 'hello' })).toMatchObject({ code: 2 })
  })
})

test('each command has help, an unknown command has none', async () => {
  for (const args of [['--help'], ['push', '--help'], ['start', '--help']]) {
    expect(await cli(args)).toMatchObject({ code: 0, stderr: '' })
  }
  for (const args of [['bogus'], ['start', '--now']]) {
    expect(await cli(args)).toMatchObject({ code: 2, stdout: '' })
  }
})

test.each([
  ['of the package', BUILT],
  ['of a clone', BIN],
])('the command %s reads its input, prints and ends with an exit code', async (_, bin) => {
  const { version } = JSON.parse(readFileSync(join(BIN, '../../package.json'), 'utf8'))
  expect(await spawned(bin, ['--version'])).toEqual({
    ...{ code: 0, stdout: `${version}\n`, stderr: '' },
  })
  expect(await spawned(bin, ['validate', '--file', '-', '--json'], '{')).toMatchObject({
    ...{ code: 2, stdout: expect.stringMatching(/^\{.*\}\n$/), stderr: '' },
  })
  expect(await spawned(bin, ['validate', '--lang', 'fr'])).toMatchObject({ code: 2, stdout: '' })
})

test.each<NodeJS.Signals>(['SIGTERM', 'SIGHUP'])('the emulator runs until %s', async (signal) => {
  const child = spawn(process.execPath, [BUILT, 'emulator', '--port', '0', '--json'])
  onTestFinished(() => void child.kill('SIGKILL'))
  const line = await new Promise((resolve) => child.stdout.once('data', resolve))
  const { url } = JSON.parse(String(line))
  expect((await fetch(`${url}/_emulator/state`)).status).toBe(200)
  child.kill(signal)
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
})
