import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { deliveriesSchema } from '#contract/emulator/events'
import { type ReceiverClient, receiverInfo, receiverProgram } from '#snippets/receivers'
import type { EmulatorOptions } from '../../emulator/emulator.ts'
import { encryptEvent, signEvent } from '../../emulator/events/send-event.ts'
import { startForTest } from '../../emulator/testing/client.ts'
import { freePort } from '../free-port.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import type { Command } from './run-command.ts'
import { openOrSkip } from './workbenches.ts'

const APP = { FEISHU_APP_ID: 'cli_0123456789abcdef', FEISHU_APP_SECRET: 'emulator-secret' }
const KEYS = { encrypt_key: 'encrypt-canary', verification_token: 'verification-canary' }
const ENVIRONMENT = {
  ...APP,
  FEISHU_ENCRYPT_KEY: KEYS.encrypt_key,
  FEISHU_VERIFICATION_TOKEN: KEYS.verification_token,
}
const FOLLOW_UPS = [
  {
    content: " “查看” it's $HOME\\n ",
    i18n_contents: [
      { content: 'Show "progress"', language: 'en_us' },
      { content: '進捗', language: 'ja_jp' },
    ],
  },
  { content: 'Cancel' },
]

/** The receivers that open a long connection if they have no encrypt key. */
const BY_CONNECTION: readonly ReceiverClient[] = ['node', 'python', 'go', 'java']
/** The Node client opens a long connection only for an id of this form. */
const CONNECTED = { FEISHU_APP_ID: 'cli_a1b2c3d4e5f60718', FEISHU_APP_SECRET: 'emulator-secret' }
const CONNECTED_SEED = {
  version: 1 as const,
  apps: [{ app_id: CONNECTED.FEISHU_APP_ID, name: 'Bot' }],
  users: [{ open_id: 'ou_reader', name: 'Emma' }],
}

/**
 * Tests that a client's receiver recognizes clicks: it runs unchanged and gets the emulator's events
 * by webhook, encrypted and signed, and those of the official clients by long connection too.
 */
