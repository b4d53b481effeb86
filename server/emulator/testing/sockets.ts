import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { onTestFinished } from 'vitest'

/** Starts an HTTP server for one test; returns its URL. */
export async function startAppServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

type Received = { headers: IncomingHttpHeaders; body: string }

/** Starts a bot without encryption that passes the challenge and records the events it gets. */
export async function startBot(answer: (body: string) => { status?: number; body?: string }) {
  const received: Received[] = []
  const url = await startAppServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { challenge } = JSON.parse(body)
    if (typeof challenge === 'string') {
      response.end(JSON.stringify({ challenge }))
      return
    }
    received.push({ headers: request.headers, body })
    const { status = 200, body: text = '{}' } = answer(body)
    response.writeHead(status).end(text)
  })
  return { url, received }
}

export type RawResponse = {
  head: string
  /** The bytes after the head. */
  body: Buffer
  /** How the connection ended. */
  end: 'fin' | 'reset'
  /** When bytes arrived, in milliseconds since the call. */
  arrivals: number[]
}

type RawCall = { path: string; token?: string; body?: string; headers?: string }

/** Sends a POST over a new socket; returns every byte until the connection ends. */
export function callRaw(port: number, { path, token, body = '', headers = '' }: RawCall) {
  const started = performance.now()
  const chunks: Buffer[] = []
  const arrivals: number[] = []
  return new Promise<RawResponse>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n${
          token === undefined ? '' : `Authorization: Bearer ${token}\r\n`
        }${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      )
    })
    const finish = (end: RawResponse['end']) => {
      const bytes = Buffer.concat(chunks)
      const gap = bytes.indexOf('\r\n\r\n')
      const cut = gap === -1 ? bytes.length : gap
      resolve({
        head: bytes.subarray(0, cut).toString(),
        body: bytes.subarray(cut + 4),
        end,
        arrivals,
      })
    }
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      arrivals.push(performance.now() - started)
    })
    socket.on('end', () => finish('fin'))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET') finish('reset')
      else reject(error)
    })
  })
}

/** Sends bytes unchanged; returns everything until the connection ends. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      received += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(received))
  })
}

/** Sends one request unchanged; returns its response, also on a connection that stays open. */
export function exchangeRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      const received = Buffer.concat(chunks)
      const end = received.indexOf('\r\n\r\n') + 4
      const length = /^content-length: (\d+)\r$/im.exec(received.subarray(0, end).toString())?.[1]
      if (end > 3 && received.length >= end + Number(length)) {
        socket.destroy()
        resolve(received.toString())
      }
    })
    socket.on('error', reject)
    socket.on('end', () => reject(new Error('the response is incomplete')))
  })
}
