/**
 * A platform that grants tokens and accepts pushes at once, and counts both. It parses HTTP by hand on
 * `node:net`, so that it is never the bottleneck.
 */
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { handleIpcRequests } from './answer-questions.ts'

export type UpstreamCounts = {
  tokens: number
  pushes: number
  unauthorized: number
  /** Time from the arrival of all pushes to their responses, in milliseconds. */
  pushMs: number
}
type UpstreamSettings = {
  delayMs?: number
  /** Puts a new number, `bench-1`, `bench-2` …, into the response of each push. */
  numbered?: boolean
}

const TOKEN = 't-bench0123456789abcdefghijklmnopqrstuv'
const TOKEN_RESPONSE = formatResponse({
  code: 0,
  msg: 'ok',
  expire: 7200,
  tenant_access_token: TOKEN,
})
const PUSH_RESPONSE = formatResponse({ code: 0, msg: 'success', data: {} })
const UNAUTHORIZED = formatResponse({ code: 99991661, msg: 'Missing access token' })

const NO_COUNTS: UpstreamCounts = { tokens: 0, pushes: 0, unauthorized: 0, pushMs: 0 }
let counts = { ...NO_COUNTS }
let delayMs = 0
let numbered = false

function formatResponse(body: object): Buffer {
  const text = JSON.stringify(body)
  return Buffer.from(
    'HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n' +
      'X-Tt-Logid: 20261122000000ABCDEF0123456789ABCD\r\n' +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  )
}

function respond(head: string): Buffer {
  if (head.includes('/tenant_access_token/')) {
    counts.tokens += 1
    return TOKEN_RESPONSE
  }
  counts.pushes += 1
  if (head.includes(TOKEN)) {
    if (!numbered) return PUSH_RESPONSE
    return formatResponse({ code: 0, msg: `bench-${counts.pushes}`, data: {} })
  }
  counts.unauthorized += 1
  return UNAUTHORIZED
}

function serve(socket: Socket): void {
  let rest: Buffer = Buffer.alloc(0)
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.on('data', async (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (let end = rest.indexOf('\r\n\r\n'); end >= 0; end = rest.indexOf('\r\n\r\n')) {
      const head = rest.toString('latin1', 0, end)
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
      if (rest.length < end + 4 + length) return
      rest = rest.subarray(end + 4 + length)
      const received = performance.now()
      if (delayMs > 0) await setTimeout(delayMs)
      const { pushes } = counts
      socket.write(respond(head))
      if (counts.pushes > pushes) counts.pushMs += performance.now() - received
    }
  })
}

/** Returns the counts so far; a change of settings starts new ones. */
handleIpcRequests((settings: UpstreamSettings) => {
  const before = counts
  if (settings.delayMs !== undefined || settings.numbered !== undefined) {
    delayMs = settings.delayMs ?? delayMs
    numbered = settings.numbered ?? numbered
    counts = { ...NO_COUNTS }
  }
  return before
})
const server = createServer(serve).listen(0, '127.0.0.1', 1024, () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
