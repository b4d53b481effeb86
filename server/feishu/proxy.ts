import { Agent, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici'

/** The proxy of the environment, which calls of the platform go through. */
export type ProxySettings = {
  /** May contain a user and a password; only its origin is ever shown. */
  url: string
  /** The hosts that need no proxy, separated by commas. */
  noProxy: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the proxy from the first of https_proxy, HTTPS_PROXY, http_proxy and HTTP_PROXY, and NO_PROXY.
 * @returns null if there is none, or a line that says what is wrong, without the value
 */
export function parseProxy(env: Environment): ProxySettings | string | null {
  const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']
  const name = names.find((one) => env[one]?.trim())
  if (name === undefined) return null
  const text = env[name]?.trim() ?? ''
  const url = URL.parse(text.includes('://') ? text : `http://${text}`)
  if (url && /^https?:$/.test(url.protocol) && url.hostname !== '') {
    return { url: url.href, noProxy: (env.no_proxy ?? env.NO_PROXY ?? '').trim() }
  }
  return `${name}: expected http://host:port, with user:password@ before the host if needed (not shown)`
}

export type PlatformDispatcher = {
  /** Makes a call. Returns the origin of the proxy that it goes through, or null. */
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): string | null
  /** Waits for running calls, then closes every connection. */
  close(): Promise<void>
}

type DispatcherOptions = Agent.Options & {
  connect: { timeout: number; rejectUnauthorized: boolean }
  /** How long a proxy may take to open a tunnel, in milliseconds. */
  tunnelTimeout: number
}

/**
 * Creates the connections for calls of the platform. Only HTTPS to another machine goes through the
 * proxy: it then carries TLS from here to the platform and sees no secret. Plain HTTP is for
 * emulators on this machine.
 */
export function createPlatformDispatcher(
  { tunnelTimeout, ...options }: DispatcherOptions,
  proxy: ProxySettings | null,
): PlatformDispatcher {
  const direct = new Agent(options)
  if (proxy === null) {
    return {
      dispatch: (call, handler) => {
        direct.dispatch(call, handler)
        return null
      },
      close: () => direct.close(),
    }
  }

  const tunnelled = new Set<string>()
  const agent = new EnvHttpProxyAgent({
    ...options,
    httpsProxy: proxy.url,
    httpProxy: proxy.url,
    noProxy: proxy.noProxy,
    requestTls: options.connect,
    proxyTls: options.connect,
    clientFactory: (origin, given) => new Pool(origin, { ...given, headersTimeout: tunnelTimeout }),
    // Called once for each origin; undici connects by a function of its own if it uses the proxy.
    factory(origin, given: Pool.Options) {
      if (typeof given.connect === 'function') tunnelled.add(String(origin))
      return new Pool(origin, given)
    },
  })
  const { origin: shown } = new URL(proxy.url)
  return {
    dispatch(call, handler) {
      const origin = new URL(String(call.origin))
      const isPlatform = origin.protocol === 'https:' && !isLoopback(origin.hostname)
      ;(isPlatform ? agent : direct).dispatch(call, handler)
      return isPlatform && tunnelled.has(origin.origin) ? shown : null
    },
    async close() {
      await Promise.all([direct.close(), agent.close()])
    },
  }
}

function isLoopback(hostname: string): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|\[::1\]|(?:.+\.)?localhost)$/.test(hostname)
}
