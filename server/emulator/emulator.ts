import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ScenarioInput } from '#contract/emulator-scenario'
import { sendTicketsHourly } from './app-ticket.ts'
import { createEventsPart, type EventOptions } from './events/events-part.ts'
import { createFaultsPart, type FaultOptions } from './faults/faults-part.ts'
import { createListener } from './listener.ts'
import { readSeed } from './read-seed.ts'
import { createWorld, resetWorld, type WorldOptions } from './world.ts'

export type EmulatorOptions = Omit<WorldOptions, 'seed'> &
  EventOptions &
  FaultOptions & {
    /** The address to listen on; requests must name this machine by a loopback name all the same. */
    host?: string
    /** 0 picks a free port. */
    port?: number
    /** What it holds at the start, a scenario; the built-in tenant where it is left out. */
    seed?: ScenarioInput
    /** Is told of a bug in the emulator itself; the caller was answered with HTTP 500. */
    report?: (bug: unknown) => void
  }

export type Emulator = {
  /** `http://127.0.0.1:4311`: what a client takes as the platform's base URL. */
  url: string
  port: number
  /** Everything as it was at the start: seed, assumptions, clock. Tokens and subscriptions stay. */
  reset(): void
  close(): Promise<void>
}

/**
 * Starts a stand-in for the platform on a port of its own; any number can run in one process.
 * @throws {SeedError} where the seed does not fit; its message names each path
 * @throws the system's own error where the port cannot be had, e.g. with `code: 'EADDRINUSE'`
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = '127.0.0.1', port = 0, report = reportFrames, seed, ...others } = options
  const start = seed && readSeed(seed)
  const assumptions = { ...start?.assumptions, ...options.assumptions }
  const world = createWorld({ ...others, ...start, assumptions })
  const parts = {
    deliveries: createEventsPart(world, options),
    faults: createFaultsPart(world, options),
  }
  const faults = parts.faults.hook
  const listener = createListener(world, { report, parts, faults })
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      // The gate refuses a missing Host itself.
      requireHostHeader: false,
    },
    listener,
  )
  const address = await listen(server, port, host)
  sendTicketsHourly(world)
  const name = address.family === 'IPv6' ? '[::1]' : '127.0.0.1'
  return {
    url: `http://${name}:${address.port}`,
    port: address.port,
    reset() {
      resetWorld(world)
      for (const part of Object.values(parts)) part.reset()
    },
    close() {
      for (const part of Object.values(parts)) part.close()
      world.time.close()
      return close(server)
    },
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
