import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Refusal } from '#contract/refusal'
import { escapeControls } from '#contract/texts/control-characters'
import type { World } from '../tenant/world.ts'
import { logCall } from './call-log.ts'
import { createFixedHeaders, LOG_ID } from './fixed-headers.ts'
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

/** Why a request is rejected before anything reads it. */
type Rejection = { status: 403 | 421; error: 'foreign_origin' | 'wrong_host'; message: string }

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i
const MAX_WARNINGS = 20
const MAX_NAME_LENGTH = 100

const WRONG_HOST: Rejection = {
  status: 421,
  error: 'wrong_host',
  message:
    'The emulator does not accept this Host. It accepts loopback names and those of EMULATOR_ALLOWED_HOSTS.',
}
const FOREIGN_ORIGIN: Rejection = {
  status: 403,
  error: 'foreign_origin',
  message: 'Requests from other sites are rejected.',
}

/** Returns why a request is rejected, or null if it is not. */
type Guard = (incoming: IncomingMessage) => Rejection | null

/**
 * Creates the guard of one emulator: it accepts the Hosts that name it, and no page of another origin.
 * @param allowedHosts the hosts beside the loopback names, in lower case, each with its port if it has one
 * @param warn gets one line for each rejected name, so that a wrong setting is noticed
 */
export function createGuard(
  allowedHosts: ReadonlySet<string>,
  warn: (line: string) => void,
): Guard {
  const warned = new Set<string>()

  function warnOnce(host: string): void {
    const name = escapeControls(JSON.stringify(host.slice(0, MAX_NAME_LENGTH)))
    if (warned.has(name) || warned.size >= MAX_WARNINGS) return
    warned.add(name)
    warn(`The emulator rejected the host ${name}. EMULATOR_ALLOWED_HOSTS may name it.`)
  }

  return (incoming) => {
    const hosts = hostsOf(incoming)
    const foreign = hosts.find((host) => !(LOOPBACK.test(host) || allowedHosts.has(host)))
    if (foreign !== undefined) warnOnce(foreign)
    const isAddressed = incoming.url?.startsWith('/') && hosts.length === 1
    if (!isAddressed || foreign !== undefined) return WRONG_HOST
    return isForeignRequest(incoming) ? FOREIGN_ORIGIN : null
  }
}

/**
 * Returns every Host header: Node's `headers` keep only the first.
 *
 * A page elsewhere can make its own name resolve to 127.0.0.1 (DNS rebinding), but its browser still
 * sends that name as Host.
 */
function hostsOf({ rawHeaders }: IncomingMessage): string[] {
  const hosts: string[] = []
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() === 'host') hosts.push((rawHeaders[i + 1] ?? '').toLowerCase())
  }
  return hosts
}

/**
 * Returns whether a browser reports a page of another origin as the sender. Reads count too: a page
 * cannot see the response, but it could hold streams open.
 */
function isForeignRequest({ headers, method, url = '' }: IncomingMessage): boolean {
  // Other systems send the browser there to sign in; it answers with nothing but a redirect to this machine.
  if (method === 'GET' && /^\/open-apis\/authen\/v1\/authorize(?:$|\?)/.test(url)) return false
  const { host = '', origin, 'sec-fetch-site': site } = headers
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  return origin !== undefined && origin !== `http://${host.toLowerCase()}`
}
