import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Refusal } from '#contract/refusal'
import type { World } from '../tenant/world.ts'
import { logCall } from './call-log.ts'
import { createFixedHeaders, LOG_ID } from './fixed-headers.ts'
import type { Guard, Rejection } from './guard.ts'
import { createPlatform, setHeaders } from './platform.ts'

/**
 * Responds to the requests to one emulator: the platform's calls and the control calls.
 * @param report gets the bugs of the emulator
 * @param log gets one line for each request
 */
export function createListener(
  world: World,
  report: (bug: unknown) => void,
  findRejection: Guard,
  log?: (line: string) => void,
) {
  const respondToCall = createPlatform(world, report)
  let control: Promise<RequestListener> | undefined

  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const headers = createFixedHeaders(world)
    if (log) logCall(incoming, outgoing, headers[LOG_ID], log)
    const rejection = findRejection(incoming)
    if (!rejection && respondToCall(incoming, outgoing, headers)) return
    setHeaders(outgoing, headers)
    if (rejection) {
      reject(outgoing, rejection)
      return
    }
    control ??= import('./control-listener.ts').then((m) => m.createControlListener(world, report))
    void control.then((listener) => listener(incoming, outgoing))
  }
}

/** Opens the long connections of apps; requests that the listener would reject are closed. */
export function createUpgradeListener({ connections }: World, findRejection: Guard) {
  return (incoming: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const rejection = findRejection(incoming)
    if (!rejection) void connections.accept(incoming, socket, head)
    else
      socket.end(
        `HTTP/1.1 ${rejection.status} Rejected\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      )
  }
}

function reject(outgoing: ServerResponse, { status, error, message }: Rejection): void {
  const refusal: Refusal = { error, message, issues: [] }
  outgoing.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' })
  outgoing.end(JSON.stringify(refusal))
}
