import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod/mini'
import { SUPPORT_BOT } from '../tenant/seed-data.ts'
import { addMessage, newMessage } from '../tenant/state.ts'
import { createWorld } from '../tenant/world.ts'
import { exchangeRaw } from '../testing/sockets.ts'
import { createGuard, createListener } from './listener.ts'

/** The recorded requests of a client, with the names and order of their headers. */
const recordingSchema = z.strictObject({
  client: z.string(),
  requests: z.array(
    z.strictObject({
      method: z.string(),
      path: z.string(),
      headers: z.array(z.tuple([z.string(), z.string()])),
      body: z.string(),
    }),
  ),
})
type Recorded = z.infer<typeof recordingSchema>['requests'][number]

const FOLDER = new URL('../testing/wire/', import.meta.url)
const RECORDINGS = readdirSync(FOLDER).map((file) =>
  recordingSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))),
)

const MESSAGE_ID = 'om_3210a18894e206715a4359115f4cf2f5'
/** The app and the tokens of the recordings. */
const APP = { ...SUPPORT_BOT, app_id: 'YOUR_APP_ID', app_secret: 'YOUR_APP_SECRET' }
const TOKENS = ['t-stub', 't-7f1b******8e560']

/** Starts an emulator that has everything the recordings refer to. */
async function start() {
  const world = createWorld()
  const { state } = world
  state.apps.set(APP.app_id, APP)
  const chat_id = 'oc_recorded'
  state.chats.set(chat_id, {
    chat_id,
    chat_mode: 'p2p',
    name: 'Reader',
    app_ids: [APP.app_id],
    open_ids: [state.default_receiver_open_id],
    create_time_ms: world.clock(),
    message_ids: [],
  })
  const sender = { sender_type: 'app', id: APP.app_id } as const
  const content = '{"text":"hello"}'
  const written = { message_id: MESSAGE_ID, chat_id, sender, msg_type: 'text', content }
  addMessage(state, newMessage(written, world.clock()))
  for (const token of TOKENS) {
    const expires_at_ms = world.clock() + 3_600_000
    const { app_id } = APP
    world.tokens.set(token, { kind: 'tenant', app_id, name: app_id, expires_at_ms })
  }
  const report = (bug: unknown) => {
    throw bug
  }
  const server = createServer(createListener(world, report, createGuard(new Set(), report)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { world, port: (server.address() as AddressInfo).port }
}

function toBytes({ method, path, headers, body }: Recorded): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`
}

test('the recordings cover seven clients with their differences', () => {
  expect(RECORDINGS).toHaveLength(7)
  const requests = RECORDINGS.flatMap((recording) => recording.requests)
  const names = ({ headers }: Recorded) => headers.map(([name]) => name.toLowerCase())
  const isToken = ({ path }: Recorded) => path.endsWith('/internal')
  expect(requests.filter(isToken)).toHaveLength(3)
  expect(requests.filter((request) => !names(request).includes('content-type'))).toHaveLength(1)
  expect(requests.filter(({ body }) => body.includes('\t'))).toHaveLength(1)
  expect(requests.filter(({ body }) => body.includes('\n    '))).toHaveLength(1)
  for (const { headers, body } of requests) {
    const length = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1]
    expect(length).toBe(String(Buffer.byteLength(body)))
  }
})

test.each(RECORDINGS)('accepts the recorded bytes of $client', async ({ requests }) => {
  const { world, port } = await start()
  for (const request of requests) {
    const answer = await exchangeRaw(port, toBytes(request))
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))
    expect(body).toMatchObject({ code: 0 })
  }
  expect(world.state.messages.get(MESSAGE_ID)?.follow_ups).toEqual([
    { content: '你好', i18n_contents: [{ content: 'hello', language: 'en_us' }] },
  ])
})