export async function receiverSuite(client: ReceiverClient): Promise<void> {
  const workbench = await openOrSkip(client, temporaryFolder())
  if (!workbench) return

  describe(`receiver of ${client}`, { timeout: 300_000 }, () => {
    test('recognizes each click once, in any language, without a time limit', async () => {
      const emulator = await startWithPush()
      const { message_id, open_id } = emulator
      const call = { message_id, follow_ups: FOLLOW_UPS, base_url: emulator.url }
      const command = await workbench(receiverProgram(client, call), receiverInfo(client).file_name)
      const { lines, url } = await start(client, command, ENVIRONMENT)
      await emulator.subscribe(url)
      const start_of_all = await emulator.save()

      const expected: string[] = []
      const expectLine = async (send: () => Promise<string>, line: (id: string) => string) => {
        expected.push(line(await send()))
        expect(lines).toEqual(expected)
      }
      const unrelated = (id: string) => `no click: ${id} does not follow a push`
      const clicked = (bubble: string, text: string) =>
        `click (typed by hand looks the same): ${bubble} by ${open_id} under ${message_id}: ${text}`

      // A text that is no bubble's removes the bubbles.
      await expectLine(
        () => emulator.write('something else'),
        (id) => `no click: ${id} has another text`,
      )
      await expectLine(() => emulator.write('Cancel'), unrelated)

      // So does a newer message of the bot.
      await emulator.load(start_of_all)
      await emulator.writeAsBot()
      await expectLine(() => emulator.write('Cancel'), unrelated)

      // Neither a group nor a forged event counts.
      await emulator.load(start_of_all)
      await emulator.writeInGroup('Cancel')
      await sendForged(url)
      expect(lines).toEqual(expected)

      // The push is limited to 600 s, the click is not. The text is trimmed and typed by hand.
      await emulator.advance(3_600_000)
      await expectLine(
        () => emulator.write('  Show "progress"\n'),
        () => clicked('bubble 1 (en_us)', 'Show "progress"'),
      )
      await expectLine(emulator.redeliver, (id) => `no click: ${id} is a repeat`)
      await expectLine(() => emulator.write('Show "progress"'), unrelated)
      await emulator.expectAllDelivered()
    })

    test('takes a click on a bubble, and none after a time limit that is set', async () => {
      const emulator = await startWithPush()
      const { message_id, open_id } = emulator
      const call = { message_id, follow_ups: FOLLOW_UPS, base_url: emulator.url }
      const command = await workbench(receiverProgram(client, call), receiverInfo(client).file_name)
      const env = { ...ENVIRONMENT, FOLLOW_UP_CLICK_LIMIT_SECONDS: '600' }
      const { lines, url } = await start(client, command, env)
      await emulator.subscribe(url)
      const start_of_all = await emulator.save()

      await emulator.advance(601_000)
      const late = await emulator.click(0)
      await emulator.load(start_of_all)
      await emulator.advance(598_000)
      await emulator.click(0)
      expect(lines).toEqual([
        `no click: ${late} came after 600 s`,
        expect.stringMatching(
          new RegExp(`^click .*: bubble 1 \\(\\w+\\) by ${open_id} under ${message_id}: .+`),
        ),
      ])
      expect(lines.join('')).not.toMatch(/canary|emulator-secret/)
    })

    test.runIf(BY_CONNECTION.includes(client))('recognizes clicks by long connection', async () => {
      const emulator = await startWithPush(CONNECTED, { seed: CONNECTED_SEED })
      const { message_id } = emulator
      const call = { message_id, follow_ups: FOLLOW_UPS, base_url: emulator.url }
      const command = await workbench(receiverProgram(client, call), receiverInfo(client).file_name)
      const start_of_all = await emulator.save()
      const { child, output, lines } = launch(command, CONNECTED)
      const isConnected = async () => {
        if (child.exitCode !== null) throw new Error(`it exited: ${output()}`)
        return (await emulator.connections()).length === 1
      }
      await vi.waitUntil(isConnected, { timeout: 120_000, interval: 100 })

      await emulator.click(1)
      // The same click again, cut into several frames. The Go and Java clients handle frames at the
      // same time and can lose one, so that the event is repeated after five minutes.
      await emulator.load(start_of_all)
      if (client === 'node' || client === 'python') {
        await emulator.assume({ connection_frames: 'parts' })
      }
      const again = await emulator.click(1)
      expect(lines).toEqual([
        expect.stringMatching(
          new RegExp(`^click .*: bubble 2 \\(default\\) by ou_reader under ${message_id}: Cancel$`),
        ),
        `no click: ${again} is a repeat`,
      ])
      await emulator.expectAllDelivered()
    })

    test('needs its credentials', async () => {
      const call = { message_id: 'om_1', follow_ups: FOLLOW_UPS, base_url: 'http://127.0.0.1:1' }
      const command = await workbench(receiverProgram(client, call), receiverInfo(client).file_name)
      // PHP's server has no program before the first request.
      if (client === 'php') return
      const { child, output } = launch(command, { FEISHU_ENCRYPT_KEY: KEYS.encrypt_key })
      await vi.waitUntil(() => child.exitCode !== null, { timeout: 120_000 })
      expect(child.exitCode).toBe(2)
      expect(output()).toContain('set FEISHU_APP_ID')
    })
  })
}

