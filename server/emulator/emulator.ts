import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ScenarioInput } from '#contract/emulator/scenario'
import { readSeed } from './control/scenario-load.ts'
import { createListener } from './http/listener.ts'
import { sendTicketsHourly } from './tenant/emit-event.ts'
import { closeWorld, createWorld, resetWorld, type WorldOptions } from './tenant/world.ts'

/*
 * The folders depend on each other in this order only (scripts/borders.test.ts checks it):
 * entry → http → control → calls → tenant → assumptions, events, faults.
 * `control` uses `calls` to show which code a push would return.
 */

export type EmulatorOptions = Omit<WorldOptions, 'seed'> & {
  /** The address to listen on; every request must name this machine by a loopback name. */
  host?: string
  /** 0 picks a free port. */
  port?: number
  /** The state at the start; the built-in tenant by default. */
  seed?: ScenarioInput
  /** Gets the bugs of the emulator; the caller got HTTP 500. */
  report?: (bug: unknown) => void
}

export type Emulator = {
  /** `http://127.0.0.1:4311`: the platform's base URL for a client. */
  url: string
  port: number
  /** Goes back to the start: seed, assumptions, clock. Tokens and subscriptions stay. */
  reset(): void
  close(): Promise<void>
}

/**
 * Starts a double of the platform on its own port; a process can hold any number.
 * @throws {SeedError} if the seed is invalid; its message names each path
 * @throws the system's error if the port is not available, e.g. with `code: 'EADDRINUSE'`
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = '127.0.0.1', port = 0, report = reportFrames, seed, ...others } = options
  const start = seed && readSeed(seed)
  const assumptions = { ...start?.assumptions, ...options.assumptions }
  const world = createWorld({ ...others, ...start, assumptions })
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      // The listener rejects a missing Host.
      requireHostHeader: false,
    },
    createListener(world, report),
  )
  await once(server.listen(port, host), 'listening')
  const address = server.address() as AddressInfo
  sendTicketsHourly(world)
  const name = address.family === 'IPv6' ? '[::1]' : '127.0.0.1'
  return {
    url: `http://${name}:${address.port}`,
    port: address.port,
    reset: () => resetWorld(world),
    close() {
      closeWorld(world)
      return new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

/** Logs the stack without the message, which could quote a request. */
function reportFrames(bug: unknown): void {
  const frames = bug instanceof Error ? (bug.stack?.match(/^ +at .+$/gm) ?? []) : []
  console.error(['The emulator has a bug:', ...frames].join('\n'))
}
