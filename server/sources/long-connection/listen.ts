import { Root } from 'protobufjs/light.js'
import type { WebSocket } from 'ws'
import {
  createFrameCodec,
  FRAME_METHODS,
  FRAME_PROTO,
  type Frame,
} from '#contract/event-sources/frame'
import { parseJson } from '#contract/json'
import { type ClientConfig, clientConfigSchema } from './connect.ts'

const { encodeFrame, decodeFrame } = createFrameCodec(
  Root.fromJSON(FRAME_PROTO).lookupType('Frame'),
)

type ListenOptions = {
  service: number
  config: ClientConfig
  /** Stores an event; if it fails, the platform is asked to send it again. */
  take: (event: unknown, parts: number) => Promise<unknown>
  /** Milliseconds that never go back. */
  monotonic: () => number
  /** Ends the connection. */
  signal: AbortSignal
}

/** The platform waits 3 s for an acknowledgement. */
const ACK_MS = 2_500
/** How long the platform may take to close a connection. */
const CLOSE_MS = 1_000
/** A connection without any message for so many pings is broken. */
const MISSED_PINGS = 2.5

/**
 * Receives the events of an open connection until it ends: pings, joins parts, acknowledges each
 * event once it is stored. Returns how the platform wants a client to reconnect.
 */
export function listen(socket: WebSocket, options: ListenOptions): Promise<ClientConfig> {
  const { service, take, monotonic, signal } = options
  const join = createJoiner(monotonic)
  const { promise: closed, resolve } = Promise.withResolvers<ClientConfig>()
  let { config } = options
  let heardAt = monotonic()
  let timer: NodeJS.Timeout

  function ping(): void {
    const silence = monotonic() - heardAt
    if (silence > config.PingInterval * MISSED_PINGS * 1000) {
      socket.terminate()
      return
    }
    const headers = { type: 'ping' }
    const frame = { method: FRAME_METHODS.control, service, headers, payload: Buffer.of() }
    socket.send(encodeFrame(frame), () => {})
    timer = setTimeout(ping, config.PingInterval * 1000).unref()
  }

  async function receive(frame: Frame): Promise<void> {
    const payload = join(frame)
    if (payload === null) return
    const started = monotonic()
    const isEvent = frame.headers.type === 'event'
    const code = isEvent ? await store(payload, Number(frame.headers.sum ?? 1)) : 200
    const headers = { ...frame.headers, biz_rt: String(Math.round(monotonic() - started)) }
    const ack = { ...frame, headers, payload: Buffer.from(JSON.stringify({ code })) }
    socket.send(encodeFrame(ack), () => {})
  }

  async function store(payload: Uint8Array, parts: number): Promise<number> {
    let late: NodeJS.Timeout | undefined
    const timeout = new Promise<number>((settle) => {
      late = setTimeout(settle, ACK_MS, 500)
    })
    const stored = take(parseJson(Buffer.from(payload).toString()), parts).then(
      () => 200,
      () => 500,
    )
    const code = await Promise.race([stored, timeout])
    clearTimeout(late)
    return code
  }

  const stop = () => {
    socket.close()
    setTimeout(() => socket.terminate(), CLOSE_MS).unref()
  }
  socket.on('message', (data) => {
    heardAt = monotonic()
    const frame = Buffer.isBuffer(data) ? decodeFrame(data) : null
    if (frame?.method === FRAME_METHODS.data) void receive(frame)
    else if (frame?.headers.type === 'pong') {
      const changed = clientConfigSchema.safeParse(parseJson(Buffer.from(frame.payload).toString()))
      if (changed.success) config = changed.data
    }
  })
  socket.on('close', () => {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    resolve(config)
  })
  signal.addEventListener('abort', stop)
  socket.resume()
  if (signal.aborted) stop()
  else ping()
  return closed
}

/** A client joins what arrives within this time. */
const PATIENCE_MS = 10_000
const MAX_PARTS = 1_000
const MAX_EVENTS = 100
const MAX_BYTES = 4 * 1024 * 1024

/**
 * Creates a function that joins the parts of an event by their numbers. It returns the whole payload
 * with the last missing part, else null.
 */
export function createJoiner(now: () => number) {
  type Parts = { parts: Map<number, Uint8Array>; sum: number; began_at: number }
  const open = new Map<string, Parts>()

  return ({ headers, payload }: Frame): Uint8Array | null => {
    const { message_id = '', sum: total, seq } = headers
    const [sum, number] = [Number(total ?? 1), Number(seq ?? 0)]
    if (!(sum > 1)) return payload
    if (!Number.isInteger(sum) || sum > MAX_PARTS || !(number >= 0 && number < sum)) return null
    for (const [id, { began_at }] of open) {
      if (now() - began_at > PATIENCE_MS || open.size > MAX_EVENTS) open.delete(id)
    }
    const found = open.get(message_id)
    const event: Parts = found?.sum === sum ? found : { parts: new Map(), sum, began_at: now() }
    open.set(message_id, event)
    event.parts.set(number, payload)
    const size = [...event.parts.values()].reduce((bytes, part) => bytes + part.length, 0)
    if (size > MAX_BYTES) open.delete(message_id)
    if (event.parts.size < sum || size > MAX_BYTES) return null
    open.delete(message_id)
    return Buffer.concat(Array.from({ length: sum }, (_, i) => event.parts.get(i) ?? Buffer.of()))
  }
}
