import { connect } from 'node:net'

export type RawHttpResponse = {
  status: number
  /** By lower-case name. */
  headers: Record<string, string>
  body: string
}

/** Writes a request to a port and reads until the server closes; for requests that no client sends. */
export function rawExchange(port: number, request: string): Promise<RawHttpResponse> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let received = ''
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      received += text
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(parse(received)))
    socket.write(request)
  })
}

function parse(received: string): RawHttpResponse {
  const [head = '', ...rest] = received.split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(headers),
    body: rest.join('\r\n\r\n'),
  }
}
