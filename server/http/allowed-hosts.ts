const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]']
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/
const NAME =
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])$/
const PORT = /^[1-9]\d{0,4}$/

/** The exact names, with their port, under which a console on a loopback port may be addressed. */
export function loopbackHosts(port: number): ReadonlySet<string> {
  // Browsers leave out http's own port.
  return new Set(
    LOOPBACK_NAMES.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])),
  )
}

/**
 * The names of a setting, each as a browser sends it: `localhost:8080`, `console.test`. They are
 * taken to the letter; there is no pattern and no port that is meant but not said.
 * @returns `null` where one of them is no such name
 */
export function parseAllowedHosts(text: string): string[] | null {
  const hosts = text
    .toLowerCase()
    .split(',')
    .map((host) => host.trim())
    .filter(Boolean)
  return hosts.every(isHost) ? hosts : null
}

/** `0.0.0.0` and `[::]` are where one listens, never where one is. */
function isHost(host: string): boolean {
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? []
  if (!NAME.test(name) || name === '0.0.0.0' || name === '[::]') return false
  if (port !== undefined && !(PORT.test(port) && Number(port) <= 65_535)) return false
  return URL.canParse(`http://${host}`)
}

/** The origins of pages served under those names; a name of its own may stand behind TLS. */
export function originsOf(hosts: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    [...hosts].flatMap((host) =>
      LOOPBACK.test(host) ? [`http://${host}`] : [`http://${host}`, `https://${host}`],
    ),
  )
}
