import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket, WebSocketServer } from 'ws'
import type { EventDeliveryAttempt, LongConnection } from '#contract/emulator/events'
import type { Assumptions } from '../assumptions/assumptions.ts'
import type { ConnectionSender } from '../events/event-sender.ts'
import { appIdOf, eventIdOf, withToken } from '../events/platform-event.ts'
import type { ClientConfig, Connection, createConnection } from './connection.ts'

export const CONNECTION_PATH = '/ws/v2'
/** The same for all connections of the emulator. */
const SERVICE_ID = 33_554_678
const MAX_TICKETS = 1_000
/** Clients send only pings and acknowledgements. */
const MAX_MESSAGE_BYTES = 1024 * 1024
const HEAD_CHARACTERS = 2_000
/** Enough to test how a client joins them; Feishu does not document the size of a part. */
const PARTS = 3

/** What the platform's clients are told by default. */
const CLIENT_CONFIG: ClientConfig = {
  PingInterval: 120,
  ReconnectCount: -1,
  ReconnectInterval: 120,
  ReconnectNonce: 30,
}

export type ConnectionOptions = {
  /** How clients ping and reconnect, in seconds; as on the platform by default. */
  clientConfig?: Partial<ClientConfig>
}

type ConnectionsContext = {
  /** Milliseconds since 1970, by the emulator's clock. */
  now: () => number
  randomHex: (bytes: number) => string
  /** Called when something that `list` shows has changed. */
  touch: () => void
  rules: () => Pick<
    Assumptions,
    'connection_limit' | 'connection_frames' | 'connection_repeats' | 'handshake_refusal'
  >
  /** Whether an app may have long connections at all. */
  mayConnect: (app_id: string) => boolean
  /** Called when a connection of an app has opened. */
  onOpen: (app_id: string) => void
}

/** The long connections of all apps. */
export type Connections = ConnectionSender & {
  config: ClientConfig
  /** Returns the path and query of the URL at which an app may open one connection. */
  issueUrl: (app_id: string, client: string) => string
  /** Opens a connection on the socket of an upgrade request, or refuses it. */
  accept: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>
  /** How many connections of an app are open. */
  count: (app_id: string) => number
  isFull: (app_id: string) => boolean
  /** Ends a connection; returns whether there was one. */
  drop: (connection_id: string) => boolean
  /** Ends all connections. */
  close: () => void
}

type Protocol = { server: WebSocketServer; createConnection: typeof createConnection }

/** Loads both libraries with the first handshake: they would delay every start by a third. */
async function loadProtocol(): Promise<Protocol> {
  const [{ WebSocketServer }, { createConnection }] = await Promise.all([
    import('ws'),
    import('./connection.ts'),
  ])
  const options = { noServer: true, clientTracking: false, maxPayload: MAX_MESSAGE_BYTES }
  return { server: new WebSocketServer(options), createConnection }
}

type Ticket = { app_id: string; connection_id: string; client: string }
type Refusal = { status: number; msg: string; auth_code?: number }

/** Refuses a handshake; clients try again unless it is 403 or has the code of too many connections. */
const UNKNOWN_TICKET: Refusal = { status: 514, msg: 'auth failed', auth_code: 1000040344 }
const FORBIDDEN: Refusal = { status: 403, msg: 'forbidden' }
export const TOO_MANY_CONNECTIONS = {
  code: 1000040350,
  msg: 'the number of connections exceeded the limit',
}

/**
 * Accepts the long connections of apps and sends their events on them.
 * @see https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/use-websocket
 */
