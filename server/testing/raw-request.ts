import type { Socket } from 'node:net'

export type RawRequest = {
  method: string
  path: string
  /** By lower-case name. */
  headers: Record<string, string>
  body: string
}

/** Reads the requests of a socket, each with a Content-Length or without a body. */
export function readRequest(socket: Socket, onRequest: (request: RawRequest) => void): void {
  let received = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk])
    for (let end = headEnd(received); end >= 0; end = headEnd(received)) {
      const request = parseHead(received.subarray(0, end).toString('latin1'))
      const bodyEnd = end + 4 + Number(request.headers['content-length'] ?? 0)
      if (received.length < bodyEnd) return
      onRequest({ ...request, body: received.subarray(end + 4, bodyEnd).toString() })
      received = received.subarray(bodyEnd)
    }
  })
}

function headEnd(bytes: Buffer): number {
  return bytes.indexOf('\r\n\r\n')
}

function parseHead(head: string): Omit<RawRequest, 'body'> {
  const [requestLine = '', ...lines] = head.split('\r\n')
  const [method = '', path = ''] = requestLine.split(' ')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  return { method, path, headers: Object.fromEntries(headers) }
}
