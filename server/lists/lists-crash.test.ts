import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { type DeliveryList, listResponseSchema } from '#contract/deliveries/list'
import { type ConsoleProcess, startConsoleProcess } from '../testing/console-process.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const ROWS = 40

type Effects = {
  /** Messages by recipient, each with its uuid. */
  messages: Map<string, Set<string>>
  /** Recipient and number of accepted pushes by message. */
  pushes: Map<string, { person: string; count: number }>
}

/** A platform that is slow, and that sometimes loses its response before or after the effect. */
async function startPlatform(chance: (share: number) => boolean) {
  const effects: Effects = { messages: new Map(), pushes: new Map() }
  const byUuid = new Map<string, string>()

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString() || '{}')
    const respond = (value: object) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ code: 0, msg: 'success', ...value }))
    const url = request.url ?? ''
    if (url.includes('/tenant_access_token/')) {
      respond({ tenant_access_token: 't-of-the-crash-test', expire: 7200 })
      return
    }
    const isCreate = url.startsWith('/open-apis/im/v1/messages?')
    const pushed = /messages\/(om_\w+)\/push_follow_up$/.exec(url)?.[1]
    if (!isCreate && pushed === undefined) {
      respond({ code: 99991672, msg: 'no scope' })
      return
    }
    await setTimeout(10 + (chance(0.2) ? 60 : 0))
    if (chance(0.04)) {
      request.socket.destroy()
      return
    }
    let data: object = {}
    if (isCreate) {
      const { receive_id, uuid } = body
      const message_id = byUuid.get(uuid) ?? `om_${byUuid.size}`
      byUuid.set(uuid, message_id)
      const uuids = effects.messages.get(receive_id) ?? new Set()
      effects.messages.set(receive_id, uuids.add(uuid))
      if (!effects.pushes.has(message_id)) {
        effects.pushes.set(message_id, { person: receive_id, count: 0 })
      }
      data = { data: { message_id } }
    } else {
      const target = effects.pushes.get(pushed ?? '')
      if (target) target.count += 1
    }
    if (chance(0.04)) request.socket.destroy()
    else respond(data)
  }

  const server = createServer((request, response) => void handle(request, response).catch(() => {}))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, effects }
}

async function call(url: string, body?: object): Promise<DeliveryList> {
  const response = await fetch(url, {
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  return listResponseSchema.parse(await response.json()).list
}

const total = ({ counts }: DeliveryList) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

const isOver = ({ state, counts }: DeliveryList) =>
  (state === 'finished' || state === 'stopped') && counts.running === 0

const actions = fc.array(
  fc.record({
    act: fc.constantFrom('kill', 'kill', 'pause', 'resume', 'restart', 'stop'),
    after_ms: fc.integer({ min: 0, max: 300 }),
  }),
  { minLength: 2, maxLength: 4 },
)

test('pauses, restarts and crashes double nothing, lose no row, and the rows always add up', async () => {
  await fc.assert(fc.asyncProperty(actions, fc.nat(), checkSequence), {
    numRuns: 1,
    endOnFailure: true,
  })
}, 120_000)

async function checkSequence(
  sequence: readonly { act: string; after_ms: number }[],
  seed: number,
): Promise<void> {
  const random = seededNumbers(seed)
  const platform = await startPlatform((share) => random() < share)
  const DATA_DIR = temporaryFolder()
  const start = () =>
    startConsoleProcess({
      ...{ DATA_DIR, EMULATOR: 'off', EMULATOR_PORT: new URL(platform.url).port },
      ...{ FEISHU_BASE_URL: platform.url, FEISHU_APP_ID: 'cli_crash' },
      ...{ FEISHU_APP_SECRET: 'secret-of-the-crash-test', UPSTREAM_DEADLINE_MS: '1000' },
    })
  let console: ConsoleProcess = await start()
  try {
    const created = await call(`${console.url}/api/lists`, {
      message: { text: 'Hello' },
      follow_ups: [{ content: 'Hello' }],
      pause_at: null,
      rows: Array.from({ length: ROWS }, (_, i) => ({ recipient: `ou_person${i}` })),
    })
    const list = (query = '') => `${console.url}/api/lists/${created.id}${query}`
    await call(list('/start'), {})
    for (const { act, after_ms } of sequence) {
      await setTimeout(after_ms)
      if (act === 'kill' || act === 'restart') {
        await (act === 'kill' ? console.kill() : console.stop())
        console = await start()
      } else await call(list(`/${act}`), {}).catch(() => {})
      expect(total(await call(list()))).toBe(ROWS)
    }
    await call(list('/resume'), {}).catch(() => {})
    await expect
      .poll(async () => isOver(await call(list())), { timeout: 40_000, interval: 100 })
      .toBe(true)

    const { rows, counts, state: end } = await call(list(`?limit=${ROWS}`))
    expect(counts).toMatchObject({ waiting: 0, invalid: 0 })
    if (end === 'finished') expect(counts.stopped).toBe(0)
    const { messages, pushes } = platform.effects
    for (const uuids of messages.values()) expect(uuids.size).toBe(1)
    for (const { count } of pushes.values()) expect(count).toBeLessThanOrEqual(1)
    for (const { recipient, state } of rows) {
      const person = recipient?.receive_id ?? ''
      const count = [...pushes.values()].find((one) => one.person === person)?.count
      if (state === 'sent') expect(count).toBe(1)
      if (state === 'message_only') expect(count).toBe(0)
      if (['not_sent', 'refused', 'stopped'].includes(state))
        expect(messages.has(person)).toBe(false)
    }
  } finally {
    await console.stop()
  }
}

/** Numbers from 0 to 1, the same for the same seed. */
function seededNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
