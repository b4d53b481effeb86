import type { WebSocket } from 'ws'
import * as z from 'zod/mini'
import { makeCall } from '../../feishu/call.ts'
import type { ProxySettings } from '../../feishu/proxy.ts'
import type { SecretProfile } from '../../feishu/secret-profile.ts'
import type { Upstream } from '../../feishu/upstream.ts'

/** How the platform asks a client to keep its connection, in seconds. */
export const clientConfigSchema = z.object({
  PingInterval: z.number().check(z.gte(1), z.lte(3_600)),
  ReconnectInterval: z.number().check(z.gte(0), z.lte(3_600)),
  /** A client waits at random for up to this long before the first try. */
  ReconnectNonce: z.number().check(z.gte(0), z.lte(3_600)),
})
export type ClientConfig = z.infer<typeof clientConfigSchema>

export const DEFAULT_CONFIG: ClientConfig = {
  PingInterval: 120,
  ReconnectInterval: 120,
  ReconnectNonce: 30,
}

const endpointSchema = z.object({
  URL: z.string(),
  ClientConfig: z.catch(z.optional(clientConfigSchema), undefined),
})

export type Connected =
  | { socket: WebSocket; service: number; config: ClientConfig }
  /** `code` is the platform's, or names the failure; another try is useless if it is `final`. */
  | { code: string; final: boolean }

/** The platform asks to try again; every other code is final, as for the official clients. */
const RETRY_CODES = [1, 1000040343]
/** In the header `Handshake-Status`. */
const FORBIDDEN = '403'
const TOO_MANY_CONNECTIONS = '1000040350'

/**
 * Opens a long connection of a custom app.
 * @see https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/use-websocket
 */
export async function connect(
  { upstream, proxy }: { upstream: Pick<Upstream, 'call'>; proxy: ProxySettings | null },
  { base_url, app_id }: SecretProfile,
  app_secret: string,
): Promise<Connected> {
  const body = JSON.stringify({ AppID: app_id, AppSecret: app_secret })
  const url = `${base_url}/callback/ws/endpoint`
  const options = { headers: { locale: 'zh' } }
  const { reply } = await makeCall(
    { ...upstream, close: async () => {} },
    'token',
    url,
    body,
    options,
  )
  if (!reply.answered) return { code: reply.kind, final: false }
  const { code, json } = reply
  if (code !== 0) return { code: String(code), final: !RETRY_CODES.includes(code) }
  const endpoint = endpointSchema.safeParse(json.data)
  const target = endpoint.success ? URL.parse(endpoint.data.URL) : null
  if (!target || !isPlatformUrl(target, new URL(base_url))) return { code: 'address', final: false }

  // Loaded with the first connection only.
  const { openSocket } = await import('./open-socket.ts')
  const opened = await openSocket(target, proxy)
  if ('error' in opened) return { code: opened.error, final: false }
  if ('refused' in opened) return describeRefusal(opened.refused)
  return {
    socket: opened.socket,
    service: Number(target.searchParams.get('service_id') ?? 0),
    config: endpoint.data?.ClientConfig ?? DEFAULT_CONFIG,
  }
}

function describeRefusal(headers: Readonly<Record<string, unknown>>): Connected {
  // Anything but a number could quote the ticket.
  const read = (name: string) => /^\d{1,12}$/.exec(String(headers[name]))?.[0]
  const status = read('handshake-status')
  const code = read('handshake-autherrcode') ?? status
  return {
    code: code ?? 'handshake',
    final: status === FORBIDDEN || code === TOO_MANY_CONNECTIONS,
  }
}

/**
 * Whether an address for events belongs to the same platform: TLS to a host of its domain, or the
 * emulator itself. Feishu does not document the host.
 */
export function isPlatformUrl({ protocol, host, hostname }: URL, base: URL): boolean {
  if (base.protocol === 'http:') return protocol === 'ws:' && host === base.host
  const domain = base.hostname.split('.').slice(-2).join('.')
  return protocol === 'wss:' && (hostname === domain || hostname.endsWith(`.${domain}`))
}