/** An emulator with a frozen clock, in which the default user has just got bubbles. */
async function startWithPush(app = APP, options: EmulatorOptions = {}) {
  const { emulator, call, token, state } = await startForTest({ clock: 'frozen', ...options })
  const { receive_id: open_id } = (await state()).default_receiver
  const control = async (method: string, path: string, body: unknown = {}) => {
    const response = await fetch(`${emulator.url}/_emulator${path}`, {
      method,
      ...(method !== 'GET' && { body: JSON.stringify(body) }),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
    return answer
  }
  const seen = async () => deliveriesSchema.parse(await control('GET', '/deliveries'))
  const deliveries = async () => (await seen()).deliveries
  /** Waits until every event has been answered. */
  const settle = () =>
    vi.waitUntil(async () => (await deliveries()).every(({ status }) => status !== 'sending'), {
      timeout: 10_000,
      interval: 20,
    })
  const advance = (ms: number) => control('POST', '/clock', { action: 'advance', ms })
  let newest = ''
  const act = async (path: string, body: unknown): Promise<string> => {
    await advance(1_000)
    const { message } = await control('POST', path, body)
    await settle()
    newest = message.message_id
    return newest
  }
  const { FEISHU_APP_ID: app_id, FEISHU_APP_SECRET: app_secret } = app
  const message_id = await act(`/bots/${app_id}/messages`, { open_id, text: 'Your order' })
  const pushed = await call('POST', `/open-apis/im/v1/messages/${message_id}/push_follow_up`, {
    token: await token(app_id, app_secret),
    body: { follow_ups: FOLLOW_UPS },
  })
  expect(pushed.code).toBe(0)
  return {
    url: emulator.url,
    open_id,
    message_id,
    advance,
    subscribe: (url: string) => control('POST', `/apps/${app_id}/subscription`, { url, ...KEYS }),
    connections: async () => (await seen()).connections,
    assume: (values: Record<string, string>) => control('POST', '/assumptions', values),
    save: () => control('GET', '/scenario'),
    load: (scenario: unknown) => control('POST', '/scenario', scenario),
    write: (text: string) => act(`/users/${open_id}/messages`, { app_id, text }),
    click: (index: number) => act(`/users/${open_id}/clicks`, { message_id, index }),
    writeAsBot: () => act(`/bots/${app_id}/messages`, { open_id, text: 'Newer' }),
    async writeInGroup(text: string) {
      const group = (await state()).chats.find(({ chat_mode }) => chat_mode !== 'p2p')
      return act(`/users/${open_id}/messages`, { chat_id: group?.chat_id, text })
    },
    /** Sends the newest event again; returns the ID of its message. */
    async redeliver() {
      const { delivery_id } = (await deliveries()).at(-1) ?? {}
      await control('POST', `/deliveries/${delivery_id}/redeliver`)
      await settle()
      return newest
    },
    async expectAllDelivered() {
      const statuses = (await deliveries()).map(({ status }) => status)
      expect(new Set(statuses)).toEqual(new Set(['delivered']))
    },
  }
}

/** Starts a receiver and waits until it listens; returns the lines that it prints about events. */
async function start(client: ReceiverClient, command: Command, env: Record<string, string>) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  const served: Command =
    client === 'php' ? { ...command, args: ['-S', `127.0.0.1:${port}`, ...command.args] } : command
  const { child, output, lines } = launch(served, { ...env, PORT: String(port) })
  await vi.waitUntil(
    async () => {
      if (child.exitCode !== null) throw new Error(`it exited: ${output()}`)
      return fetch(url, { method: 'POST', body: '{}' }).then(
        () => true,
        () => false,
      )
    },
    { timeout: 120_000, interval: 100 },
  )
  return { lines, url }
}

function launch({ command, args, cwd, env }: Command, more: Record<string, string>) {
  const { PATH = '', HOME = cwd } = process.env
  const child: ChildProcess = spawn(command, args, {
    cwd,
    env: { PATH, HOME, LC_ALL: 'C.UTF-8', ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => {
    child.kill()
  })
  let output = ''
  let rest = ''
  const lines: string[] = []
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts.filter((line) => /^(no )?click\b/.test(line)))
  })
  return { child, output: () => output, lines }
}

/** Posts what someone without the encrypt key could: a wrong signature, no encryption, no JSON. */
async function sendForged(url: string): Promise<void> {
  const message = { message_id: 'om_forged', chat_type: 'p2p', message_type: 'text' }
  const event = JSON.stringify({
    schema: '2.0',
    header: { event_type: 'im.message.receive_v1', token: KEYS.verification_token },
    event: { message, sender: { sender_type: 'user' } },
  })
  const encrypted = JSON.stringify({
    encrypt: encryptEvent(KEYS.encrypt_key, event, randomBytes(16)),
  })
  const parts = { timestamp: '1', nonce: 'n', encrypt_key: 'another key', body: encrypted }
  const headers = {
    'X-Lark-Request-Timestamp': '1',
    'X-Lark-Request-Nonce': 'n',
    'X-Lark-Signature': signEvent(parts),
  }
  for (const body of [encrypted, event, '{"encrypt":"AAAA"}', 'no JSON', '']) {
    await fetch(url, { method: 'POST', headers, body })
  }
}