export function createConnections(
  { now, randomHex, touch, rules, mayConnect, onOpen }: ConnectionsContext,
  { clientConfig }: ConnectionOptions,
): Connections {
  const config = { ...CLIENT_CONFIG, ...clientConfig }
  let protocol: Promise<Protocol> | null = null
  const tickets = new Map<string, Ticket>()
  const open = new Map<string, LongConnection & { connection: Connection }>()

  const ofApp = (app_id: string) => [...open.values()].filter((one) => one.app_id === app_id)
  const isFull = (app_id: string) => ofApp(app_id).length >= Number(rules().connection_limit)

  function findRefusal(ticket: Ticket | undefined): Refusal | null {
    if (!ticket) return UNKNOWN_TICKET
    if (!mayConnect(ticket.app_id)) return FORBIDDEN
    if (!isFull(ticket.app_id)) return null
    return { status: 514, msg: TOO_MANY_CONNECTIONS.msg, auth_code: TOO_MANY_CONNECTIONS.code }
  }

  function start(
    socket: WebSocket,
    { app_id, connection_id, client }: Ticket,
    { createConnection }: Protocol,
  ) {
    const connection = createConnection(socket, SERVICE_ID, config)
    open.set(connection_id, {
      connection_id,
      app_id,
      client,
      opened_at_ms: now(),
      events: { sent: 0, accepted: 0 },
      connection,
    })
    socket.on('close', () => {
      open.delete(connection_id)
      touch()
    })
    onOpen(app_id)
    touch()
  }

  return {
    config,
    isFull,
    count: (app_id) => ofApp(app_id).length,
    list: () =>
      [...open.values()].map(({ connection: _, ...one }) => ({
        ...one,
        events: { ...one.events },
      })),
    repeats: () => rules().connection_repeats === 'yes',
    issueUrl(app_id, client) {
      const ticket = randomHex(16)
      // As long as the platform's, which has decimal ids of 19 digits.
      const connection_id = BigInt(`0x${randomHex(7)}`)
        .toString()
        .padStart(19, '7')
      tickets.set(ticket, { app_id, connection_id, client })
      for (const oldest of tickets.keys()) {
        if (tickets.size <= MAX_TICKETS) break
        tickets.delete(oldest)
      }
      // The Node client takes the whole URL for a query, so `service_id` cannot be the first.
      const query = new URLSearchParams({
        device_id: connection_id,
        service_id: String(SERVICE_ID),
        ticket,
      })
      return `${CONNECTION_PATH}?${query}`
    },
    async accept(request, socket, head) {
      socket.on('error', () => {})
      protocol ??= loadProtocol()
      const loaded = await protocol
      const url = URL.parse(request.url ?? '', 'ws://localhost')
      const key = url?.pathname === CONNECTION_PATH ? (url.searchParams.get('ticket') ?? '') : ''
      const ticket = tickets.get(key)
      const refusal = findRefusal(ticket)
      if (!ticket || refusal) {
        const { handshake_refusal: status } = rules()
        const reason = refusal ?? UNKNOWN_TICKET
        return refuse(
          socket,
          status === 'by_reason' ? reason : { ...reason, status: Number(status) },
        )
      }
      loaded.server.handleUpgrade(request, socket, head, (opened) => {
        tickets.delete(key)
        start(opened, ticket, loaded)
      })
    },
    async send(event, { deadlineMs, signal }): Promise<EventDeliveryAttempt> {
      const at_ms = now()
      const attempt = { at_ms, url: '', http_status: null }
      // Each event goes to one connection, chosen at random.
      const all = ofApp(appIdOf(event))
      const target = all[Number.parseInt(randomHex(4), 16) % all.length]
      if (!target) {
        const failure = { zh: '没有打开的长连接。', en: 'No long connection is open.' }
        return { ...attempt, connection_id: null, response_head: '', failure, duration_ms: 0 }
      }
      target.events.sent += 1
      const started = performance.now()
      const { response, failure } = await target.connection.push({
        // Verified by the ticket, so there is no token to verify.
        payload: JSON.stringify(withToken(event, '')),
        trace_id: eventIdOf(event),
        message_id: toUuid(randomHex(16)),
        timestamp: at_ms,
        parts: rules().connection_frames === 'parts' ? PARTS : 1,
        deadlineMs,
        signal,
      })
      if (failure === null) target.events.accepted += 1
      return {
        ...attempt,
        connection_id: target.connection_id,
        response_head: response.slice(0, HEAD_CHARACTERS),
        failure,
        duration_ms: performance.now() - started,
      }
    },
    drop(connection_id) {
      const found = open.get(connection_id)
      found?.connection.drop()
      return found !== undefined
    },
    close() {
      for (const { connection } of open.values()) connection.drop()
      tickets.clear()
    },
  }
}

/** Responds to a handshake without an upgrade; the clients read the reason from the headers. */
function refuse(socket: Duplex, { status, msg, auth_code }: Refusal): void {
  const lines = [
    'HTTP/1.1 403 Forbidden',
    `Handshake-Status: ${status}`,
    `Handshake-Msg: ${msg}`,
    ...(auth_code === undefined ? [] : [`Handshake-Autherrcode: ${auth_code}`]),
    'Content-Length: 0',
    'Connection: close',
  ]
  socket.end(`${lines.join('\r\n')}\r\n\r\n`)
}

function toUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
