import { isIP, isIPv4, type LookupFunction } from 'node:net'

/** Which hosts the emulator may send events to. */
export type TargetPolicy = {
  /** Names or addresses, in lower case, that the operator allows besides loopback. */
  allowedHosts: readonly string[]
  lookup: LookupFunction
}

/**
 * Returns why a URL gets no events, or null if it may. The address that its name resolves to is
 * checked when the socket connects, by `guardLookup`.
 */
export function checkTarget(url: URL, { allowedHosts }: TargetPolicy): string | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return 'The URL must begin with http:// or https://.'
  }
  if (url.username !== '' || url.password !== '') {
    return 'The URL must not hold a user name or a password.'
  }
  // The URL parser has already turned spellings like 2130706433 or 127.1 into plain addresses.
  const host = hostOf(url)
  if (allowedHosts.includes(host) || isIP(host) === 0 || isLoopback(host)) return null
  return notLoopback(host)
}

/**
 * Wraps a lookup so that it fails for addresses other than loopback. The socket takes its address
 * from here, so the address that was checked is the one it connects to.
 */
export function guardLookup(url: URL, { allowedHosts, lookup }: TargetPolicy): LookupFunction {
  if (allowedHosts.includes(hostOf(url))) return lookup
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, address, family) => {
      const addresses =
        typeof address === 'string' ? [address] : (address ?? []).map((a) => a.address)
      const foreign = addresses.find((one) => !isLoopback(one))
      const failure = foreign === undefined ? error : new Error(notLoopback(foreign))
      callback(failure, address, family)
    })
  }
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

/** IPv4 inside IPv6 is never needed to reach this machine, so it does not count as loopback. */
function isLoopback(address: string): boolean {
  return address === '::1' || (isIPv4(address) && address.startsWith('127.'))
}

function notLoopback(address: string): string {
  return `Events go to this machine only, and ${address} is not a loopback address. The operator can allow the host.`
}

/**
 * Parses the hosts that an operator allows events to go to: a comma-separated list of names and
 * addresses without ports, in a URL's spelling. Returns null if one of them is not a host.
 */
export function parseEventHosts(list: string): string[] | null {
  const hosts: string[] = []
  for (const item of list.split(',').map((part) => part.trim().toLowerCase())) {
    if (item === '') continue
    if (!isHost(item)) return null
    hosts.push(item)
  }
  return hosts
}

/** Only a host that the URL parser leaves unchanged can equal the host of a URL. */
function isHost(item: string): boolean {
  const host = item.includes(':') ? `[${item}]` : item
  const url = URL.parse(`http://${host}/`)
  return /^[a-z0-9_.:-]+$/.test(item) && url?.hostname === host
}
