import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createListener } from './listener.ts'
import { createWorld, resetWorld, type WorldOptions } from './world.ts'

export type EmulatorOptions = WorldOptions & {
  /** The address to listen on; requests must name this machine by a loopback name all the same. */
  host?: string
  /** 0 picks a free port. */
  port?: number
  /** Is told of a bug in the emulator itself; the caller was answered with HTTP 500. */
  report?: (bug: unknown) => void
}

export type Emulator = {
  /** `http://127.0.0.1:4311`: what a client takes as the platform's base URL. */
  url: string
  port: number
  /** Restores the seed, relative to the clock's now. Tokens stay valid. */
  reset(): void
  close(): Promise<void>
}

/**
 * Starts a stand-in for the platform on a port of its own; any number can run in one process.
 * @throws the system's own error where the port cannot be had, e.g. with `code: 'EADDRINUSE'`
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = '127.0.0.1', port = 0, report = reportFrames } = options
  const world = createWorld(options)
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      // The gate refuses a missing Host itself.
      requireHostHeader: false,
    },
    createListener(world, report),
  )
  const address = await listen(server, port, host)
  const name = address.family === 'IPv6' ? '[::1]' : '127.0.0.1'
  return {
    url: `http://${name}:${address.port}`,
    port: address.port,
    reset: () => resetWorld(world),
    close: () => close(server),
  }
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve(server.address() as AddressInfo)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Where it went wrong, without the message, which could quote a request. */
function reportFrames(bug: unknown): void {
  const frames = bug instanceof Error ? (bug.stack?.match(/^ +at .+$/gm) ?? []) : []
  console.error(['The emulator has a bug:', ...frames].join('\n'))
}
