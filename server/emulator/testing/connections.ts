import { expect, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import * as z from 'zod/mini'
import { FRAME_METHODS, type Frame } from '#contract/event-sources/frame'
import { decodeFrame, encodeFrame } from '../connections/connection.ts'

/** The URL's first parameter is another than `service_id`, see the Node client. */
const URL_FORM = /^ws:\/\/[^/]+\/ws\/v2\?device_id=\d{19}&service_id=\d+&ticket=\w+$/
const endpointSchema = z.object({
  code: z.literal(0),
  data: z.object({ URL: z.string().check(z.regex(URL_FORM)) }),
})

const PING = { method: FRAME_METHODS.control, service: 0, headers: { type: 'ping' } }

type Credentials = { AppID: string; AppSecret: string }

/** Asks for the URL of a long connection. */
export async function requestEndpoint(emulatorUrl: string, credentials: unknown) {
  const response = await fetch(`${emulatorUrl}/callback/ws/endpoint`, {
    method: 'POST',
    headers: { locale: 'zh', 'User-Agent': 'test-client/1' },
    body: JSON.stringify(credentials),
  })
  return { status: response.status, body: await response.json() }
}

/** Opens a long connection as a client does. It acknowledges with `code`, or not at all if null. */
export async function openConnection(
  emulatorUrl: string,
  credentials: Credentials,
  code: number | null = 200,
) {
  const { body } = await requestEndpoint(emulatorUrl, credentials)
  const { URL } = endpointSchema.parse(body).data
  const socket = new WebSocket(URL)
  onTestFinished(() => socket.terminate())
  const frames: Frame[] = []
  const client = { URL, socket, frames, code, closed: false, acknowledge }

  /** Sends a frame back as its acknowledgement. */
  function acknowledge(frame: Frame, payload: string) {
    const headers = { ...frame.headers, biz_rt: '1' }
    socket.send(encodeFrame({ ...frame, headers, payload: Buffer.from(payload) }))
  }

  socket.on('close', () => {
    client.closed = true
  })
  socket.on('message', (data) => {
    const frame = Buffer.isBuffer(data) ? decodeFrame(data) : null
    if (!frame) throw new Error('not a frame')
    frames.push(frame)
    const { sum, seq } = frame.headers
    const isLast = frame.method === FRAME_METHODS.data && Number(seq) === Number(sum) - 1
    if (isLast && client.code !== null) acknowledge(frame, JSON.stringify({ code: client.code }))
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  // The official clients send a ping at once, too. Its pong is not among the frames.
  socket.send(encodeFrame({ ...PING, payload: Buffer.of() }))
  await expect.poll(() => frames.shift()?.headers.type).toBe('pong')
  return client
}

/** Opens a connection that is refused; returns the headers that say why. */
export async function refusedConnection(url: string): Promise<Record<string, unknown>> {
  const socket = new WebSocket(url)
  return new Promise((resolve, reject) => {
    socket.once('open', () => reject(new Error('it was accepted')))
    socket.on('error', () => {})
    socket.once('unexpected-response', (_, { statusCode, headers }) => {
      expect(statusCode).toBe(403)
      const names = Object.entries(headers).filter(([name]) => name.startsWith('handshake-'))
      resolve(Object.fromEntries(names))
    })
  })
}
