import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { EventDeliveries } from '#contract/emulator/events'
import { FRAME_METHODS } from '#contract/event-sources/frame'
import { decodeFrame } from '../../server/emulator/connections/connection.ts'
import { createEmulator } from '../../server/emulator/emulator.ts'
import { freePort } from '../../server/testing/free-port.ts'
import type { BotCommand } from './prepare-bot.ts'
import { startRelay } from './relay.ts'

const APP_ID = 'cli_a1b2c3d4e5f60718'
const APP_SECRET = 'bot-secret'
const READER = 'ou_reader'
const VERIFICATION_TOKEN = 'verification'
const TIMEOUT_MS = 60_000

const CALLS = ['create 0', 'reply 0', 'list 0', 'edit 0', 'recall 0', 'batch_get_id 0']

type Scenario = {
  name: string
  /** By webhook or, without it, by long connection. */
  webhook?: { encrypt_key?: string }
  store?: true
  assumptions?: Record<string, string>
  /** What the bot is told, and what it prints about it. */
  told: readonly (readonly [text: string, lines: readonly string[]])[]
  /** The connection is dropped before the last text. */
  drop?: true
  /** The name of the recorded acknowledgement. */
  record?: 'whole' | 'parts'
}

const HELLO = ['hello 你好', ['event hello 你好']] as const
const ASK = ['calls', ['event calls', ...CALLS]] as const

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'webhook, plain',
    webhook: {},
    assumptions: { plain_event_signature: 'none' },
    told: [HELLO],
  },
  { name: 'webhook, signed with the empty key', webhook: {}, told: [HELLO] },
  {
    name: 'webhook, encrypted and signed',
    webhook: { encrypt_key: 'encrypt' },
    told: [HELLO, ASK],
  },
  {
    name: 'webhook of a store app',
    webhook: { encrypt_key: 'encrypt' },
    store: true,
    told: [HELLO, ASK],
  },
  { name: 'long connection, whole', told: [HELLO, ASK, HELLO], drop: true, record: 'whole' },
  {
    name: 'long connection, in parts',
    assumptions: { connection_frames: 'parts' },
    told: [HELLO],
    record: 'parts',
  },
]

/**
 * Runs a bot in a scenario; returns what was not as required, how often it lost an event that was then
 * repeated, and the frames it sent, in hex.
 */
export async function runScenario(scenario: Scenario, bot: BotCommand) {
  const { webhook, store, told, record } = scenario
  const emulator = await createEmulator({
    answerDeadlineMs: 8_000,
    challengeDeadlineMs: 5_000,
    clientConfig: { ReconnectNonce: 0, ReconnectInterval: 1 },
    assumptions: scenario.assumptions ?? {},
    seed: {
      version: 1,
      apps: [
        {
          app_id: APP_ID,
          app_secret: APP_SECRET,
          app_type: store ? 'isv' : 'custom',
          name: 'Bot',
          scopes: ['im:message', 'im:message.p2p_msg:readonly', 'contact:user.id:readonly'],
        },
      ],
      users: [{ open_id: READER, name: 'Emma', email: 'emma@example.com' }],
    },
  })
  const relay = await startRelay(emulator.url)
  const port = webhook && (await freePort())
  const lines: string[] = []
  const child = spawn(bot.command, bot.args, {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LC_ALL: 'C.UTF-8',
      EMULATOR: relay.url,
      APP_ID,
      APP_SECRET,
      ...bot.env,
      ...(port && { PORT: String(port), VERIFICATION_TOKEN }),
      ...(webhook?.encrypt_key && { ENCRYPT_KEY: webhook.encrypt_key }),
      ...(store && { STORE: '1' }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts.filter((line) => /^(event|\w+ \d)/.test(line)))
  })
  const control = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${emulator.url}/_emulator${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { ok: answer.ok, body: await answer.json() }
  }
  const deliveries = async (): Promise<EventDeliveries> =>
    (await control('GET', '/deliveries')).body
  const connectionIds = async () =>
    (await deliveries()).connections.map(({ connection_id }) => connection_id)
  const issues: string[] = []
  let repeats = 0

  /** Waits until a condition holds; otherwise it is an issue. */
  async function expectSoon(what: string, holds: () => Promise<boolean> | boolean) {
    const end = performance.now() + TIMEOUT_MS
    while (!(await holds())) {
      if (performance.now() > end || child.exitCode !== null) {
        throw new Error(`${what}; it printed ${JSON.stringify(lines)} ${errors.slice(-500)}`)
      }
      await wait(50)
    }
  }

  async function run() {
    if (port) {
      const url = `http://127.0.0.1:${port}/`
      const body = { url, verification_token: VERIFICATION_TOKEN, ...webhook }
      const path = `/apps/${APP_ID}/subscription`
      await expectSoon(
        'no valid response to the challenge',
        async () => (await control('POST', path, body)).ok,
      )
    } else await expectSoon('no connection', async () => (await connectionIds()).length === 1)
    if (store) {
      const body = JSON.stringify({ app_id: APP_ID, app_secret: APP_SECRET })
      const path = '/open-apis/auth/v3/app_ticket/resend'
      await fetch(emulator.url + path, { method: 'POST', body })
    }
    const expected: string[] = []
    for (const [index, [text, answer]] of told.entries()) {
      if (scenario.drop && index === told.length - 1) {
        const [dropped] = await connectionIds()
        await control('DELETE', `/connections/${dropped}`)
        await expectSoon('it did not connect again', async () => {
          const [id] = await connectionIds()
          return id !== undefined && id !== dropped
        })
      }
      await control('POST', `/users/${READER}/messages`, { app_id: APP_ID, text })
      expected.push(...answer)
      await expectSoon(`an event was not delivered: ${text}`, async () => {
        const all = (await deliveries()).deliveries
        // The Go and Java clients read frames at the same time and can lose a part; one that starts slowly
        // acknowledges too late. Either gets the event again.
        if (record === 'parts' && all.some(({ status }) => status === 'waiting')) {
          repeats += 1
          await control('POST', '/clock', { action: 'advance', ms: 6 * 60 * 60_000 })
        }
        return all.length > 0 && all.every(({ status }) => status === 'delivered')
      })
      await expectSoon(`it was to print ${JSON.stringify(expected)}`, () =>
        isDeepStrictEqual(repeats === 0 ? lines : withoutRepeats(lines), expected),
      )
    }
  }

  await run().catch((error: Error) => issues.push(error.message))
  child.kill('SIGKILL')
  relay.close()
  await emulator.close()
  return { issues, repeats, frames: record ? recordedFrames(relay.sent, record) : {} }
}

/** Leaves out an event that the bot got again. */
function withoutRepeats(lines: readonly string[]): string[] {
  return lines.filter((line, i) => line !== lines[i - 1])
}

/** Returns the first ping and the first acknowledgement of a client, in hex. */
function recordedFrames(sent: readonly Buffer[], record: 'whole' | 'parts') {
  const firstOf = (method: number) =>
    sent.find((frame) => decodeFrame(frame)?.method === method)?.toString('hex')
  const ping = firstOf(FRAME_METHODS.control)
  return { ...(ping && { ping }), [record]: firstOf(FRAME_METHODS.data) ?? '' }
}
