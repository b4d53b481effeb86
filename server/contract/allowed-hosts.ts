const NAME =
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])$/
const PORT = /^[1-9]\d{0,4}$/

/**
 * Parses a comma-separated list of hosts, each as a client sends it: `localhost:8080`,
 * `console.test`. They are compared exactly: no patterns, no implied port.
 * Returns null if one of them is not a host.
 */
export function parseAllowedHosts(text: string): string[] | null {
  const hosts = text
    .toLowerCase()
    .split(',')
    .map((host) => host.trim())
    .filter(Boolean)
  return hosts.every(isHost) ? hosts : null
}

/** `0.0.0.0` and `[::]` are addresses to listen on, not hosts. */
function isHost(host: string): boolean {
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? []
  if (!NAME.test(name) || name === '0.0.0.0' || name === '[::]') return false
  if (port !== undefined && !PORT.test(port)) return false
  // A port above 65,535 cannot be parsed.
  return URL.canParse(`http://${host}`)
}
