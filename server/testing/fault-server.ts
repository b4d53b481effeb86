import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { type RawRequest, readRequest } from './raw-request.ts'

/** What is done once a whole request has been read: bytes to write, and how the connection ends. */
export type Behaviour = {
  parts: readonly (string | Buffer)[]
  /** Pause before every part but the first, in milliseconds. */
  gapMs?: number
  /** Writes the last part again and again. */
  endless?: boolean
  /** Nothing is written before this. */
  until?: Promise<void>
  /** `reset` is a TCP reset, `fin` a proper end, `stay` leaves the connection open. */
  end: 'reset' | 'fin' | 'stay'
}

export type FaultServer = {
  url: string
  /** Every request that arrived whole, in order. */
  requests: readonly RawRequest[]
  /** How many connections were opened, whether or not a request came over them. */
  connections: () => number
  /** Refuses connections from now on, as a host does on which nothing listens. */
  refuse(): Promise<void>
  /** Listens again on the same port. */
  accept(): Promise<void>
  close(): Promise<void>
}

/** A raw TCP server that can break HTTP in every way; `respond` chooses what each request gets. */
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
    // Whoever breaks connections on purpose must expect broken ones.
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
    // A reset overtakes data that the other side has not read yet.
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
