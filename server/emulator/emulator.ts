import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ScenarioInput } from '#contract/emulator/scenario'
import { createGuard, createListener, createUpgradeListener } from './http/listener.ts'
import { isListenAddress, urlOf } from './listen-address.ts'
import { sendTicketsHourly } from './tenant/emit-event.ts'
import { closeWorld, createWorld, resetWorld, type WorldOptions } from './tenant/world.ts'

/*
 * The folders depend on each other in this order only (scripts/borders.test.ts checks it):
 * entry → http → control → calls → tenant → connections → assumptions, events, faults.
 * `control` uses `calls` to show which code a push would return.
 */

export type EmulatorOptions = Omit<WorldOptions, 'seed'> & {
  /** The address to listen on, 127.0.0.1 by default; another than loopback needs `allowedHosts`. */
  host?: string
  /** Hosts that requests may name beside the loopback names, such as `emulator:4311`. */
  allowedHosts?: readonly string[]
  /** 0 picks a free port. */
  port?: number
  /** The state at the start; the built-in tenant by default. */
  seed?: ScenarioInput
  /** Gets one line for each request; nothing is logged by default. */
  log?: (line: string) => void
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
 * @throws {TypeError} if `host` is not a loopback address and there are no `allowedHosts`
 * @throws the system's error if the port is not available, e.g. with `code: 'EADDRINUSE'`
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = '127.0.0.1', port = 0, allowedHosts = [], seed, ...others } = options
  if (!isListenAddress(host, allowedHosts)) {
    throw new TypeError(`To listen on ${host}, name the allowedHosts: there is no login.`)
  }
  // Its schemas take a tenth of a start.
  const start = seed && (await import('./control/scenario-load.ts')).readSeed(seed)
  const assumptions = { ...start?.assumptions, ...options.assumptions }
  const world = createWorld({ ...others, ...start, assumptions })
  const hosts = new Set(allowedHosts.map((name) => name.toLowerCase()))
  const findRejection = createGuard(hosts, world.warn)
  // An import would load all that `node:http` exports: the classes behind `fetch`, a third of the start.
  const { createServer } = process.getBuiltinModule('node:http')
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      // The listener rejects a missing Host.
      requireHostHeader: false,
      // Java's HTTP client offers HTTP/2 with each request, which is no reason to treat it otherwise.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    createListener(world, options.report ?? reportFrames, findRejection, options.log),
  )
  server.on('upgrade', createUpgradeListener(world, findRejection))
  refuseBrokenConnections(server)
  await once(server.listen(port, host), 'listening')
  const address = server.address() as AddressInfo
  sendTicketsHourly(world)
  const url = urlOf(address)
  hosts.add(new URL(url).host)
  return {
    url,
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

/**
 * While a request runs, a connection that breaks is closed without a response: a 400 would be taken for
 * the result of a call that has taken effect.
 */
function refuseBrokenConnections(server: Server): void {
  /** The last response of each connection, which is finished after all earlier ones. */
  const last = new WeakMap<Duplex, ServerResponse>()
  server.on('request', ({ socket }, response) => void last.set(socket, response))
  server.on('clientError', (_, socket) => {
    const isRunning = last.get(socket)?.writableFinished === false
    if (!socket.writable || isRunning) socket.destroy()
    else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  })
}

/** Logs the stack without the message, which could quote a request. */
function reportFrames(bug: unknown): void {
  const frames = bug instanceof Error ? (bug.stack?.match(/^ +at .+$/gm) ?? []) : []
  console.error(['The emulator has a bug:', ...frames].join('\n'))
}
