import { type ClientRequest, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { WebSocket } from 'ws'
import type { ProxySettings } from '../../feishu/proxy.ts'

/** Larger than any event, whose message has 150 KB at most. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024
const OPEN_TIMEOUT_MS = 10_000

/** An open WebSocket, or the headers of the response that refused it; the error is a code. */
export type OpenedSocket =
  | { socket: WebSocket }
  | { refused: Readonly<Record<string, string | string[] | undefined>> }
  | { error: string }

/** Opens a WebSocket, through the proxy of the environment if it is TLS to another machine. */
export async function openSocket(url: URL, proxy: ProxySettings | null): Promise<OpenedSocket> {
  const isTunnelled = proxy && url.protocol === 'wss:' && !isExempt(url.hostname, proxy.noProxy)
  const tunnel = isTunnelled ? await openTunnel(url, proxy) : null
  if (tunnel && 'error' in tunnel) return tunnel
  return new Promise((resolve) => {
    const socket = new WebSocket(url, {
      maxPayload: MAX_MESSAGE_BYTES,
      handshakeTimeout: OPEN_TIMEOUT_MS,
      followRedirects: false,
      perMessageDeflate: false,
      rejectUnauthorized: true,
      ...(tunnel && {
        createConnection: () => connectTls({ socket: tunnel.stream, servername: url.hostname }),
      }),
    })
    socket.once('open', () => {
      // A frame that arrives with the handshake waits for its listener.
      socket.pause()
      resolve({ socket })
    })
    socket.once('unexpected-response', (request: ClientRequest, { headers }) => {
      resolve({ refused: headers })
      request.destroy()
    })
    // Its message could quote the URL, which contains a ticket.
    socket.on('error', (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? 'ws' }))
  })
}

/** Asks the proxy for a tunnel; it sees the platform's name and TLS, never the ticket. */
function openTunnel(
  { hostname, port }: URL,
  { url }: ProxySettings,
): Promise<{ stream: Socket } | { error: string }> {
  const proxy = new URL(url)
  const target = `${hostname}:${port || 443}`
  const login = decodeURIComponent(`${proxy.username}:${proxy.password}`)
  const send = proxy.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const request = send({
      method: 'CONNECT',
      host: proxy.hostname,
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      path: target,
      agent: false,
      timeout: OPEN_TIMEOUT_MS,
      headers: {
        host: target,
        ...(proxy.username !== '' && {
          'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}`,
        }),
      },
    })
    request.once('connect', ({ statusCode }, stream: Socket) => {
      stream.setTimeout(0)
      if (statusCode === 200) resolve({ stream })
      else {
        stream.destroy()
        resolve({ error: `PROXY_${statusCode}` })
      }
    })
    request.once('response', ({ statusCode }) => {
      request.destroy()
      resolve({ error: `PROXY_${statusCode}` })
    })
    request.on('timeout', () => request.destroy())
    request.on('error', ({ code = 'PROXY' }: NodeJS.ErrnoException) => resolve({ error: code }))
    request.end()
  })
}

/** Whether a host is exempt from the proxy: by name, or as a subdomain of a listed one. */
function isExempt(hostname: string, noProxy: string): boolean {
  const names = noProxy.split(/[\s,]+/).filter(Boolean)
  return names.some((name) => {
    const domain = name.replace(/^\*?\./, '').replace(/:\d+$/, '')
    return name === '*' || hostname === domain || hostname.endsWith(`.${domain}`)
  })
}
