/**
 * The load generator: HTTP/1.1 written and parsed by hand over plain sockets, one request in flight
 * per connection, so that it is never the bottleneck, even if it shares a core with the stub.
 */
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { percentile } from '../statistics.ts'
import { handleIpcRequests } from './answer-questions.ts'

export type LoadSlice = {
  url: string
  /** `*` is replaced by a number that is unique in this process. */
  path: string
  /** The number restarts after this many. */
  cycle?: number
  headers?: Readonly<Record<string, string>>
  body: string
  connections: number
  ms: number
  /** Stops after this many requests, however long they take. */
  requests?: number
  /** A part of every correct response. */
  expect: string
  /** Sends at this rate instead of as fast as possible; times count from when each send is due. */
  perSecond?: number
}

export type LoadSliceResult = {
  /** Requests per second, while all connections were busy. */
  rate: number
  /** All responses, also those after the end of the slice. */
  answered: number
  p50: number
  p99: number
  failures: number
  firstFailure: string | null
}

let requests = 0

async function run(slice: LoadSlice): Promise<LoadSliceResult> {
  const { hostname, port, host } = new URL(slice.url)
  const headers = Object.entries(slice.headers ?? {}).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  const rest =
    ` HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n${headers.join('')}` +
    `Content-Length: ${Buffer.byteLength(slice.body)}\r\n\r\n${slice.body}`
  const [before, after = ''] = slice.path.split('*')
  const next = () => {
    requests += 1
    const number = slice.cycle ? requests % slice.cycle : requests
    return `POST ${before}${slice.path.includes('*') ? number : ''}${after}${rest}`
  }

  const sockets = await Promise.all(
    Array.from({ length: slice.connections }, () => open(Number(port), hostname)),
  )
  const times: number[] = []
  const failures: string[] = []
  let inTime = 0
  let started = 0
  const start = performance.now()
  const end = start + slice.ms
  await Promise.all(
    sockets.map(async (socket) => {
      const read = reader(socket)
      while (performance.now() < end && started < (slice.requests ?? Infinity)) {
        const due = slice.perSecond ? start + (started * 1000) / slice.perSecond : performance.now()
        if (due >= end) break
        started += 1
        if (slice.perSecond) await wait(due - performance.now())
        socket.write(next())
        const response = await read()
        const now = performance.now()
        times.push(now - due)
        if (now <= end) inTime += 1
        if (!response.includes(slice.expect)) failures.push(response.toString('utf8').slice(0, 500))
      }
      socket.destroy()
    }),
  )
  const seconds = Math.min(performance.now() - start, slice.ms) / 1000
  return {
    rate: inTime / seconds,
    answered: times.length,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    failures: failures.length,
    firstFailure: failures[0] ?? null,
  }
}

function open(port: number, host: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host, noDelay: true }, () => {
      socket.off('error', reject)
      resolve(socket)
    })
    socket.once('error', reject)
  })
}

/** Returns a function that waits for the next complete response. */
function reader(socket: Socket): () => Promise<Buffer> {
  let chunks: Buffer[] = []
  let size = 0
  let wanted = 0
  let settle: ((response: Buffer) => void) | null = null
  socket.on('data', (chunk) => {
    chunks.push(chunk)
    size += chunk.length
    if (size < wanted) return
    const whole = chunks.length === 1 ? chunk : Buffer.concat(chunks)
    wanted = lengthOf(whole)
    if (size < wanted) {
      chunks = [whole]
      return
    }
    chunks = []
    size = 0
    wanted = 0
    settle?.(whole)
  })
  const broken = () => settle?.(Buffer.from('the connection broke'))
  socket.on('error', broken).on('close', broken)
  return () =>
    new Promise((resolve) => {
      settle = resolve
    })
}

/** The length of the response according to its head; one more than received if still unknown. */
function lengthOf(bytes: Buffer): number {
  const head = bytes.indexOf('\r\n\r\n')
  if (head < 0) return bytes.length + 1
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, head)) ?? []
  if (length !== undefined) return head + 4 + Number(length)
  return bytes.toString('latin1', bytes.length - 5) === '0\r\n\r\n'
    ? bytes.length
    : bytes.length + 1
}

handleIpcRequests(run)
console.log('http://127.0.0.1:0')
