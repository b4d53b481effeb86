import { randomUUID } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import { createMiddleware } from 'hono/factory'
import { getPath } from 'hono/utils/url'
import type { Log } from '../logging/log.ts'
import type { ConsoleEnv } from './guards.ts'
import { refuse } from './refusal.ts'

/** How the console is published by a proxy in front of it. */
export type ReverseProxySettings = {
  /** The path under which pages and API are, such as `/console`; empty at the root. */
  basePath: string
  /** Whose `X-Forwarded-…` and `X-Request-Id` are believed. */
  trusted: BlockList
  /** What a reader of `/metrics` must present as bearer token, or null. */
  metricsToken: string | null
}

/** What is known of the client of a request, behind a trusted proxy or not. */
export type ClientInfo = {
  /** Null if a test calls the app without a socket. */
  address: string | null
  viaTrustedProxy: boolean
  /** Whether the browser speaks TLS, to the console or to the trusted proxy. */
  secure: boolean
  /** The same in the proxy's log and in the console's. */
  requestId: string
  basePath: string
}

declare module 'hono' {
  interface ContextVariableMap {
    client: ClientInfo
  }
}

const BASE_PATH = /^(?:\/[A-Za-z0-9_-]{1,64}){1,8}$/
const REQUEST_ID = /^[A-Za-z0-9_.:=+/-]{1,128}$/
const METRICS_TOKEN = /^[\x21-\x7e]{16,256}$/

/** A console that no proxy is in front of. */
export const NO_REVERSE_PROXY: ReverseProxySettings = {
  basePath: '',
  trusted: new BlockList(),
  metricsToken: null,
}

/** Parses BASE_PATH, TRUSTED_PROXIES and METRICS_TOKEN; returns a line for each that is invalid. */
export function parseReverseProxy(
  env: Readonly<Record<string, string | undefined>>,
): ReverseProxySettings | string[] {
  const problems: string[] = []
  const given = (name: string) => env[name]?.trim() ?? ''

  const basePath = given('BASE_PATH').replace(/\/$/, '')
  const isReserved = /^\/(?:api|assets|metrics)(?:\/|$)/.test(basePath)
  if (basePath && (!BASE_PATH.test(basePath) || isReserved)) {
    problems.push(
      `BASE_PATH: expected a path of letters, digits, - and _ such as /console, not below /api, /assets or /metrics, got ${JSON.stringify(basePath)}`,
    )
  }

  const trusted = new BlockList()
  for (const entry of given('TRUSTED_PROXIES')
    .split(',')
    .map((one) => one.trim())) {
    if (entry && !addAddress(trusted, entry)) {
      problems.push(
        `TRUSTED_PROXIES: expected addresses or ranges such as 10.0.0.5,10.1.0.0/16, got ${JSON.stringify(entry)}`,
      )
    }
  }

  const metricsToken = given('METRICS_TOKEN')
  if (metricsToken && !METRICS_TOKEN.test(metricsToken)) {
    problems.push('METRICS_TOKEN: expected 16 to 256 ASCII characters without spaces (not shown)')
  }
  if (problems.length > 0) return problems
  return { basePath, trusted, metricsToken: metricsToken || null }
}

/** Adds an address or a range; a range of all addresses would believe everyone, so it is refused. */
function addAddress(list: BlockList, entry: string): boolean {
  const [, address = '', bits] = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? []
  const version = isIP(address)
  if (version === 0) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (bits === undefined) {
    list.addAddress(address, family)
    return true
  }
  const prefix = Number(bits)
  if (prefix < 1 || prefix > (version === 4 ? 32 : 128)) return false
  list.addSubnet(address, prefix, family)
  return true
}

function isTrusted(list: BlockList, address: string): boolean {
  const version = isIP(address)
  return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6')
}

/** Returns Hono's `getPath` for a console that is published under a base path: the path without it. */
export function pathWithoutBase(basePath: string) {
  return (request: Request): string => {
    const path = getPath(request)
    if (path === basePath) return '/'
    return basePath && path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path
  }
}

/**
 * Sets `c.var.client`, returns the request id to the client, and logs what came by a trusted proxy. The first middleware of the app: the
 * others, and the log, rely on it.
 */
export function clientInfo({ basePath, trusted }: ReverseProxySettings, log: Log) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    const socket = c.env?.incoming?.socket
    const peer = socket?.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '') ?? null
    const viaTrustedProxy = peer !== null && isTrusted(trusted, peer)
    const forwarded = (name: string) => (viaTrustedProxy ? c.req.header(name) : undefined)
    const id = forwarded('x-request-id')
    const requestId = id !== undefined && REQUEST_ID.test(id) ? id : randomUUID()
    c.set('client', {
      address: clientAddress(peer, forwarded('x-forwarded-for'), trusted),
      viaTrustedProxy,
      secure:
        (socket !== undefined && 'encrypted' in socket) ||
        forwarded('x-forwarded-proto')?.trim().toLowerCase() === 'https',
      requestId,
      basePath,
    })
    c.header('x-request-id', requestId)
    await next()
    if (!viaTrustedProxy) return
    // Joins the log of the proxy to the history and the audit.
    const { method, path } = c.req
    const actor = (c.get('caller') as { actor: string } | null | undefined)?.actor ?? ''
    const entry = { request: requestId, method, path: path.slice(0, 200), status: c.res.status }
    log({ level: 'info', event: 'request', ...entry, actor })
  })
}

/**
 * Refuses what is outside BASE_PATH. Metrics are only at the root, so that a proxy that forwards
 * BASE_PATH does not publish them; health is at both.
 */
export function basePathGuard({ basePath }: ReverseProxySettings) {
  return createMiddleware(async (c, next) => {
    if (!basePath) return next()
    const path = getPath(c.req.raw)
    const isBelow = path === basePath || path.startsWith(`${basePath}/`)
    const isPublished =
      c.req.path === '/metrics' ? !isBelow : isBelow || c.req.path === '/api/health'
    return isPublished ? next() : refuse(c, 'not_found')
  })
}

/** The last address that no trusted proxy added: what stands before it was written by the client. */
function clientAddress(
  peer: string | null,
  forwardedFor: string | undefined,
  trusted: BlockList,
): string | null {
  const hops = forwardedFor?.split(',').map((hop) => hop.trim()) ?? []
  for (const hop of hops.toReversed()) {
    if (isIP(hop) === 0) return peer
    if (!isTrusted(trusted, hop)) return hop
  }
  return hops.find((hop) => isIP(hop) !== 0) ?? peer
}
