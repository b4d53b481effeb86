import { connect } from 'node:net'

export type RawAnswer = {
  head: string
  /** The bytes behind the head, as they came. */
  body: Buffer
  /** How the connection ended: in order, or by a reset. */
  end: 'fin' | 'reset'
  /** When bytes came, in milliseconds since the call. */
  arrivals: number[]
}

type RawCall = { path: string; token?: string; body?: string; headers?: string }

/** Only for tests: a POST over a socket of its own, and every byte until the connection ends. */
export function callRaw(port: number, { path, token, body = '', headers = '' }: RawCall) {
  const started = performance.now()
  const chunks: Buffer[] = []
  const arrivals: number[] = []
  return new Promise<RawAnswer>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n${
          token === undefined ? '' : `Authorization: Bearer ${token}\r\n`
        }${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      )
    })
    const finish = (end: RawAnswer['end']) => {
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
