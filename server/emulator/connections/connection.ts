import { Root } from 'protobufjs/light.js'
import type { WebSocket } from 'ws'
import { createFrameCodec, FRAME_METHODS, FRAME_PROTO } from '#contract/event-sources/frame'
import { isJsonObject, parseJson } from '#contract/json'
import type { Bilingual } from '#contract/locale'

/** How a client keeps its connection, in the platform's spelling and in seconds. */
export type ClientConfig = {
  PingInterval: number
  /** How often a client tries to connect again; a negative number has no end. */
  ReconnectCount: number
  ReconnectInterval: number
  /** A client waits at random for up to this long before the first try. */
  ReconnectNonce: number
}

type EventPush = {
  /** The text of the event. */
  payload: string
  /** The event's id, the same for its repeats. */
  trace_id: string
  /** A UUID of this push, by which the client acknowledges it. */
  message_id: string
  /** Milliseconds since 1970. */
  timestamp: number
  /** How many frames the event is cut into. */
  parts: number
  deadlineMs: number
  signal: AbortSignal
}

/** What the client responded, and why the event is not delivered; null if it is. */
type PushResult = { response: string; failure: Bilingual | null }

export type Connection = {
  /** Sends an event once and waits for its acknowledgement. */
  push: (event: EventPush) => Promise<PushResult>
  /** Ends the connection at once. */
  drop: () => void
}

/** When a client that sends nothing is taken to be ready for events. */
const READY_AFTER_MS = 300

const CLOSED: Bilingual = {
  zh: '连接在确认事件前断开。',
  en: 'The connection closed before the event was acknowledged.',
}
const RESET: Bilingual = { zh: '模拟器已重置或关闭。', en: 'The emulator was reset or closed.' }

/**
 * Speaks the platform's protocol on an open WebSocket: answers pings, sends events, reads their
 * acknowledgements. Other messages are ignored.
 * @param service the `service_id` of the connection's URL
 */
export function createConnection(
  socket: WebSocket,
  service: number,
  config: ClientConfig,
): Connection {
  const waiting = new Map<string, (result: PushResult) => void>()
  // The Node client loses a frame that arrives together with the handshake, before it listens. Most
  // clients send a ping at once.
  const isReady = new Promise<void>((resolve) => {
    socket.once('message', () => resolve())
    setTimeout(resolve, READY_AFTER_MS).unref()
  })

  socket.on('message', (data) => {
    const frame = Buffer.isBuffer(data) ? decodeFrame(data) : null
    if (frame?.method === FRAME_METHODS.data) {
      const response = Buffer.from(frame.payload).toString()
      waiting.get(frame.headers.message_id ?? '')?.({ response, failure: checkResponse(response) })
    } else if (frame?.method === FRAME_METHODS.control && frame.headers.type === 'ping') {
      const payload = Buffer.from(JSON.stringify(config))
      socket.send(encodeFrame({ ...frame, headers: { type: 'pong' }, payload }))
    }
  })
  // `close` follows.
  socket.on('error', () => {})
  socket.on('close', () => {
    for (const settle of waiting.values()) settle({ response: '', failure: CLOSED })
  })

  return {
    push: ({ deadlineMs, signal, ...event }) =>
      new Promise((resolve) => {
        const settle = (result: PushResult) => {
          clearTimeout(timer)
          signal.removeEventListener('abort', stop)
          waiting.delete(event.message_id)
          resolve(result)
        }
        const stop = () => settle({ response: '', failure: RESET })
        const timer = setTimeout(
          () => settle({ response: '', failure: describeLateness(deadlineMs) }),
          deadlineMs,
        )
        signal.addEventListener('abort', stop)
        waiting.set(event.message_id, settle)
        void isReady.then(() => {
          if (!waiting.has(event.message_id)) return
          for (const frame of toFrames(event, service)) socket.send(frame)
        })
      }),
    drop: () => socket.terminate(),
  }
}

/** Returns the frames of an event; their payloads joined by `seq` are its text in UTF-8. */
function toFrames(
  { payload, trace_id, message_id, timestamp, parts }: Omit<EventPush, 'deadlineMs' | 'signal'>,
  service: number,
): Uint8Array[] {
  const bytes = Buffer.from(payload)
  const size = Math.ceil(bytes.length / parts)
  return Array.from({ length: parts }, (_, seq) =>
    encodeFrame({
      method: FRAME_METHODS.data,
      service,
      headers: {
        type: 'event',
        message_id,
        sum: String(parts),
        seq: String(seq),
        trace_id,
        timestamp: String(timestamp),
      },
      payload: bytes.subarray(seq * size, (seq + 1) * size),
    }),
  )
}

function checkResponse(response: string): Bilingual | null {
  const parsed = parseJson(response)
  const code = isJsonObject(parsed) ? parsed.code : undefined
  if (code === 200) return null
  if (typeof code !== 'number') {
    return {
      zh: '确认不是含有 code 的 JSON 对象。',
      en: 'The acknowledgement is not a JSON object with a code.',
    }
  }
  return {
    zh: `确认的 code 为 ${code}，不是 200。`,
    en: `The acknowledgement had code ${code}, not 200.`,
  }
}

function describeLateness(deadlineMs: number): Bilingual {
  return {
    zh: `${deadlineMs} 毫秒内没有收到确认。`,
    en: `Not acknowledged within ${deadlineMs} ms.`,
  }
}

/** Writes and reads the frames of the platform's long connections. */
export const { encodeFrame, decodeFrame } = createFrameCodec(
  Root.fromJSON(FRAME_PROTO).lookupType('Frame'),
)
