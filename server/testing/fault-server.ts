import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { type RawRequest, readRequest } from './raw-request.ts'

/** The reaction to a complete request: bytes to write, and how the connection ends. */
export type Behaviour = {
  parts: readonly (string | Buffer)[]
  /** Pause before every part but the first, in milliseconds. */
  gapMs?: number
  /** Repeats the last part without end. */
  endless?: boolean
  /** Nothing is written before it resolves. */
  until?: Promise<void>
  /** `reset` is a TCP reset, `fin` a proper end, `stay` leaves the connection open. */
  end: 'reset' | 'fin' | 'stay'
}

export type FaultServer = {
  url: string
  /** Every complete request, in order. */
  requests: readonly RawRequest[]
  /** The number of connections, also of those without a request. */
  connections: () => number
  /** Refuses connections from now on, as if nothing listened. */
  refuse(): Promise<void>
  /** Listens again on the same port. */
  accept(): Promise<void>
  close(): Promise<void>
}

/** Starts a raw TCP server that can violate HTTP; `respond` chooses the reaction to each request. */
export async function startFaultServer(
  respond: (request: RawRequest) => Behaviour,
): Promise<FaultServer> {
  const requests: RawRequest[] = []
  const sockets = new Set<Socket>()
  let connections = 0

  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // Broken connections are expected here.
    socket.on('error', () => socket.destroy())
    readRequest(socket, (request) => {
      requests.push(request)
      void act(socket, respond(request))
    })
  })
  const port = await listen(server, 0)

  async function refuse(): Promise<void> {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    refuse,
    async accept() {
      await listen(server, port)
    },
    close: refuse,
  }
}

async function act(socket: Socket, behaviour: Behaviour): Promise<void> {
  const { parts, gapMs = 0, endless, until, end } = behaviour
  await until
  for (const [i, part] of parts.entries()) {
    if (i > 0) await pause(gapMs)
    await write(socket, part)
  }
  while (endless && !socket.destroyed) {
    await pause(gapMs)
    await write(socket, parts.at(-1) ?? '')
  }
  if (end === 'fin') socket.end()
  if (end === 'reset') {
    // A reset discards data that the other side has not read yet.
    await pause(20)
    socket.resetAndDestroy()
  }
}

function write(socket: Socket, part: string | Buffer): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve()
    else socket.write(part, () => resolve())
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
