import { EventEmitter } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Root } from 'protobufjs/light.js'
import { expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { createFrameCodec, FRAME_PROTO, type Frame } from '#contract/event-sources/frame'
import { DEFAULT_CONFIG } from './connect.ts'
import { createJoiner, listen } from './listen.ts'

const { encodeFrame, decodeFrame } = createFrameCodec(
  Root.fromJSON(FRAME_PROTO).lookupType('Frame'),
)
/** What the official clients sent on a long connection, see `npm run clients`. */
const FOLDER = new URL('../../emulator/testing/frames/', import.meta.url)
const RECORDINGS = readdirSync(FOLDER).map((file) =>
  JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')),
)
const fromHex = (hex: string) => decodeFrame(Buffer.from(hex, 'hex'))

/** Listens on a socket of the test. */
function start(take: (event: unknown, parts: number) => Promise<unknown>) {
  const sent: Frame[] = []
  const stop = new AbortController()
  const emitter = new EventEmitter()
  const socket = Object.assign(emitter, {
    send: (bytes: Uint8Array) => {
      const frame = decodeFrame(bytes)
      if (frame) sent.push(frame)
    },
    resume() {},
    close: () => void emitter.emit('close'),
    terminate: () => void emitter.emit('close'),
  })
  const ended = listen(socket as unknown as WebSocket, {
    service: 7,
    config: DEFAULT_CONFIG,
    take,
    monotonic: () => performance.now(),
    signal: stop.signal,
  })
  return {
    sent,
    ended,
    stop,
    receive: (frame: Frame) => emitter.emit('message', Buffer.from(encodeFrame(frame))),
  }
}

const eventFrame = (text: string, more: Record<string, string> = {}): Frame => ({
  method: 1,
  service: 7,
  headers: {
    type: 'event',
    message_id: '0b1f…',
    sum: '1',
    seq: '0',
    trace_id: 'e1',
    timestamp: '1796000000000',
    ...more,
  },
  payload: Buffer.from(text),
})

test.each(RECORDINGS)('pings and acknowledges as the client of $client does', async (recorded) => {
  const acknowledgement = fromHex(recorded.whole)
  const { biz_rt, ...headers } = acknowledgement?.headers ?? {}
  const { sent, receive, stop, ended } = start(async () => {})
  receive({ method: 1, service: 7, headers, payload: Buffer.from('{}') })
  await expect.poll(() => sent).toHaveLength(2)
  const [ping, ack] = sent
  expect(Object.keys(ack?.headers ?? {}).sort()).toEqual([...Object.keys(headers), 'biz_rt'].sort())
  expect(ack).toMatchObject({ method: 1, headers })
  expect(JSON.parse(Buffer.from(ack?.payload ?? []).toString()).code).toBe(
    JSON.parse(Buffer.from(acknowledgement?.payload ?? []).toString()).code,
  )
  const ownPing = { method: ping?.method, headers: ping?.headers }
  if (recorded.ping) expect(fromHex(recorded.ping)).toMatchObject(ownPing)
  stop.abort()
  await ended
})

test('acknowledges with 200 what is stored, and with 500 what is not, or not in time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const takes = [
    async () => {},
    async () => Promise.reject(new Error('full')),
    () => new Promise(() => {}),
  ]
  const events: unknown[] = []
  const { sent, receive } = start(async (event) => {
    events.push(event)
    return takes[events.length - 1]?.()
  })
  const codes = () =>
    sent.slice(1).map(({ payload }) => JSON.parse(Buffer.from(payload).toString()).code)
  for (const text of ['{"n":1}', 'broken', '{"n":3}']) receive(eventFrame(text))
  await vi.advanceTimersByTimeAsync(2_400)
  expect(codes()).toEqual([200, 500])
  await vi.advanceTimersByTimeAsync(100)
  expect(codes()).toEqual([200, 500, 500])
  expect(events).toEqual([{ n: 1 }, undefined, { n: 3 }])
  // Whatever else comes is acknowledged too, and used for nothing.
  receive(eventFrame('{}', { type: 'card' }))
  await vi.advanceTimersByTimeAsync(1)
  expect(codes()).toEqual([200, 500, 500, 200])
  expect(events).toHaveLength(3)
  vi.useRealTimers()
})

test('takes over how the platform wants it to ping, and ends a connection that is silent', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const { sent, receive, ended } = start(async () => {})
  const config = { PingInterval: 10, ReconnectInterval: 5, ReconnectNonce: 1 }
  const payload = Buffer.from(JSON.stringify(config))
  receive({ method: 0, service: 7, headers: { type: 'pong' }, payload })
  receive({
    method: 0,
    service: 7,
    headers: { type: 'pong' },
    payload: Buffer.from('{"PingInterval":0}'),
  })
  await vi.advanceTimersByTimeAsync(120_000)
  // The first interval was the default one.
  expect(sent.map(({ headers }) => headers.type)).toEqual(['ping'])
  expect(await ended).toEqual(config)
  vi.useRealTimers()
})

test('joins the parts of events in any order, doubled and mixed, and each event once', () => {
  const texts = fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), {
    minLength: 1,
    maxLength: 4,
  })
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 5 }), fc.nat(), (events, sum, seed) => {
      const frames = events.flatMap((text, id) => {
        const bytes = Buffer.from(text)
        const size = Math.ceil(bytes.length / sum)
        return Array.from({ length: sum }, (_, seq) => ({
          ...eventFrame('', { message_id: String(id), sum: String(sum), seq: String(seq) }),
          payload: bytes.subarray(seq * size, (seq + 1) * size),
        }))
      })
      // A repeated part before the last one changes nothing.
      const [first] = frames
      const mixed = [...frames].sort((a, b) => hash(a, seed) - hash(b, seed))
      const join = createJoiner(() => 0)
      const doubled = first && first !== mixed.at(-1) ? [first, ...mixed] : mixed
      const joined = doubled.map(join).filter((payload) => payload !== null)
      expect(joined.map((payload) => Buffer.from(payload).toString()).sort()).toEqual(
        [...events].sort(),
      )
    }),
  )
})

function hash({ headers }: Frame, seed: number): number {
  return (Number(headers.message_id) * 7 + Number(headers.seq) * 13 + seed) % 11
}

test('forgets parts that do not become whole, and takes none that cannot be', () => {
  let now = 0
  const join = createJoiner(() => now)
  const part = (seq: string, sum = '2') => eventFrame(seq, { sum, seq })
  expect(join(part('0'))).toBeNull()
  now = 10_001
  expect(join(part('1'))).toBeNull()
  expect(join(part('0'))).not.toBeNull()
  for (const [seq, sum] of [
    ['2', '2'],
    ['-1', '2'],
    ['x', '2'],
    ['0', '1.5'],
    ['0', '9999999'],
  ] as const) {
    expect(join(part(seq, sum))).toBeNull()
  }
  expect(join(part('0', 'x'))).not.toBeNull()
})
